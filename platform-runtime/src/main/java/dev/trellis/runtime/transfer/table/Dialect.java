package dev.trellis.runtime.transfer.table;

import java.nio.charset.Charset;
import java.util.Locale;

/**
 * How a CSV file is written.
 *
 * @param bomBytes length of the byte order mark to pass over
 * @param skipLines lines before the table: the {@code sep=;} line that Excel writes
 */
public record Dialect(Charset charset, int bomBytes, char separator, char quote, int skipLines) {
  /** The name people know: {@code utf-8}, {@code gb18030}, {@code latin-1} … */
  public String encoding() {
    return charset.name().equalsIgnoreCase("windows-1252")
        ? "latin-1"
        : charset.name().toLowerCase(Locale.ROOT);
  }
}
