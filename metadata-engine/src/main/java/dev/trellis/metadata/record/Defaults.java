package dev.trellis.metadata.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.query.RollupQuery;
import dev.trellis.metadata.value.Coerced;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import dev.trellis.sdk.component.RecordTypeDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values of new records that the caller did not give: the field's default, the default of its
 * picklist, false, the caller as owner. A default is a literal; {@code today} and {@code now} stand
 * for the moment of the save, in the tenant's time zone.
 */
public final class Defaults {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectModel object;
  private final List<FieldModel> withDefault = new ArrayList<>();
  private final ZoneId zone;

  public Defaults(ObjectModel object, ZoneId zone) {
    this.object = object;
    this.zone = zone;
    for (FieldModel field : object.fields()) {
      if (!field.isSystem() && hasDefault(field)) {
        withDefault.add(field);
      }
    }
  }

  private static boolean hasDefault(FieldModel field) {
    return field.definition().calculation() instanceof Calculation.Rollup
        || field.definition().defaultValue() != null
        || field.type() instanceof FieldType.Bool
        || field.choices().stream().anyMatch(PicklistValue::isDefault);
  }

  public void apply(Draft draft, UUID callerId, Instant now) {
    for (FieldModel field : withDefault) {
      if (!draft.isGiven(field)) {
        draft.set(field, value(field, now));
      }
    }
    FieldModel owner = object.require("owner_id");
    if (!draft.isGiven(owner)) {
      draft.set(owner, callerId);
    }
    FieldModel recordType = object.require("record_type");
    if (!draft.isGiven(recordType)) {
      draft.set(recordType, defaultRecordType());
    }
  }

  private @Nullable String defaultRecordType() {
    for (RecordTypeDefinition type : object.recordTypes()) {
      if (Boolean.TRUE.equals(type.isDefault()) && type.isActive()) {
        return type.localName();
      }
    }
    return null;
  }

  private @Nullable Object value(FieldModel field, Instant now) {
    if (field.definition().calculation() instanceof Calculation.Rollup rollup) {
      return RollupQuery.ofNone(field, rollup.aggregate());
    }
    String literal = field.definition().defaultValue();
    if (literal == null) {
      return implicit(field);
    }
    // The change set checked the literal against the type; a value that has left its list since is
    // simply no default any more.
    return literal(field, literal, now, zone) instanceof Coerced.Value(Object value) ? value : null;
  }

  /** What a default, as it is written in the field's document, stands for. */
  public static Coerced literal(FieldModel field, String literal, Instant now, ZoneId zone) {
    JsonNode json =
        switch (field.type()) {
          case FieldType.Date _ when literal.equalsIgnoreCase("today") ->
              NODES.textNode(now.atZone(zone).toLocalDate().toString());
          case FieldType.Datetime _ when literal.equalsIgnoreCase("now") ->
              NODES.textNode(now.toString());
          case FieldType.Bool _ when literal.equals("true") || literal.equals("false") ->
              NODES.booleanNode(literal.equals("true"));
          case FieldType.Number _, FieldType.Currency _, FieldType.Percent _ -> number(literal);
          case FieldType.MultiPicklist _ -> list(literal);
          default -> NODES.textNode(literal);
        };
    return FieldCoercion.coerce(field, json);
  }

  private static JsonNode number(String literal) {
    try {
      return NODES.numberNode(new BigDecimal(literal));
    } catch (NumberFormatException e) {
      return NODES.textNode(literal);
    }
  }

  private static JsonNode list(String literal) {
    var array = NODES.arrayNode();
    for (String value : literal.split(";")) {
      if (!value.isBlank()) {
        array.add(value.strip());
      }
    }
    return array;
  }

  private static @Nullable Object implicit(FieldModel field) {
    return switch (field.type()) {
      case FieldType.Bool _ -> Boolean.FALSE;
      case FieldType.Picklist _ ->
          field.choices().stream()
              .filter(PicklistValue::isDefault)
              .map(PicklistValue::value)
              .findFirst()
              .orElse(null);
      case FieldType.MultiPicklist _ -> {
        var values =
            field.choices().stream()
                .filter(PicklistValue::isDefault)
                .map(PicklistValue::value)
                .toList();
        yield values.isEmpty() ? null : values;
      }
      default -> null;
    };
  }
}
