package dev.trellis.runtime.transfer.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.record.DraftReader;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.transfer.mapping.ImportOptions.Blanks;
import dev.trellis.runtime.transfer.mapping.ImportOptions.OnError;
import dev.trellis.runtime.transfer.mapping.ImportOptions.Operation;
import dev.trellis.runtime.transfer.table.TableOptions;
import dev.trellis.runtime.transfer.value.DateFormat;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code options} part of an upload, and says all that is wrong with it at once. */
public final class ImportOptionsReader {
  private static final Set<String> FILE_OPTIONS =
      Set.of("encoding", "separator", "quote", "sheet", "header", "ragged_rows");
  private static final Set<String> OPTIONS =
      Set.of(
          "object",
          "operation",
          "key",
          "mapping",
          "replace",
          "values",
          "date_format",
          "time_zone",
          "decimal_separator",
          "blanks",
          "on_error",
          "skip_validation");

  private final ObjectNode json;
  private final List<Violation> violations = new ArrayList<>();

  private ImportOptionsReader(ObjectNode json) {
    this.json = json;
    for (String name : (Iterable<String>) json::fieldNames) {
      if (!FILE_OPTIONS.contains(name) && !OPTIONS.contains(name)) {
        refuse(name, "unknown_property", "property", name);
      }
    }
  }

  /**
   * @throws PlatformException malformed, or invalid with every violation
   */
  public static ImportOptions read(@Nullable String text) {
    var reader = new ImportOptionsReader(parse(text));
    ImportOptions options = reader.options();
    reader.settle();
    return options;
  }

  /** For a preview: the file's options, and the object when it is known already. */
  public static Preview readPreview(@Nullable String text) {
    var reader = new ImportOptionsReader(parse(text == null || text.isBlank() ? "{}" : text));
    var preview = new Preview(reader.text("object"), reader.table());
    reader.settle();
    return preview;
  }

  public record Preview(@Nullable String object, TableOptions table) {}

