package dev.trellis.runtime.transfer.export;

import dev.trellis.metadata.value.FieldJson;
import dev.trellis.runtime.transfer.table.CsvWriter;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class CsvExport implements ExportWriter {
  private static final byte[] NOTHING = new byte[0];

  private final boolean hasBom;
  private final CsvWriter csv = new CsvWriter();

  CsvExport(boolean hasBom) {
    this.hasBom = hasBom;
  }

  @Override
  public byte[] begin(List<ExportColumn> columns) {
    byte[] header =
        csv.row(columns.stream().map(column -> CsvWriter.Value.text(column.header())).toList())
            .take();
    if (!hasBom) {
      return header;
    }
    byte[] marked = new byte[CsvWriter.BOM.length + header.length];
    System.arraycopy(CsvWriter.BOM, 0, marked, 0, CsvWriter.BOM.length);
    System.arraycopy(header, 0, marked, CsvWriter.BOM.length, header.length);
    return marked;
  }

  @Override
  public byte[] page(List<ExportColumn> columns, List<Row> rows) {
    for (Row row : rows) {
      csv.row(columns.stream().map(column -> value(column.read(row))).toList());
    }
    return csv.take();
  }

  private static CsvWriter.Value value(@Nullable Object value) {
    return value == null
        ? CsvWriter.Value.exact(null)
        : new CsvWriter.Value(FieldJson.text(value), Exact.isTextual(value));
  }

  @Override
  public byte[] end() {
    return NOTHING;
  }
}
