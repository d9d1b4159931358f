package dev.trellis.runtime.transfer.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.sdk.error.Violation;

/** What became of a cell. */
public sealed interface CellValue {
  CellValue BLANK = new Blank();

  record Value(JsonNode json) implements CellValue {}

  record Blank() implements CellValue {}

  /** The pointer is empty: the reader of cells does not know for which field it reads. */
  record Refused(Violation violation) implements CellValue {}

  static CellValue of(JsonNode json) {
    return new Value(json);
  }

  static CellValue refused(String code, Object... params) {
    return new Refused(Violation.of("", code, params));
  }
}
