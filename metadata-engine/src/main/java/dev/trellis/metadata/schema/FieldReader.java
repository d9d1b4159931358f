package dev.trellis.metadata.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.FieldType.OnDelete;
import dev.trellis.sdk.component.FieldType.Ownership;
import dev.trellis.sdk.component.Label;
import dev.trellis.sdk.component.PicklistSource;
import dev.trellis.sdk.component.PicklistValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A field's document, with the defaults of its type. */
final class FieldReader {
  private static final int DECIMAL_PRECISION = 18;
  private static final int MONEY_SCALE = 2;
  private static final Map<FieldType, FieldType> SHARED = new ConcurrentHashMap<>();

  private FieldReader() {}

  static FieldDefinition read(JsonNode json) {
    FieldType type = shared(type(json));
    return new FieldDefinition(
        // The same for every tenant that has such a field.
        json.path("name").asText().intern(),
        ComponentReader.label(json.path("label")),
        label(json, "description"),
        label(json, "help"),
        type,
        calculation(json),
        isRequired(json, type),
        json.path("unique").asBoolean(false),
        json.path("external_id").asBoolean(false),
        json.path("indexed").asBoolean(false),
        json.path("track_history").asBoolean(tracksHistory(json, type)),
        json.has("searchable") ? json.path("searchable").asBoolean() : null,
        defaultValue(json.get("default")),
        text(json, "default_formula"));
  }

  /** Of the types that are few, one instance each for everybody. */
  private static FieldType shared(FieldType type) {
    return switch (type) {
      case FieldType.Text _,
          FieldType.Numeric _,
          FieldType.Bool _,
          FieldType.Date _,
          FieldType.Datetime _,
          FieldType.Time _,
          FieldType.Duration _,
          FieldType.Email _,
          FieldType.Phone _,
          FieldType.Url _,
          FieldType.Address _,
          FieldType.Geolocation _,
          FieldType.File _,
          FieldType.Image _,
          FieldType.Json _ ->
          SHARED.computeIfAbsent(type, same -> same);
      case FieldType.LongText _,
          FieldType.RichText _,
          FieldType.Picklist _,
          FieldType.MultiPicklist _,
          FieldType.Reference _,
          FieldType.AutoNumber _ ->
          type;
    };
  }

  private static FieldType type(JsonNode json) {
    return switch (json.path("type").asText()) {
      case "text" -> new FieldType.Text(json.path("length").asInt(FieldType.Text.MAX_LENGTH));
      case "long_text" ->
          new FieldType.LongText(json.path("length").asInt(FieldType.LongText.MAX_LENGTH));
      case "rich_text" ->
          new FieldType.RichText(json.path("length").asInt(FieldType.LongText.MAX_LENGTH));
      case "number" -> number(json);
      case "currency" -> new FieldType.Currency(precision(json), scale(json));
      case "percent" -> new FieldType.Percent(precision(json), scale(json));
      case "boolean" -> new FieldType.Bool();
      case "date" -> new FieldType.Date();
      case "datetime" -> new FieldType.Datetime();
      case "time" -> new FieldType.Time();
      case "duration" -> new FieldType.Duration();
      case "picklist" -> new FieldType.Picklist(source(json));
      case "multi_picklist" -> new FieldType.MultiPicklist(source(json));
      case "reference" -> reference(json);
      case "auto_number" -> new FieldType.AutoNumber(json.path("format").asText("{00000}"));
      case "email" -> new FieldType.Email();
      case "phone" -> new FieldType.Phone();
      case "url" -> new FieldType.Url();
      case "address" -> new FieldType.Address();
      case "geolocation" -> new FieldType.Geolocation();
      case "file" -> new FieldType.File();
      case "image" -> new FieldType.Image();
      case "json" -> new FieldType.Json();
      case "formula" -> returned(json);
      // What is gathered says what comes of it; see Rollups.
      case "rollup" -> number(json);
      default -> throw new IllegalArgumentException("unknown field type " + json.path("type"));
    };
  }

