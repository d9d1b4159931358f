package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.formula.Rollups;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gathers roll-ups of many records behind the change that asked for them, in batches with a
 * transaction of their own. Whatever interrupts it, it goes on where it was. Saves keep the records
 * that they touch right meanwhile, and a record that is gathered twice is the same.
 */
public final class RollupBuilds {
  private static final String OPEN =
      """
      SELECT object_id, field_id, last FROM rollup_build
      WHERE tenant_id = $1 AND finished_at IS NULL ORDER BY started_at, object_id, field_id FOR UPDATE
      """;
  private static final String ADVANCE =
      """
      UPDATE rollup_build SET last = $4, done = done + $5, corrected = corrected + $6
      WHERE tenant_id = $1 AND object_id = $2 AND field_id = $3
      """;
  private static final String FINISH =
      "UPDATE rollup_build SET finished_at = $4 WHERE tenant_id = $1 AND object_id = $2 AND field_id = $3";
  private static final String ALL =
      """
      SELECT object_id, field_id, total, done, corrected, started_at, finished_at FROM rollup_build
      WHERE tenant_id = $1 ORDER BY started_at DESC
      """;

  private final Database database;
  private final Models models;
  private final Clock clock;

  public RollupBuilds(Database database, Models models, Clock clock) {
    this.database = database;
    this.models = models;
    this.clock = clock;
  }

  /**
   * How far a job has come.
   *
   * @param total records when it began
   * @param corrected those whose value was not right
   */
  public record Progress(
      String object,
      String field,
      long total,
      long done,
      long corrected,
      Instant startedAt,
      @Nullable Instant finishedAt) {}

  private record Open(int objectId, int fieldId, UUID last) {}

  /** Does all that is to be done; yields the number of batches. */
  public Uni<Integer> run(int tenantId) {
    return Uni.createFrom()
        .<Boolean>deferred(
            () -> database.transaction(tenantId, Database.Mode.WRITE, null, this::step))
        .repeat()
        .whilst(more -> more)
        .collect()
        .asList()
        .map(List::size);
  }

  /** One batch; false when there is nothing left. Another node that does the same waits for it. */
  private Uni<Boolean> step(Tx tx) {
    tx.takeYourTime();
    return tx.query(OPEN, Tuple.of(tx.tenantId()))
        .chain(
            rows -> {
              var open = new ArrayList<Open>();
              for (Row row : rows) {
                open.add(new Open(row.getInteger(0), row.getInteger(1), row.getUUID(2)));
              }
              return open.isEmpty()
                  ? Uni.createFrom().item(false)
                  : model(tx).chain(model -> step(tx, model, open)).replaceWith(true);
            });
  }

  /** As of this transaction, which holds off changes. */
  private Uni<TenantModel> model(Tx tx) {
    return CatalogReader.revision(tx)
        .chain(
            revision -> {
              TenantModel known = models.known(tx.tenantId());
              return known != null && known.revision() == revision
                  ? Uni.createFrom().item(known)
                  : CatalogReader.read(tx).map(models.compiler()::compile).invoke(models::put);
            });
  }

  private Uni<Void> step(Tx tx, TenantModel model, List<Open> open) {
    Open next = open.stream().filter(job -> isReady(model, job, open)).findFirst().orElseThrow();
    Optional<Rollup> rollup = rollup(model, next.objectId(), next.fieldId());
    if (rollup.isEmpty()) {
      return finish(tx, next); // The field is gone.
    }
    return new RollupBuild(tx, model, rollup.get(), clock.instant())
        .step(next.last())
        .chain(step -> step.last() == null ? finish(tx, next) : advance(tx, next, step));
  }

  /** A roll-up over others waits for them. */
  private static boolean isReady(TenantModel model, Open job, List<Open> open) {
    return rollup(model, job.objectId(), job.fieldId())
        .map(
            rollup ->
                open.stream()
                    .filter(other -> other != job && other.objectId() == rollup.child().id())
                    .noneMatch(other -> reads(rollup, other.fieldId())))
        .orElse(true);
  }

  private static boolean reads(Rollup rollup, int fieldId) {
    return rollup.reads().stream()
        .mapToObj(rollup.child().fields()::get)
        .anyMatch(field -> field.id() == fieldId);
  }

  private static Optional<Rollup> rollup(TenantModel model, int objectId, int fieldId) {
    return model
        .object(objectId)
        .flatMap(
            object ->
                Rollups.of(model).of(object).stream()
                    .filter(rollup -> rollup.field().id() == fieldId)
                    .findFirst());
  }

  private static Uni<Void> advance(Tx tx, Open job, RollupBuild.Step step) {
    return tx.query(
            ADVANCE,
            Tuple.of(tx.tenantId(), job.objectId(), job.fieldId())
                .addValue(step.last())
                .addValue((long) step.records())
                .addValue((long) step.corrected()))
        .replaceWithVoid();
  }

  private Uni<Void> finish(Tx tx, Open job) {
    return tx.query(
            FINISH,
            Tuple.of(
                tx.tenantId(), job.objectId(), job.fieldId(), CatalogWriter.time(clock.instant())))
        .replaceWithVoid();
  }

  /**
   * Lets a job prove a roll-up: it is gathered for every record, and what is not right is corrected
   * and counted.
   */
  public Uni<Void> repair(Tx tx, TenantModel model, ObjectModel object, FieldModel field) {
    Rollup rollup = rollup(model, object.id(), field.id()).orElseThrow();
    var build = new RollupBuild(tx, model, rollup, clock.instant());
    return build.size().chain(build::later);
  }

  /** The jobs of a tenant, the latest of each roll-up. */
  public static Uni<List<Progress>> progress(Tx tx, TenantModel model) {
    return tx.query(ALL, Tuple.of(tx.tenantId()))
        .map(
            rows -> {
              var jobs = new ArrayList<Progress>();
              for (Row row : rows) {
                rollup(model, row.getInteger(0), row.getInteger(1))
                    .ifPresent(rollup -> jobs.add(progress(rollup, row)));
              }
              return jobs;
            });
  }

  private static Progress progress(Rollup rollup, Row row) {
    OffsetDateTime finished = row.getOffsetDateTime(6);
    return new Progress(
        rollup.parent().name(),
        rollup.field().name(),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getOffsetDateTime(5).toInstant(),
        finished == null ? null : finished.toInstant());
  }
}
