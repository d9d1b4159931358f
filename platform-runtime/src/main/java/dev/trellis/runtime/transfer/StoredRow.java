package dev.trellis.runtime.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.transfer.table.Cell;
import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.sdk.error.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows as they are kept while they wait or after they were refused. */
final class StoredRow {
  /**
   * What a refused row may take in the database; longer cells are cut in {@code errors.csv}, not in
   * what is imported.
   */
  private static final int MAX_CHARS = 1 << 20;

  private static final int CUT = 1_000;

  private StoredRow() {}

  /** {@code ["text", {"f": "EXACT", "t": "1.5"}]} */
  static String cells(Row row) {
    long chars = row.cells().stream().mapToLong(cell -> cell.text().length()).sum();
    ArrayNode array = Json.MAPPER.createArrayNode();
    for (Cell cell : row.cells()) {
      boolean isCut = chars > MAX_CHARS && cell.text().length() > CUT;
      String text = storable(isCut ? cell.text().substring(0, CUT) : cell.text());
      Cell.Form form = isCut ? Cell.Form.TOO_LONG : cell.form();
      if (form == Cell.Form.WRITTEN) {
        array.add(text);
      } else {
        array.addObject().put("f", form.name()).put("t", text);
      }
    }
    return Json.write(array);
  }

  /** PostgreSQL holds neither NUL nor half a surrogate pair. */
  private static String storable(String text) {
    String shown = text.indexOf('\0') < 0 ? text : text.replace('\0', '\u2400');
    for (int i = 0; i < shown.length(); i++) {
      if (Character.isSurrogate(shown.charAt(i))) {
        return new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return shown;
  }

  static Row row(long number, long line, String cells) {
    var read = new ArrayList<Cell>();
    for (JsonNode cell : Json.parse(cells)) {
      read.add(
          cell.isTextual()
              ? Cell.written(cell.textValue())
              : new Cell(cell.get("t").textValue(), Cell.Form.valueOf(cell.get("f").textValue())));
    }
    return new Row(number, line, read, List.of());
  }

  static String violations(List<Violation> violations) {
    return Json.write(Json.MAPPER.valueToTree(violations));
  }

  static List<Violation> violations(String json) {
    var violations = new ArrayList<Violation>();
    for (JsonNode violation : Json.parse(json)) {
      violations.add(violation(violation));
    }
    return violations;
  }

  static Violation violation(JsonNode json) {
    @SuppressWarnings("unchecked")
    Map<String, Object> params = Json.MAPPER.convertValue(json.get("params"), Map.class);
    @SuppressWarnings("unchecked")
    Map<String, String> texts =
        json.has("texts") ? Json.MAPPER.convertValue(json.get("texts"), Map.class) : Map.of();
    return new Violation(
        json.get("pointer").textValue(), json.get("code").textValue(), params, texts);
  }
}
