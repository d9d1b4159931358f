package dev.trellis.runtime.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.problem.ProblemTexts;
import dev.trellis.runtime.transfer.table.CsvWriter;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * {@code errors.csv}: each refused row as it came, with its line and the reason, so that it can be
 * mended and sent again.
 */
@ApplicationScoped
class ImportErrors {
  private static final int PAGE = 500;
  private static final String SELECT =
      "SELECT row_number, line, cells::text AS cells, violations::text AS violations FROM import_error"
          + " WHERE tenant_id = $1 AND import_id = $2 AND NOT waits AND row_number > $3 ORDER BY row_number LIMIT $4";

  private static final int REASONS = 20;
  private static final String COUNT =
      "SELECT violations::text AS violations, count(*) AS rows, min(line) AS line FROM import_error"
          + " WHERE tenant_id = $1 AND import_id = $2 AND NOT waits"
          + " GROUP BY violations ORDER BY count(*) DESC, min(line) LIMIT "
          + REASONS;

  private final Workspace workspace;

  ImportErrors(Workspace workspace) {
    this.workspace = workspace;
  }

  Multi<byte[]> csv(Caller caller, ImportJob job, String language) {
    var last = new AtomicLong(0);
    Multi<byte[]> pages =
        Multi.createBy()
            .repeating()
            .uni(
                () ->
                    workspace
                        .read(caller, work -> page(work.tx(), job, last.get()))
                        .map(rows -> write(rows, last, language)))
            .whilst(page -> page.length > 0)
            .filter(page -> page.length > 0);
    return Multi.createBy().concatenating().streams(Multi.createFrom().item(header(job)), pages);
  }

  /** The commonest reasons, each with how many rows it refused and the first of them. */
  Uni<byte[]> reasons(Caller caller, ImportJob job, String language) {
    return workspace
        .read(caller, work -> work.tx().query(COUNT, Tuple.of(work.tenantId(), job.id())))
        .map(
            rows ->
                JsonBytes.of(
                    json -> {
                      json.writeStartObject();
                      json.writeArrayFieldStart("reasons");
                      for (Row row : rows) {
                        json.writeStartObject();
                        json.writeStringField(
                            "message",
                            reason(StoredRow.violations(row.getString("violations")), language));
                        json.writeNumberField("rows", row.getLong("rows"));
                        json.writeNumberField("line", row.getLong("line"));
                        json.writeEndObject();
                      }
                      json.writeEndArray();
                      json.writeEndObject();
                    }));
  }

  private static Uni<RowSet<Row>> page(Tx tx, ImportJob job, long after) {
    return tx.query(SELECT, Tuple.of(tx.tenantId(), job.id(), after, PAGE));
  }

  private static byte[] header(ImportJob job) {
    var cells = new ArrayList<CsvWriter.Value>();
    job.plan().header().forEach(name -> cells.add(CsvWriter.Value.text(name)));
    cells.add(CsvWriter.Value.text("line"));
    cells.add(CsvWriter.Value.text("reason"));
    return new CsvWriter().row(cells).take();
  }

  private static byte[] write(RowSet<Row> rows, AtomicLong last, String language) {
    var csv = new CsvWriter();
    for (Row row : rows) {
      var cells = new ArrayList<CsvWriter.Value>();
      for (JsonNode cell : Json.parse(row.getString("cells"))) {
        boolean isWritten = cell.isTextual();
        boolean isExact = !isWritten && cell.get("f").textValue().equals("EXACT");
        cells.add(
            new CsvWriter.Value(
                isWritten ? cell.textValue() : cell.get("t").textValue(), !isExact));
      }
      cells.add(CsvWriter.Value.exact(Long.toString(row.getLong("line"))));
      cells.add(
          CsvWriter.Value.text(
              reason(StoredRow.violations(row.getString("violations")), language)));
      csv.row(cells);
      last.set(row.getLong("row_number"));
    }
    return csv.take();
  }

  /** {@code "amount: This is no number: "12x"; stage: …"} */
  static String reason(List<Violation> violations, String language) {
    return violations.stream()
        .map(
            violation -> {
              String text = ProblemTexts.violation(language, violation);
              return violation.pointer().length() > 1
                  ? violation.pointer().substring(1) + ": " + text
                  : text;
            })
        .collect(Collectors.joining("; "));
  }
}
