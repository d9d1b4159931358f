package dev.trellis.runtime.transfer.table;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds separator and quote by reading the beginning of the file in each way and keeping the one
 * that yields the most even table.
 */
final class DialectDetector {
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final char[] QUOTES = {'"', '\''};
  private static final int SAMPLE_CHARS = 128 << 10;
  private static final int SAMPLE_ROWS = 500;

  private DialectDetector() {}

  static Dialect detect(
      Path file,
      Encoding.Found encoding,
      @Nullable Character separator,
      @Nullable Character quote) {
    String sample = sample(file, encoding.charset(), encoding.bomBytes());
    int skipLines = 0;
    Character announced = announced(sample);
    if (announced != null) {
      skipLines = 1;
      sample = sample.substring(endOfLine(sample));
    }
    char[] separators =
        separator != null
            ? new char[] {separator}
            : announced != null ? new char[] {announced} : SEPARATORS;
    char[] quotes = quote != null ? new char[] {quote} : QUOTES;
    Dialect best = null;
    double bestScore = -1;
    for (char s : separators) {
      for (char q : quotes) {
        if (s == q) {
          continue;
        }
        var dialect = new Dialect(encoding.charset(), encoding.bomBytes(), s, q, skipLines);
        double score = score(sample, dialect);
        // The usual quote wins unless the other one makes a clearly better table.
        if (score > bestScore + (q == '"' ? 0 : 0.05)) {
          best = dialect;
          bestScore = score;
        }
      }
    }
    return best != null
        ? best
        : new Dialect(encoding.charset(), encoding.bomBytes(), ',', '"', skipLines);
  }

  /** Excel's own way to say how a file is separated: a first line {@code sep=;}. */
  private static @Nullable Character announced(String sample) {
    int end = endOfLine(sample);
    String line = sample.substring(0, end).strip();
    if (line.length() == 5 && line.regionMatches(true, 0, "sep=", 0, 4)) {
      return line.charAt(4);
    }
    return sample.startsWith("sep=\t") ? '\t' : null;
  }

  private static int endOfLine(String sample) {
    int end = sample.indexOf('\n');
    return end < 0 ? sample.length() : end + 1;
  }

  /**
   * More than 0 for a table of several columns, 0 for one column; evenness counts most, then the
   * number of columns.
   */
  private static double score(String sample, Dialect dialect) {
    List<Integer> widths = widths(sample, dialect);
    if (widths.isEmpty()) {
      return 0;
    }
    Map<Integer, Integer> counts = new HashMap<>();
    for (int width : widths) {
      counts.merge(width, 1, Integer::sum);
    }
    int mode = widths.getFirst();
    for (var entry : counts.entrySet()) {
      if (entry.getValue() > counts.getOrDefault(mode, 0)) {
        mode = entry.getKey();
      }
    }
    if (mode < 2) {
      return 0;
    }
    double evenness = counts.get(mode) / (double) widths.size();
    return evenness * evenness + Math.min(mode, 50) / 500.0 + (widths.getFirst() == mode ? 0.1 : 0);
  }

  private static List<Integer> widths(String sample, Dialect dialect) {
    var widths = new ArrayList<Integer>();
    try (var rows =
        new CsvRows(new StringReader(sample), dialect.separator(), dialect.quote(), SAMPLE_CHARS)) {
      for (CsvRows.Raw row = rows.next();
          row != null && widths.size() < SAMPLE_ROWS;
          row = rows.next()) {
        widths.add(row.cells().size());
      }
    }
    if (sample.length() >= SAMPLE_CHARS - 1 && widths.size() > 1) {
      // The sample ends within a row.
      widths.removeLast();
    }
    return widths;
  }

  private static String sample(Path file, Charset charset, int bomBytes) {
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(bomBytes);
      Reader reader = new InputStreamReader(in, charset);
      char[] buffer = new char[SAMPLE_CHARS];
      int length = 0;
      for (int read;
          length < buffer.length
              && (read = reader.read(buffer, length, buffer.length - length)) >= 0; ) {
        length += read;
      }
      return new String(buffer, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
