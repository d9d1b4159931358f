package dev.trellis.runtime.transfer;

import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code import_job}. Whoever works on a job names the token of the lease; once another
 * node has taken over, nothing more can be written with the old one.
 */
final class ImportJobs {
  private static final String INSERT =
      "INSERT INTO import_job (tenant_id, id, object, operation, status, file_name, file_size, plan, created_at, created_by, api_key, folder)"
          + " VALUES ($1, $2, $3, $4, 'queued', $5, $6, $7::text::jsonb, $8, $9, $10, $11)";
  private static final String LIST =
      "SELECT "
          + ImportJob.COLUMNS
          + " FROM import_job WHERE tenant_id = $1 AND ($2::uuid IS NULL OR created_by = $2)"
          + " AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid)) ORDER BY created_at DESC, id DESC LIMIT $5";
  private static final String FIND =
      "SELECT " + ImportJob.COLUMNS + " FROM import_job WHERE tenant_id = $1 AND id = $2";
  private static final String CANCEL =
      "UPDATE import_job SET cancel_requested = true,"
          + " status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END,"
          + " finished_at = CASE WHEN status = 'queued' THEN now() ELSE finished_at END"
          + " WHERE tenant_id = $1 AND id = $2 AND status IN ('queued', 'running') RETURNING status";
  private static final String CONTINUE =
      "UPDATE import_job SET lease_until = now() + interval '"
          + ImportWorker.LEASE_SECONDS
          + " seconds' WHERE tenant_id = $1 AND id = $2 AND lease_token = $3 AND status = 'running' RETURNING "
          + ImportJob.COLUMNS;
  private static final String COUNTED =
      "UPDATE import_job SET total = $4 WHERE tenant_id = $1 AND id = $2 AND lease_token = $3 AND status = 'running'";
  private static final String ADVANCE =
      "UPDATE import_job SET position = $4, batches = $5, created = created + $6, updated = updated + $7, failed = failed + $8,"
          + " waiting = waiting + $9, round_position = $10, round_progress = $11"
          + " WHERE tenant_id = $1 AND id = $2 AND lease_token = $3";
  private static final String FINISH =
      "UPDATE import_job SET status = $4, finished_at = now(), problem = $5::text::jsonb, lease_owner = NULL, lease_until = NULL"
          + " WHERE tenant_id = $1 AND id = $2 AND lease_token = $3 AND status = 'running' RETURNING id";
  private static final String ABORTING =
      "UPDATE import_job SET problem = $4::text::jsonb, failed = failed + $5 WHERE tenant_id = $1 AND id = $2 AND lease_token = $3";
  private static final String ABORTED =
      "UPDATE import_job SET status = 'failed', finished_at = now(), created = 0, updated = 0, waiting = 0, undo = $4::text::jsonb,"
          + " lease_owner = NULL, lease_until = NULL WHERE tenant_id = $1 AND id = $2 AND lease_token = $3 AND status = 'running'";
  private static final String UNDONE =
      "UPDATE import_job SET status = 'undone', undo = $3::text::jsonb WHERE tenant_id = $1 AND id = $2";
  private static final String ERRORS =
      "INSERT INTO import_error (tenant_id, import_id, row_number, line, cells, violations, waits)"
          + " SELECT $1, $2, e.n, e.l, e.c::jsonb, e.v::jsonb, e.w"
          + " FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::boolean[]) AS e(n, l, c, v, w)"
          + " ON CONFLICT (tenant_id, import_id, row_number) DO UPDATE SET violations = excluded.violations, waits = excluded.waits";
  private static final String DROP_ERRORS =
      "DELETE FROM import_error WHERE tenant_id = $1 AND import_id = $2 AND row_number = ANY($3)";
  private static final String WAITING =
      "SELECT row_number, line, cells::text AS cells FROM import_error"
          + " WHERE tenant_id = $1 AND import_id = $2 AND waits AND row_number > $3 ORDER BY row_number LIMIT $4";
  private static final String WAIT_NO_MORE =
      "WITH given_up AS (UPDATE import_error SET waits = false WHERE tenant_id = $1 AND import_id = $2 AND waits)"
          + " UPDATE import_job SET failed = failed + waiting, waiting = 0 WHERE tenant_id = $1 AND id = $2 AND lease_token = $3";

  /** A row that was refused, or waits for later ones. */
  record Refusal(Row row, List<Violation> violations, boolean waits) {}

  /** A file that lies ready. */
  record Upload(String fileName, long size, UUID folder) {}

  private ImportJobs() {}

  static Uni<Void> insert(
      Tx tx, UUID id, ImportPlan plan, Upload upload, Caller caller, Instant now) {
    return tx.query(
            INSERT,
            Tuple.from(
                new @Nullable Object[] {
                  tx.tenantId(),
                  id,
                  plan.options().object(),
                  plan.options().operation().name().toLowerCase(Locale.ROOT),
                  upload.fileName(),
                  upload.size(),
                  plan.json(),
                  now.atOffset(ZoneOffset.UTC),
                  caller.userId(),
                  caller.isApiKey() ? caller.sessionId() : null,
                  upload.folder()
                }))
        .replaceWithVoid();
  }

