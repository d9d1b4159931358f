package dev.trellis.runtime.transfer.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180 in UTF-8, with text that a spreadsheet would take for a formula made harmless.
 */
public final class CsvWriter {
  public static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Numbers and telephone numbers begin with a sign, and compute nothing. */
  private static final Pattern HARMLESS = Pattern.compile("\\+\\d[\\d ().-]*|-\\d[\\d.,]*%?");

  private final StringBuilder text = new StringBuilder();

  /**
   * A cell.
   *
   * @param isText whether a person wrote it; numbers and dates keep their minus signs
   */
  public record Value(@Nullable String value, boolean isText) {
    public static Value text(@Nullable String value) {
      return new Value(value, true);
    }

    public static Value exact(@Nullable String value) {
      return new Value(value, false);
    }
  }

  public CsvWriter row(List<Value> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      cell(cells.get(i));
    }
    text.append("\r\n");
    return this;
  }

  private void cell(Value cell) {
    if (cell.value() == null) {
      return;
    }
    String value = cell.isText() ? harmless(cell.value()) : cell.value();
    if (needsQuotes(value)) {
      text.append('"').append(value.replace("\"", "\"\"")).append('"');
    } else {
      text.append(value);
    }
  }

  /** {@code =HYPERLINK(…) → '=HYPERLINK(…)}: spreadsheets run what begins like this. */
  public static String harmless(String value) {
    if (value.isEmpty() || HARMLESS.matcher(value).matches()) {
      return value;
    }
    return switch (value.charAt(0)) {
      case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠' -> "'" + value;
      default -> value;
    };
  }

  private static boolean needsQuotes(String value) {
    if (value.isEmpty()) {
      return false;
    }
    if (value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ') {
      return true;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      // A semicolon too: half of the world's spreadsheets separate by it.
      if (c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t') {
        return true;
      }
    }
    return false;
  }

  /** What was written since the last time. */
  public byte[] take() {
    byte[] bytes = text.toString().getBytes(UTF_8);
    text.setLength(0);
    return bytes;
  }
}
