package dev.trellis.runtime.transfer;

import dev.trellis.runtime.transfer.mapping.ImportOptions;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it stands.
 *
 * @param total rows in the file; null until they have been counted
 * @param position number of the last row that was dealt with
 * @param waiting rows that wait for later ones they refer to
 * @param roundPosition in the present round over waiting rows, the last one that was tried again
 * @param roundProgress rows of the present round that came through
 * @param problem why it failed as a whole, a violation as JSON
 * @param undo what undoing it came to, as JSON
 */
record ImportJob(
    int tenantId,
    UUID id,
    String object,
    String operation,
    Status status,
    String fileName,
    long fileSize,
    ImportPlan plan,
    Instant createdAt,
    UUID createdBy,
    @Nullable UUID apiKey,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Long total,
    long position,
    int batches,
    long created,
    long updated,
    long failed,
    long waiting,
    long roundPosition,
    long roundProgress,
    boolean isCancelRequested,
    @Nullable String problem,
    @Nullable String undo,
    long token) {
  enum Status {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** Taken back after it had ended. */
    UNDONE;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isOpen() {
      return this == QUEUED || this == RUNNING;
    }
  }

  static final String COLUMNS =
      "tenant_id, id, object, operation, status, file_name, file_size, plan::text AS plan, created_at, created_by, api_key, started_at,"
          + " finished_at, total, position, batches, created, updated, failed, waiting, round_position, round_progress,"
          + " cancel_requested, problem::text AS problem, undo::text AS undo, lease_token";

  static ImportJob of(Row row) {
    return new ImportJob(
        row.getInteger("tenant_id"),
        row.getUUID("id"),
        row.getString("object"),
        row.getString("operation"),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("file_name"),
        row.getLong("file_size"),
        ImportPlan.parse(row.getString("plan")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getUUID("created_by"),
        row.getUUID("api_key"),
        instant(row.getOffsetDateTime("started_at")),
        instant(row.getOffsetDateTime("finished_at")),
        row.getLong("total"),
        row.getLong("position"),
        row.getInteger("batches"),
        row.getLong("created"),
        row.getLong("updated"),
        row.getLong("failed"),
        row.getLong("waiting"),
        row.getLong("round_position"),
        row.getLong("round_progress"),
        row.getBoolean("cancel_requested"),
        row.getString("problem"),
        row.getString("undo"),
        row.getLong("lease_token"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  ImportOptions options() {
    return plan.options();
  }

  /** Rows whose fate is known. */
  long done() {
    return created + updated + failed;
  }

  double rowsPerSecond(Instant now) {
    if (startedAt == null) {
      return 0;
    }
    long millis = (finishedAt == null ? now : finishedAt).toEpochMilli() - startedAt.toEpochMilli();
    return millis <= 0 ? 0 : Math.round(done() * 10_000.0 / millis) / 10.0;
  }
}