  /** The newest first, from one of them on; of one user, or of all. */
  static Uni<List<ImportJob>> list(
      Tx tx, @Nullable UUID createdBy, @Nullable ImportJob after, int limit) {
    return tx.query(
            LIST,
            Tuple.from(
                new @Nullable Object[] {
                  tx.tenantId(),
                  createdBy,
                  after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC),
                  after == null ? null : after.id(),
                  limit
                }))
        .map(
            rows -> {
              var jobs = new ArrayList<ImportJob>();
              rows.forEach(row -> jobs.add(ImportJob.of(row)));
              return jobs;
            });
  }

  static Uni<@Nullable ImportJob> find(Tx tx, UUID id) {
    return tx.query(FIND, Tuple.of(tx.tenantId(), id))
        .map(rows -> rows.size() == 0 ? null : ImportJob.of(rows.iterator().next()));
  }

  /** True when there was something to cancel. What runs ends at its next batch. */
  static Uni<Boolean> cancel(Tx tx, UUID id) {
    return tx.query(CANCEL, Tuple.of(tx.tenantId(), id)).map(rows -> rows.size() > 0);
  }

  /**
   * The job as it stands, with a longer lease and locked until the transaction ends; null when it
   * is no longer ours.
   */
  static Uni<@Nullable ImportJob> carryOn(Tx tx, UUID id, long token) {
    return tx.query(CONTINUE, Tuple.of(tx.tenantId(), id, token))
        .map(rows -> rows.size() == 0 ? null : ImportJob.of(rows.iterator().next()));
  }

  static Uni<Void> counted(Tx tx, ImportJob job, long total) {
    return tx.query(COUNTED, Tuple.of(job.tenantId(), job.id(), job.token(), total))
        .replaceWithVoid();
  }

  static void advance(Tx tx, ImportJob job, ImportProgress progress) {
    tx.query(
        ADVANCE,
        Tuple.from(
            new Object[] {
              job.tenantId(),
              job.id(),
              job.token(),
              progress.position(),
              job.batches() + 1,
              progress.created(),
              progress.updated(),
              progress.failed(),
              progress.waiting(),
              progress.roundPosition(),
              progress.roundProgress()
            }));
  }

  static Uni<Boolean> finish(
      Tx tx, ImportJob job, ImportJob.Status status, @Nullable Violation problem) {
    String json = problem == null ? null : StoredRow.violations(List.of(problem));
    return tx.query(
            FINISH, Tuple.of(job.tenantId(), job.id(), job.token(), status.wire()).addValue(json))
        .map(rows -> rows.size() > 0);
  }

  /** From now on the import is only taken back, whoever carries on with it. */
  static void aborting(Tx tx, ImportJob job, Violation problem, int refused) {
    tx.query(
        ABORTING,
        Tuple.of(
            job.tenantId(),
            job.id(),
            job.token(),
            StoredRow.violations(List.of(problem)),
            (long) refused));
  }

  static Uni<Void> aborted(Tx tx, ImportJob job, UndoReport report) {
    return tx.query(
            ABORTED, Tuple.of(job.tenantId(), job.id(), job.token(), Json.write(report.json())))
        .replaceWithVoid();
  }

  static Uni<Void> undone(Tx tx, UUID id, UndoReport report) {
    return tx.query(UNDONE, Tuple.of(tx.tenantId(), id, Json.write(report.json())))
        .replaceWithVoid();
  }

  static void refuse(Tx tx, UUID id, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    tx.query(
        ERRORS,
        Tuple.from(
            new Object[] {
              tx.tenantId(),
              id,
              refusals.stream().map(refusal -> refusal.row().number()).toArray(Long[]::new),
              refusals.stream().map(refusal -> refusal.row().line()).toArray(Long[]::new),
              refusals.stream()
                  .map(refusal -> StoredRow.cells(refusal.row()))
                  .toArray(String[]::new),
              refusals.stream()
                  .map(refusal -> StoredRow.violations(refusal.violations()))
                  .toArray(String[]::new),
              refusals.stream().map(Refusal::waits).toArray(Boolean[]::new)
            }));
  }

  static void resolved(Tx tx, UUID id, List<Long> rowNumbers) {
    if (!rowNumbers.isEmpty()) {
      tx.query(DROP_ERRORS, Tuple.of(tx.tenantId(), id, rowNumbers.toArray(Long[]::new)));
    }
  }

  static Uni<List<Row>> waiting(Tx tx, ImportJob job, int limit) {
    return tx.query(WAITING, Tuple.of(job.tenantId(), job.id(), job.roundPosition(), limit))
        .map(
            rows -> {
              var waiting = new ArrayList<Row>();
              for (var row : rows) {
                waiting.add(
                    StoredRow.row(
                        row.getLong("row_number"), row.getLong("line"), row.getString("cells")));
              }
              return waiting;
            });
  }

  static void waitNoMore(Tx tx, ImportJob job) {
    tx.query(WAIT_NO_MORE, Tuple.of(job.tenantId(), job.id(), job.token()));
  }
}
