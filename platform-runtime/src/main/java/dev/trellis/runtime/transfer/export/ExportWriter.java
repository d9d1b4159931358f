package dev.trellis.runtime.transfer.export;

import io.vertx.sqlclient.Row;
import java.util.List;

/**
 * Writes rows in one format; gives out what it wrote page by page. Used by one export, one call at
 * a time.
 */
interface ExportWriter {
  /** What comes before the first row. */
  byte[] begin(List<ExportColumn> columns);

  byte[] page(List<ExportColumn> columns, List<Row> rows);

  /** What comes after the last row; releases what the writer holds. */
  byte[] end();
}
