package dev.trellis.runtime.transfer.export;

import dev.trellis.metadata.query.Output;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.record.RecordReads;
import io.vertx.sqlclient.Row;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** One record a line, as the list call shows it. */
final class JsonlExport implements ExportWriter {
  private static final byte[] NOTHING = new byte[0];

  private final List<Output> output;

  JsonlExport(List<Output> output) {
    this.output = output;
  }

  @Override
  public byte[] begin(List<ExportColumn> columns) {
    return NOTHING;
  }

  @Override
  public byte[] page(List<ExportColumn> columns, List<Row> rows) {
    var lines = new ByteArrayOutputStream();
    for (Row row : rows) {
      lines.writeBytes(JsonBytes.of(json -> RecordReads.write(json, output, row)));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  @Override
  public byte[] end() {
    return NOTHING;
  }
}