  /** What the values of a formula field are. */
  private static FieldType returned(JsonNode json) {
    return switch (json.path("returns").asText()) {
      case "text" -> new FieldType.Text(FieldType.LongText.MAX_LENGTH);
      case "number" -> number(json);
      case "currency" -> new FieldType.Currency(precision(json), scale(json));
      case "percent" -> new FieldType.Percent(precision(json), scale(json));
      case "boolean" -> new FieldType.Bool();
      case "date" -> new FieldType.Date();
      case "datetime" -> new FieldType.Datetime();
      case "time" -> new FieldType.Time();
      default -> throw new IllegalArgumentException("unknown result " + json.path("returns"));
    };
  }

  private static @Nullable Calculation calculation(JsonNode json) {
    return switch (json.path("type").asText()) {
      case "formula" ->
          new Calculation.Formula(
              json.path("expression").asText(),
              Calculation.Blanks.valueOf(upper(json.path("blanks").asText("zero"))));
      case "rollup" ->
          new Calculation.Rollup(
              json.path("from").asText(),
              json.path("via").asText(),
              Calculation.Aggregate.valueOf(upper(json.path("aggregate").asText())),
              text(json, "field"),
              text(json, "where"));
      default -> null;
    };
  }

  private static String upper(String wire) {
    return wire.toUpperCase(Locale.ROOT);
  }

  private static FieldType.Number number(JsonNode json) {
    if (!json.has("precision") && !json.has("scale")) {
      return new FieldType.Number(
          FieldType.Number.FREE_PRECISION, FieldType.Number.FREE_SCALE, true);
    }
    return new FieldType.Number(precision(json), json.path("scale").asInt(0), false);
  }

  private static int precision(JsonNode json) {
    return json.path("precision").asInt(DECIMAL_PRECISION);
  }

  private static int scale(JsonNode json) {
    return json.path("scale").asInt(MONEY_SCALE);
  }

  private static PicklistSource source(JsonNode json) {
    var values = new ArrayList<PicklistValue>();
    json.path("values")
        .forEach(value -> values.add(ComponentReader.bind(value, PicklistValue.class)));
    return new PicklistSource(
        values,
        text(json, "value_set"),
        json.path("restricted").asBoolean(true),
        text(json, "controlled_by"));
  }

  private static FieldType.Reference reference(JsonNode json) {
    Ownership ownership =
        Ownership.valueOf(json.path("ownership").asText("lookup").toUpperCase(Locale.ROOT));
    return new FieldType.Reference(
        texts(json.path("to")), text(json, "relationship"), onDelete(json, ownership), ownership);
  }

  /**
   * A required link cannot be cleared, so it holds on to what it points at unless told otherwise.
   */
  private static OnDelete onDelete(JsonNode json, Ownership ownership) {
    if (json.has("on_delete")) {
      return OnDelete.valueOf(json.path("on_delete").asText().toUpperCase(Locale.ROOT));
    }
    if (ownership == Ownership.PARENT) {
      return OnDelete.CASCADE;
    }
    return json.path("required").asBoolean(false) ? OnDelete.RESTRICT : OnDelete.CLEAR;
  }

  /** A child does not stand without its parent, whether its field says so or not. */
  private static boolean isRequired(JsonNode json, FieldType type) {
    return json.path("required").asBoolean(false)
        || type instanceof FieldType.Reference reference
            && reference.ownership() == Ownership.PARENT;
  }

  private static boolean tracksHistory(JsonNode json, FieldType type) {
    return calculation(json) == null
        && !(type instanceof FieldType.LongText
            || type instanceof FieldType.RichText
            || type instanceof FieldType.Json);
  }

  private static @Nullable String defaultValue(@Nullable JsonNode value) {
    if (value == null) {
      return null;
    }
    if (value.isArray()) {
      return String.join(";", texts(value));
    }
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
  }

  private static @Nullable Label label(JsonNode json, String property) {
    return json.has(property) ? ComponentReader.label(json.path(property)) : null;
  }

  private static @Nullable String text(JsonNode json, String property) {
    return json.has(property) ? json.path(property).asText() : null;
  }

  private static List<String> texts(JsonNode json) {
    if (!json.isArray()) {
      return List.of(json.asText());
    }
    var texts = new ArrayList<String>();
    json.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
