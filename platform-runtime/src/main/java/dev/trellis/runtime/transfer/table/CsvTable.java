package dev.trellis.runtime.transfer.table;

import dev.trellis.sdk.error.Violation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file of a known dialect. */
final class CsvTable implements Table {
  private final CsvRows rows;
  private final Header header;
  private final boolean fillsShortRows;
  private long number;
  private CsvRows.@Nullable Raw first;

  CsvTable(Path file, TableShape shape, Dialect dialect, TableLimits limits) {
    this.fillsShortRows = shape.fillsShortRows();
    this.rows = open(file, dialect, limits);
    try {
      for (int i = 0; i < dialect.skipLines(); i++) {
        rows.next();
      }
      CsvRows.Raw top = nextRaw();
      if (top == null) {
        throw TableException.of("file_empty");
      }
      if (top.cellCount() > limits.columns()) {
        throw TableException.of(
            "too_many_columns", "columns", top.cellCount(), "max", limits.columns());
      }
      if (shape.hasHeader()) {
        header = Header.of(top.cells());
      } else {
        header = Header.numbered(top.cellCount());
        first = top;
      }
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private static CsvRows open(Path file, Dialect dialect, TableLimits limits) {
    CharsetDecoder decoder =
        dialect
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(CsvRows.UNDECODABLE));
    try {
      InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 << 10);
      in.skipNBytes(dialect.bomBytes());
      return new CsvRows(
          new InputStreamReader(in, decoder),
          dialect.separator(),
          dialect.quote(),
          limits.cellChars());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Header header() {
    return header;
  }

  @Override
  public @Nullable Row next() {
    CsvRows.Raw raw = first != null ? first : nextRaw();
    first = null;
    if (raw == null) {
      return null;
    }
    number++;
    return new Row(number, raw.line(), padded(raw.cells()), problems(raw));
  }

  private CsvRows.@Nullable Raw nextRaw() {
    CsvRows.Raw raw = rows.next();
    while (raw != null && raw.isBlank() && !raw.isUnclosed()) {
      raw = rows.next();
    }
    return raw;
  }

  private List<Violation> problems(CsvRows.Raw raw) {
    var problems = new ArrayList<Violation>();
    if (raw.isUnclosed()) {
      problems.add(Violation.of("", "unclosed_quote", "line", raw.line()));
    } else if (raw.cellCount() < header.width() && !fillsShortRows) {
      problems.add(
          Violation.of("", "too_few_cells", "cells", raw.cellCount(), "columns", header.width()));
    } else if (raw.cellCount() > raw.cells().size()
        || raw.cells().stream().skip(header.width()).anyMatch(cell -> !cell.isBlank())) {
      problems.add(
          Violation.of("", "too_many_cells", "cells", raw.cellCount(), "columns", header.width()));
    }
    return List.copyOf(problems);
  }

  private List<Cell> padded(List<Cell> cells) {
    for (int i = cells.size(); i < header.width(); i++) {
      cells.add(Cell.BLANK);
    }
    return cells;
  }

  @Override
  public void close() {
    rows.close();
  }
}