  private static ObjectNode parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw PlatformException.invalid(Violation.of("/options", "required"));
    }
    if (RequestJson.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object) {
      return object;
    }
    throw PlatformException.invalid(Violation.of("/options", "wrong_type", "expected", "object"));
  }

  private void settle() {
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
  }

  private ImportOptions options() {
    String object = text("object");
    if (object == null) {
      refuse("object", "required");
    }
    Map<String, String> mapping = texts("mapping");
    if (mapping.isEmpty() && !json.has("mapping")) {
      refuse("mapping", "required");
    }
    return new ImportOptions(
        object == null ? "" : object,
        one(Operation.class, "operation", Operation.INSERT),
        text("key"),
        mapping,
        replace(),
        json.get("values") instanceof ObjectNode values ? values : Json.MAPPER.createObjectNode(),
        table(),
        dateFormat(),
        timeZone(),
        decimalSeparator(),
        one(Blanks.class, "blanks", Blanks.KEEP),
        one(OnError.class, "on_error", OnError.SKIP),
        flag("skip_validation", false));
  }

  private TableOptions table() {
    return new TableOptions(
        text("encoding"),
        text("separator"),
        text("quote"),
        text("sheet"),
        flag("header", true),
        "fill".equals(word("ragged_rows", "refuse", "fill")));
  }

  private @Nullable String dateFormat() {
    String format = text("date_format");
    if (format != null && DateFormat.of(format).isEmpty()) {
      refuse("date_format", "bad_date_format", "value", format);
    }
    return format;
  }

  private @Nullable String timeZone() {
    String zone = text("time_zone");
    if (zone != null) {
      try {
        ZoneId.of(zone);
      } catch (DateTimeException e) {
        refuse("time_zone", "bad_time_zone", "value", zone);
      }
    }
    return zone;
  }

  private @Nullable String decimalSeparator() {
    return json.hasNonNull("decimal_separator") ? word("decimal_separator", ".", ",") : null;
  }

  private Map<String, Map<String, String>> replace() {
    var replace = new LinkedHashMap<String, Map<String, String>>();
    JsonNode node = json.get("replace");
    if (node instanceof ObjectNode columns) {
      columns
          .properties()
          .forEach(
              column -> {
                if (column.getValue() instanceof ObjectNode texts) {
                  replace.put(
                      column.getKey(),
                      texts(texts, "replace/" + DraftReader.escape(column.getKey())));
                } else {
                  refuse(
                      "replace/" + DraftReader.escape(column.getKey()),
                      "wrong_type",
                      "expected",
                      "object");
                }
              });
    } else if (node != null && !node.isNull()) {
      refuse("replace", "wrong_type", "expected", "object");
    }
    return replace;
  }

  private Map<String, String> texts(String name) {
    JsonNode node = json.get(name);
    if (node instanceof ObjectNode object) {
      return texts(object, name);
    }
    if (node != null && !node.isNull()) {
      refuse(name, "wrong_type", "expected", "object");
    }
    return Map.of();
  }

  /** A column that is mapped to nothing is left out, which is what a form sends. */
  private Map<String, String> texts(ObjectNode object, String pointer) {
    var texts = new LinkedHashMap<String, String>();
    object
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              if (value.isTextual()
                  && (!value.textValue().isBlank() || pointer.startsWith("replace"))) {
                texts.put(member.getKey(), value.textValue().strip());
              } else if (!value.isNull() && !value.isTextual()) {
                refuse(
                    pointer + "/" + DraftReader.escape(member.getKey()),
                    "wrong_type",
                    "expected",
                    "text");
              }
            });
    return texts;
  }

  private @Nullable String text(String name) {
    JsonNode node = json.get(name);
    if (node == null || node.isNull() || node.isTextual() && node.textValue().isEmpty()) {
      return null;
    }
    if (!node.isTextual()) {
      refuse(name, "wrong_type", "expected", "text");
      return null;
    }
    return node.textValue();
  }

  private boolean flag(String name, boolean standard) {
    JsonNode node = json.get(name);
    if (node == null || node.isNull()) {
      return standard;
    }
    if (!node.isBoolean()) {
      refuse(name, "wrong_type", "expected", "boolean");
    }
    return node.asBoolean(standard);
  }

  private String word(String name, String standard, String other) {
    String value = text(name);
    if (value != null && !value.equals(standard) && !value.equals(other)) {
      refuse(name, "not_one_of", "value", value, "allowed", List.of(standard, other));
    }
    return value == null ? standard : value;
  }

  private <E extends Enum<E>> E one(Class<E> type, String name, E standard) {
    String value = text(name);
    if (value == null) {
      return standard;
    }
    for (E constant : type.getEnumConstants()) {
      if (wire(constant).equals(value)) {
        return constant;
      }
    }
    refuse(
        name,
        "not_one_of",
        "value",
        value,
        "allowed",
        Arrays.stream(type.getEnumConstants()).map(ImportOptionsReader::wire).toList());
    return standard;
  }

  static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void refuse(String pointer, String code, Object... params) {
    violations.add(Violation.of("/options/" + pointer, code, params));
  }

  static ObjectNode json(ImportOptions options) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("object", options.object());
    json.put("operation", wire(options.operation()));
    json.put("key", options.key());
    json.set("mapping", Json.MAPPER.valueToTree(options.mapping()));
    json.set("replace", Json.MAPPER.valueToTree(options.replace()));
    json.set("values", options.values());
    json.put("encoding", options.table().encoding());
    json.put("separator", options.table().separator());
    json.put("quote", options.table().quote());
    json.put("sheet", options.table().sheet());
    json.put("header", options.table().hasHeader());
    json.put("ragged_rows", options.table().fillsShortRows() ? "fill" : "refuse");
    json.put("date_format", options.dateFormat());
    json.put("time_zone", options.timeZone());
    json.put("decimal_separator", options.decimalSeparator());
    json.put("blanks", wire(options.blanks()));
    json.put("on_error", wire(options.onError()));
    json.put("skip_validation", options.skipsValidation());
    return json;
  }
}
