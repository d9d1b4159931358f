package dev.trellis.metadata.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Field values as the API shows them. The other direction is {@link FieldCoercion}. */
public final class FieldJson {
  private static final JsonNodeFactory NODES = Json.MAPPER.getNodeFactory();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final DateTimeFormatter WHOLE_TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private FieldJson() {}

  public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case BigDecimal number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case JsonNode node -> json.writeTree(node);
      case List<?> list -> {
        json.writeStartArray();
        for (Object item : list) {
          json.writeString((String) item);
        }
        json.writeEndArray();
      }
      default -> json.writeString(text(value));
    }
  }

  public static JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case String text -> NODES.textNode(text);
      case BigDecimal number -> NODES.numberNode(number);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      case JsonNode node -> node;
      case List<?> list -> {
        var array = NODES.arrayNode();
        list.forEach(item -> array.add((String) item));
        yield array;
      }
      default -> NODES.textNode(text(value));
    };
  }

  /** The text of a value that is a JSON string, or would be one in a spreadsheet cell. */
  public static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case BigDecimal number -> number.toPlainString();
      case UUID id -> id.toString();
      case ReferenceValue reference -> reference.id().toString();
      case LocalDate date -> date.toString();
      case Instant instant -> instant.toString();
      case LocalTime time -> (time.getNano() == 0 ? WHOLE_TIME : TIME).format(time);
      case Duration duration -> duration.toString();
      case List<?> list -> String.join(";", list.stream().map(String::valueOf).toList());
      case JsonNode node -> Json.write(node);
      default -> String.valueOf(value);
    };
  }
}
