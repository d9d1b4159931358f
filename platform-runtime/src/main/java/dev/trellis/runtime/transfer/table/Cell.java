package dev.trellis.runtime.transfer.table;

/**
 * One cell as text.
 *
 * @param text what the file says; for {@link Form#EXACT} in the platform's own spelling (a plain
 *     decimal, {@code 2026-01-31}, {@code 2026-01-31T09:30:00}, {@code true}, {@code 45%})
 */
public record Cell(String text, Form form) {
  /**
   * How far the text can be trusted. Only a column that is imported makes its faulty cells matter.
   */
  public enum Form {
    /** As a person or program wrote it: spelling and language unknown. */
    WRITTEN,
    /** Made from a typed cell of a workbook. */
    EXACT,
    /** Holds NUL characters, which no database text can. */
    NUL,
    /** Holds bytes that are no characters in the file's encoding. */
    UNDECODABLE,
    /** Longer than any field; the text is cut. */
    TOO_LONG,
    /** A formula that failed ({@code #N/A}) or was never calculated. */
    NO_VALUE
  }

  public static final Cell BLANK = new Cell("", Form.WRITTEN);

  public static Cell written(String text) {
    return text.isEmpty() ? BLANK : new Cell(text, Form.WRITTEN);
  }

  public static Cell exact(String text) {
    return new Cell(text, Form.EXACT);
  }

  public boolean isBlank() {
    for (int i = 0; i < text.length(); i++) {
      if (!isSpace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text without white space around it, which includes no-break and ideographic spaces and
   * stray byte order marks.
   */
  public String trimmed() {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c <= ' ' && c != 0
        || c == '\u00a0'
        || c == '\ufeff'
        || c == '\u200b'
        || Character.isWhitespace(c);
  }
}
