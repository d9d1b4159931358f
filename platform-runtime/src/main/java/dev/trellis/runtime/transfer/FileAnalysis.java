package dev.trellis.runtime.transfer;

import dev.trellis.runtime.transfer.mapping.ColumnFormat;
import dev.trellis.runtime.transfer.table.Cell;
import dev.trellis.runtime.transfer.table.Header;
import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.runtime.transfer.table.Table;
import dev.trellis.runtime.transfer.table.TableFile;
import dev.trellis.runtime.transfer.value.ColumnProfile;
import dev.trellis.runtime.transfer.value.DateFormat;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file tells when it is read: columns, formats, and what will give trouble. Blocks.
 *
 * @param rows how many there are; for a sample, how many were read
 * @param firstRows some rows as they are, to show
 */
record FileAnalysis(
    Header header,
    List<ColumnProfile> columns,
    long rows,
    List<List<String>> firstRows,
    List<Violation> warnings) {
  private static final int FIRST = 1_000;
  private static final int EVERY = 17;
  private static final int SAMPLED = 5_000;
  private static final int SHOWN = 10;
  private static final int SHOWN_CHARS = 200;

  /** Samples are kept by column, so that wide files with long cells stay within bounds. */
  private static final int SAMPLE_CHARS = 4 << 20;

  /** All rows: counts them and looks at the shape of each. */
  static FileAnalysis of(TableFile file) {
    return read(file, Long.MAX_VALUE);
  }

  /** Enough rows to know the formats. */
  static FileAnalysis ofBeginning(TableFile file) {
    return read(file, SAMPLED * (long) EVERY);
  }

  private static FileAnalysis read(TableFile file, long most) {
    try (Table table = file.open()) {
      Header header = table.header();
      var samples = new ArrayList<List<Cell>>();
      header.names().forEach(_ -> samples.add(new ArrayList<>()));
      var shown = new ArrayList<List<String>>();
      var problems = new TreeMap<String, List<Long>>();
      long rows = 0;
      long chars = 0;
      for (Row row = table.next(); row != null && rows < most; row = table.next()) {
        rows++;
        note(row, problems);
        boolean isSampled = rows <= FIRST || rows % EVERY == 0 && sampled(samples) < SAMPLED;
        if (isSampled && chars < SAMPLE_CHARS) {
          chars += sample(row, samples);
        }
        if (shown.size() < SHOWN) {
          shown.add(row.cells().stream().limit(header.width()).map(FileAnalysis::shown).toList());
        }
      }
      List<ColumnProfile> profiles = samples.stream().map(ColumnProfile::of).toList();
      return new FileAnalysis(
          header, profiles, rows, shown, warnings(header, profiles, problems, rows));
    }
  }

  private static int sampled(List<List<Cell>> samples) {
    return samples.isEmpty() ? SAMPLED : samples.getFirst().size();
  }

  private static long sample(Row row, List<List<Cell>> samples) {
    long chars = 0;
    for (int i = 0; i < samples.size(); i++) {
      Cell cell = row.cells().get(i);
      samples
          .get(i)
          .add(
              cell.text().length() <= FIRST
                  ? cell
                  : new Cell(cell.text().substring(0, FIRST), cell.form()));
      chars += Math.min(cell.text().length(), FIRST) + 16;
    }
    return chars;
  }

  private static String shown(Cell cell) {
    return cell.text().length() <= SHOWN_CHARS
        ? cell.text()
        : cell.text().substring(0, SHOWN_CHARS) + "…";
  }

  private static void note(Row row, Map<String, List<Long>> problems) {
    row.problems().forEach(problem -> note(problem.code(), row.line(), problems));
    for (Cell cell : row.cells()) {
      switch (cell.form()) {
        case NUL -> note("nul_character", row.line(), problems);
        case UNDECODABLE -> note("undecodable_text", row.line(), problems);
        case TOO_LONG -> note("cell_too_long", row.line(), problems);
        case NO_VALUE -> note("formula_without_value", row.line(), problems);
        case WRITTEN, EXACT -> {}
      }
    }
  }

  private static void note(String code, long line, Map<String, List<Long>> problems) {
    List<Long> lines = problems.computeIfAbsent(code, _ -> new ArrayList<>());
    // Only the first line and the count are told; the list must not grow with the file.
    if (lines.isEmpty()) {
      lines.add(line);
      lines.add(1L);
    } else {
      lines.set(1, lines.get(1) + 1);
    }
  }

  private static List<Violation> warnings(
      Header header, List<ColumnProfile> profiles, Map<String, List<Long>> problems, long rows) {
    var warnings = new ArrayList<>(header.warnings());
    if (rows == 0) {
      warnings.add(Violation.of("", "no_rows"));
    }
    if (looksLikeData(header, profiles)) {
      warnings.add(Violation.of("", "header_looks_like_data"));
    }
    problems.forEach(
        (code, lines) -> {
          String warning = "rows_with_" + code;
          warnings.add(Violation.of("", warning, "count", lines.get(1), "line", lines.get(0)));
        });
    for (int i = 0; i < profiles.size(); i++) {
      DateFormat.Detected dates = profiles.get(i).dateFormat();
      if (dates != null && !dates.alternatives().isEmpty()) {
        warnings.add(
            Violation.of(
                "/columns/" + i,
                "ambiguous_dates",
                "column",
                header.names().get(i),
                "format",
                dates.best().pattern(),
                "others",
                dates.alternatives().stream().map(DateFormat::pattern).toList()));
      }
    }
    return warnings;
  }

  /**
   * Names of columns are seldom numbers or dates; in a file without a header the first row has the
   * types of the others.
   */
  private static boolean looksLikeData(Header header, List<ColumnProfile> profiles) {
    for (int i = 0; i < header.width(); i++) {
      String type = ColumnProfile.of(List.of(Cell.written(header.names().get(i)))).type();
      boolean isTyped = !type.equals("text") && !type.equals("picklist") && !type.equals("boolean");
      if (isTyped && (profiles.get(i).type().equals(type) || profiles.get(i).filled() == 0)) {
        return true;
      }
    }
    return false;
  }

  List<ColumnFormat> formats() {
    return columns.stream()
        .map(
            column ->
                new ColumnFormat(
                    column.dateFormat() == null
                        ? DateFormat.ISO.pattern()
                        : column.dateFormat().best().pattern(),
                    column.decimalSeparator()))
        .toList();
  }
}
