package dev.trellis.runtime.transfer.table;

import dev.trellis.sdk.error.Violation;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One sheet of a workbook. Our own reader, because those at hand keep all texts of the workbook in
 * memory, believe the cell addresses of a stranger (one that says {@code ZZZZZZZ1} asks for
 * gigabytes), or look formulas up in quadratic time.
 */
final class XlsxTable implements Table {
  private final XlsxArchive archive;
  private final XlsxWorkbook workbook;
  private final SharedStrings strings;
  private final Xml xml;
  private final TableLimits limits;
  private final Header header;
  private long number;
  private long line;
  private @Nullable List<Cell> first;

  private XlsxTable(
      XlsxArchive archive, SharedStrings strings, Xml xml, TableShape shape, TableLimits limits) {
    this.archive = archive;
    this.workbook = archive.workbook();
    this.strings = strings;
    this.xml = xml;
    this.limits = limits;
    List<Cell> top = nextCells();
    if (top == null) {
      throw TableException.of("file_empty");
    }
    if (shape.hasHeader()) {
      header = Header.of(top);
    } else {
      header = Header.numbered(top.size());
      first = top;
    }
  }

  static XlsxTable open(Path path, TableShape shape, TableLimits limits) {
    var archive = XlsxArchive.open(path, limits);
    SharedStrings strings = null;
    Xml xml = null;
    try {
      XlsxWorkbook workbook = archive.workbook();
      Path folder = path.toAbsolutePath().getParent();
      strings =
          SharedStrings.read(archive.find(workbook.sharedStrings()), folder, limits.cellChars());
      xml = new Xml(archive.load(workbook.sheet(shape.sheet()).part()));
      return new XlsxTable(archive, strings, xml, shape, limits);
    } catch (TableException | UncheckedIOException e) {
      close(archive, strings, xml);
      throw e;
    }
  }

  @Override
  public Header header() {
    return header;
  }

  @Override
  public @Nullable Row next() {
    List<Cell> cells = first != null ? first : nextCells();
    first = null;
    if (cells == null) {
      return null;
    }
    number++;
    var problems = new ArrayList<Violation>();
    if (cells.stream().skip(header.width()).anyMatch(cell -> !cell.isBlank())) {
      problems.add(
          Violation.of("", "too_many_cells", "cells", cells.size(), "columns", header.width()));
    }
    for (int i = cells.size(); i < header.width(); i++) {
      cells.add(Cell.BLANK);
    }
    return new Row(number, line, cells, problems);
  }

  /** Cells of the next row that is not blank. */
  private @Nullable List<Cell> nextCells() {
    while (xml.next()) {
      if (xml.isStart("row")) {
        line = number(xml.attribute("r"), line + 1);
        List<Cell> cells = row();
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
          return cells;
        }
      } else if (xml.isEnd("sheetData")) {
        return null;
      }
    }
    return null;
  }

  private List<Cell> row() {
    var cells = new ArrayList<Cell>();
    while (xml.next() && !xml.isEnd("row")) {
      if (xml.isStart("c")) {
        int column = column(xml.attribute("r"), cells.size());
        if (column >= limits.columns() || column < cells.size()) {
          throw TableException.of(
              "too_many_columns", "columns", column + 1, "max", limits.columns());
        }
        while (cells.size() < column) {
          cells.add(Cell.BLANK);
        }
        cells.add(cell());
      }
    }
    return cells;
  }

  private Cell cell() {
    String type = xml.attribute("t");
    NumberFormat format = workbook.format(xml.attribute("s"));
    var value = new StringBuilder();
    boolean isFormula = false;
    boolean hasValue = false;
    boolean isCut = false;
    while (xml.next() && !xml.isEnd("c")) {
      if (xml.isStart("f")) {
        isFormula = true;
        xml.text(new StringBuilder(), 0);
      } else if (xml.isStart("v") || xml.isStart("t")) {
        hasValue = true;
        isCut |= xml.text(value, limits.cellChars());
      } else if (xml.isStart("rPh")) {
        skip("rPh");
      }
    }
    if (!hasValue) {
      return isFormula ? new Cell("=", Cell.Form.NO_VALUE) : Cell.BLANK;
    }
    if (isCut) {
      return new Cell(value.substring(0, 1_000), Cell.Form.TOO_LONG);
    }
    return cell(type == null ? "n" : type, value.toString(), format);
  }

  private Cell cell(String type, String value, NumberFormat format) {
    return switch (type) {
      case "s" -> shared(value);
      case "b" ->
          Cell.exact(value.strip().equals("1") || value.strip().equals("true") ? "true" : "false");
      case "e" -> new Cell(value, Cell.Form.NO_VALUE);
      case "n" ->
          value.isBlank() ? Cell.BLANK : Cell.exact(format.render(value, workbook.startsIn1904()));
      case "d" -> Cell.exact(value.strip());
      default -> text(value);
    };
  }

  private Cell shared(String index) {
    String text = strings.get((int) number(index, -1));
    if (text == null) {
      throw TableException.of("broken_workbook");
    }
    return text.length() > limits.cellChars()
        ? new Cell(text.substring(0, 1_000), Cell.Form.TOO_LONG)
        : text(text);
  }

  /** Excel writes characters that XML cannot hold as {@code _x000D_}. */
  private static Cell text(String text) {
    if (!text.contains("_x")) {
      return Cell.written(text);
    }
    String unescaped =
        Pattern.compile("_x([0-9A-Fa-f]{4})_")
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    return unescaped.indexOf('\0') >= 0
        ? new Cell(unescaped, Cell.Form.NUL)
        : Cell.written(unescaped);
  }

  private void skip(String element) {
    while (xml.next() && !xml.isEnd(element)) {
      // pass over it
    }
  }

  /** {@code C7 → 2}; cells without an address follow the one before. */
  private int column(@Nullable String address, int next) {
    if (address == null) {
      return next;
    }
    int column = 0;
    for (int i = 0; i < address.length() && Character.isLetter(address.charAt(i)); i++) {
      int letter = (address.charAt(i) & ~0x20) - 'A' + 1;
      if (i >= 3 || letter < 1 || letter > 26) {
        throw TableException.of("broken_workbook");
      }
      column = column * 26 + letter;
    }
    return column == 0 ? next : column - 1;
  }

  private static long number(@Nullable String text, long otherwise) {
    if (text == null || text.isEmpty() || text.length() > 9) {
      return otherwise;
    }
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  @Override
  public void close() {
    close(archive, strings, xml);
  }

  private static void close(
      XlsxArchive archive, @Nullable SharedStrings strings, @Nullable Xml xml) {
    if (xml != null) {
      xml.close();
    }
    if (strings != null) {
      strings.close();
    }
    archive.close();
  }
}
