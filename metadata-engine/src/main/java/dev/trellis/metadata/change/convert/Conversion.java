package dev.trellis.metadata.change.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.value.Coerced;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import dev.trellis.sdk.error.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From values of a field as it is to values of the field as it should be. Ends in the same coercion
 * as every other write, so nothing gets in this way that would be refused elsewhere.
 *
 * @param zone decides on which day an instant is, and when a day begins
 */
public record Conversion(FieldModel from, FieldModel to, ZoneId zone) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  public Converted convert(@Nullable Object value) {
    return switch (value) {
      case null -> new Converted.Done(blank());
      case String text -> ofText(text);
      case BigDecimal number -> ofNumber(number);
      case Boolean flag -> ofBoolean(flag);
      case LocalDate date -> ofDate(date);
      case Instant instant -> ofInstant(instant);
      case List<?> values -> ofChoices(values);
      case ReferenceValue reference -> ofReference(reference.objectId(), reference.id());
      case UUID id -> from.isReference() ? ofReference(null, id) : new Converted.Done(id);
      case JsonNode json -> coerce(json);
      default -> coerce(FieldJson.node(value));
    };
  }

  private @Nullable Object blank() {
    return to.type() instanceof FieldType.Bool ? Boolean.FALSE : null;
  }

  private Converted ofText(String text) {
    String trimmed = text.strip();
    return switch (Form.of(to.type())) {
      case TEXT -> to.type() instanceof FieldType.Picklist ? ofListed(trimmed) : ofPlain(text);
      case RICH_TEXT -> coerce(NODES.textNode(LooseText.asHtml(text)));
      case NUMBER -> loose(LooseText.number(trimmed), "not_a_number", trimmed);
      case BOOLEAN -> loose(LooseText.bool(trimmed), "not_a_boolean", trimmed);
      case DATE -> coerce(NODES.textNode(LooseText.date(trimmed, zone)));
      case DATETIME -> coerce(NODES.textNode(LooseText.datetime(trimmed, zone)));
      case TIME, DURATION -> coerce(NODES.textNode(trimmed));
      case CHOICES -> coerce(split(trimmed));
      case REFERENCE -> ofNameOrId(trimmed);
      case FILE, STRUCTURE -> impossible();
    };
  }

  private Converted ofPlain(String text) {
    // The built-in way of saying a value; a number that is given by the platform takes any text.
    return coerce(NODES.textNode(text));
  }

  /** A listed value is also found by its label and without regard to case. */
  private Converted ofListed(String text) {
    for (PicklistValue choice : to.choices()) {
      if (choice.value().equals(text)) {
        return coerce(NODES.textNode(text));
      }
    }
    for (PicklistValue choice : to.choices()) {
      boolean isLabel =
          choice.label() != null
              && choice.label().texts().values().stream().anyMatch(text::equalsIgnoreCase);
      if (isLabel || choice.value().equalsIgnoreCase(text)) {
        return coerce(NODES.textNode(choice.value()));
      }
    }
    return coerce(NODES.textNode(text));
  }

  private Converted ofNameOrId(String text) {
    if (text.isEmpty()) {
      return new Converted.Done(null);
    }
    UUID id = FieldCoercion.parseId(text);
    return id == null ? new Converted.RecordNamed(text) : new Converted.RecordWithId(null, id);
  }

  private Converted loose(@Nullable JsonNode json, String code, String text) {
    if (text.isEmpty()) {
      return new Converted.Done(blank());
    }
    return json == null ? failed(code, text) : coerce(json);
  }

  private static ArrayNode split(String text) {
    ArrayNode values = NODES.arrayNode();
    for (String part : text.split(";")) {
      if (!part.isBlank()) {
        values.add(part.strip());
      }
    }
    return values;
  }

  private Converted ofNumber(BigDecimal number) {
    return switch (Form.of(to.type())) {
      case NUMBER -> coerce(NODES.numberNode(number));
      case BOOLEAN ->
          number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0
              ? new Converted.Done(number.signum() != 0)
              : failed("not_a_boolean", number.toPlainString());
      case TEXT -> ofText(number.toPlainString());
      case RICH_TEXT, DATE, DATETIME, TIME, DURATION, CHOICES, REFERENCE, FILE, STRUCTURE ->
          impossible();
    };
  }

  private Converted ofBoolean(boolean flag) {
    return switch (Form.of(to.type())) {
      case NUMBER -> coerce(NODES.numberNode(flag ? 1 : 0));
      case TEXT -> ofText(Boolean.toString(flag));
      case BOOLEAN -> new Converted.Done(flag);
      case RICH_TEXT, DATE, DATETIME, TIME, DURATION, CHOICES, REFERENCE, FILE, STRUCTURE ->
          impossible();
    };
  }

  private Converted ofDate(LocalDate date) {
    return Form.of(to.type()) == Form.DATETIME
        ? new Converted.Done(date.atStartOfDay(zone).toInstant())
        : coerce(NODES.textNode(date.toString()));
  }

  private Converted ofInstant(Instant instant) {
    return Form.of(to.type()) == Form.DATE
        ? new Converted.Done(instant.atZone(zone).toLocalDate())
        : coerce(NODES.textNode(instant.toString()));
  }

  private Converted ofChoices(List<?> values) {
    if (Form.of(to.type()) == Form.CHOICES) {
      ArrayNode array = NODES.arrayNode();
      values.forEach(value -> array.add(String.valueOf(value)));
      return coerce(array);
    }
    if (to.type() instanceof FieldType.Picklist) {
      return values.size() == 1
          ? ofListed(String.valueOf(values.getFirst()))
          : failed("several_values", FieldJson.text(values));
    }
    return coerce(NODES.textNode(FieldJson.text(values)));
  }

  private Converted ofReference(@Nullable Integer objectId, UUID id) {
    return Form.of(to.type()) == Form.TEXT
        ? new Converted.NameOfRecord(objectId, id)
        : new Converted.RecordWithId(objectId, id);
  }

  private Converted coerce(JsonNode json) {
    return switch (FieldCoercion.coerce(to, json)) {
      case Coerced.Value(Object value) -> new Converted.Done(value);
      case Coerced.Refused(Violation violation) -> new Converted.Failed(violation);
    };
  }

  /** A text that was read from a record is coerced like one that was written. */
  public Converted ofName(String name) {
    return ofText(name);
  }

  /** Never happens where {@link Conversions#exist} was asked first. */
  private Converted impossible() {
    return new Converted.Failed(
        Violation.of(
            "/" + to.name(),
            "type_change_impossible",
            "from",
            from.type().wire(),
            "to",
            to.type().wire()));
  }

  private Converted failed(String code, String value) {
    return new Converted.Failed(Violation.of("/" + to.name(), code, "value", value));
  }
}
