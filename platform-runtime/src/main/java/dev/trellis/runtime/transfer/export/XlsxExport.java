package dev.trellis.runtime.transfer.export;

import dev.trellis.metadata.value.FieldJson;
import dev.trellis.runtime.transfer.table.CsvWriter;
import io.vertx.sqlclient.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook that is written while it is sent: texts stand in their cells instead of a common
 * table, and rows leave memory with their page. After a million rows, which is all that Excel
 * reads, the next sheet begins.
 */
final class XlsxExport implements ExportWriter {
  private static final int ROWS = 1_000_000;
  private static final int MAX_CELL = 32_767;
  private static final int EXACT_DIGITS = 15;
  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

  private final String name;
  private final ZoneId timeZone;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Workbook workbook;
  private @Nullable Worksheet sheet;
  private int sheets;
  private int next;

  XlsxExport(String name, ZoneId timeZone) {
    this.name = name.replaceAll("[\\\\/?*\\[\\]:']", " ").strip();
    this.timeZone = timeZone;
    this.workbook = new Workbook(out, "Trellis", "1.0");
  }

  @Override
  public byte[] begin(List<ExportColumn> columns) {
    sheet = newSheet(columns);
    return take(sheet);
  }

  private Worksheet newSheet(List<ExportColumn> columns) {
    sheets++;
    String title =
        (name.isEmpty() ? "Export" : name.substring(0, Math.min(name.length(), 24)))
            + (sheets == 1 ? "" : " " + sheets);
    Worksheet fresh = workbook.newWorksheet(title);
    fresh.freezePane(0, 1);
    for (int i = 0; i < columns.size(); i++) {
      fresh.inlineString(0, i, CsvWriter.harmless(columns.get(i).header()));
    }
    next = 1;
    return fresh;
  }

  @Override
  public byte[] page(List<ExportColumn> columns, List<Row> rows) {
    Worksheet current = Objects.requireNonNull(sheet);
    for (Row row : rows) {
      if (next > ROWS) {
        finish(current);
        current = newSheet(columns);
        sheet = current;
      }
      for (int i = 0; i < columns.size(); i++) {
        write(current, next, i, columns.get(i).read(row));
      }
      next++;
    }
    return take(current);
  }

  private void write(Worksheet current, int row, int column, @Nullable Object value) {
    switch (value) {
      case null -> {
        // An empty cell is no cell.
      }
      // Excel counts in binary doubles: what it would round is better left as text.
      case BigDecimal number when number.precision() <= EXACT_DIGITS ->
          current.value(row, column, number);
      case Integer number -> current.value(row, column, number);
      case Long number -> current.value(row, column, number);
      case Boolean flag -> current.value(row, column, flag);
      case LocalDate date when !date.isBefore(FIRST_DAY) -> {
        current.value(row, column, date);
        current.style(row, column).format("yyyy-mm-dd").set();
      }
      case Instant instant when !instant.atZone(timeZone).toLocalDate().isBefore(FIRST_DAY) -> {
        current.value(row, column, LocalDateTime.ofInstant(instant, timeZone));
        current.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
      }
      default -> text(current, row, column, value);
    }
  }

  private static void text(Worksheet current, int row, int column, Object value) {
    String text = FieldJson.text(value);
    String safe = Exact.isTextual(value) ? CsvWriter.harmless(text) : text;
    current.inlineString(
        row, column, safe.length() <= MAX_CELL ? safe : safe.substring(0, MAX_CELL));
  }

  private byte[] take(Worksheet current) {
    try {
      current.flush();
      byte[] written = out.toByteArray();
      out.reset();
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void finish(Worksheet current) {
    try {
      current.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] end() {
    try {
      finish(Objects.requireNonNull(sheet));
      workbook.finish();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
