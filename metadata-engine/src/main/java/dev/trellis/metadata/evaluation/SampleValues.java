package dev.trellis.metadata.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.text.StorableText;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of sample rows, in JSON and as evaluations have them. */
public final class SampleValues {
  private SampleValues() {}

  /** What a type of field is to formulas; null when there is no such type. */
  static @Nullable ValueType type(String fieldType) {
    return switch (fieldType) {
      case "text", "long_text", "rich_text", "email", "phone", "url", "auto_number" ->
          ValueType.TEXT;
      case "number", "currency", "percent", "duration" -> ValueType.NUMBER;
      case "boolean" -> ValueType.BOOLEAN;
      case "date" -> ValueType.DATE;
      case "datetime" -> ValueType.DATETIME;
      case "time" -> ValueType.TIME;
      case "picklist" -> ValueType.PICKLIST;
      case "multi_picklist" -> ValueType.MULTI_PICKLIST;
      case "reference" -> ValueType.REFERENCE;
      case "geolocation" -> ValueType.LOCATION;
      default -> null;
    };
  }

  static @Nullable Object read(TryOut.Column column, JsonNode value) {
    if (value.isNull() || (value.isTextual() && value.textValue().isEmpty())) {
      return null;
    }
    try {
      return switch (column.type()) {
        case "number", "currency", "duration" -> number(value);
        case "percent" -> number(value).movePointLeft(2);
        case "boolean" -> bool(value);
        case "date" -> LocalDate.parse(value.asText());
        case "datetime" -> OffsetDateTime.parse(value.asText()).toInstant();
        case "time" -> LocalTime.parse(value.asText());
        case "multi_picklist" -> choices(value);
        case "geolocation" ->
            Place.of(number(value.path("latitude")), number(value.path("longitude")));
        default -> text(value);
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw EvaluationException.of(
          "bad_sample", "field", column.name(), "type", column.type(), "value", value.asText());
    }
  }

  private static BigDecimal number(JsonNode value) {
    if (!value.isNumber() && !(value.isTextual() && Texts.isNumber(value.textValue()))) {
      throw new IllegalArgumentException("not a number");
    }
    return Decimals.bounded(
        value.isNumber() ? value.decimalValue() : new BigDecimal(value.textValue()));
  }

  private static Boolean bool(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("not a boolean");
    }
    return value.booleanValue();
  }

  /** What no record can hold is no sample either. */
  private static String text(JsonNode value) {
    if (!StorableText.is(value.asText())) {
      throw new IllegalArgumentException("half a character, or none");
    }
    return value.asText();
  }

  private static List<String> choices(JsonNode value) {
    var choices = new ArrayList<String>();
    if (value.isArray()) {
      value.forEach(choice -> choices.add(text(choice)));
    } else {
      choices.addAll(List.of(text(value).split(";")));
    }
    return choices;
  }

  /** Numbers with all their digits, everything else as records have it. */
  public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case BigDecimal number -> json.writeNumber(new BigDecimal(Decimals.text(number)));
      case Boolean is -> json.writeBoolean(is);
      case Instant moment -> json.writeString(moment.toString());
      case LocalTime time -> json.writeString(Times.text(time));
      case List<?> choices -> {
        json.writeStartArray();
        for (Object choice : choices) {
          json.writeString(choice.toString());
        }
        json.writeEndArray();
      }
      case Place(BigDecimal latitude, BigDecimal longitude) -> {
        json.writeStartObject();
        json.writeNumberField("latitude", latitude);
        json.writeNumberField("longitude", longitude);
        json.writeEndObject();
      }
      default -> json.writeString(value.toString());
    }
  }
}
