package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.metadata.formula.Differences;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.query.QueryScope;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One roll-up for all records of its object, in the order of their ids. */
final class RollupBuild {
  /** Records in one statement; their children may be many more. */
  static final int BATCH = 500;

  static final UUID BEGINNING = new UUID(0, 0);

  /** More records or children than this are left to a job, so that nobody waits for them. */
  private static final long MAX_AT_ONCE = 20_000;

  private static final UUID NOBODY = new UUID(0, 0);

  private static final String LATER =
      """
      INSERT INTO rollup_build (tenant_id, object_id, field_id, total, started_at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (tenant_id, object_id, field_id) DO UPDATE
      SET last = DEFAULT, total = excluded.total, done = 0, corrected = 0, started_at = excluded.started_at,
        finished_at = NULL
      """;

  private final Tx tx;
  private final Rollup rollup;
  private final RollupWriter writer;
  private final Instant now;

  RollupBuild(Tx tx, TenantModel model, Rollup rollup, Instant now) {
    this.tx = tx;
    this.rollup = rollup;
    this.now = now;
    var scope = QueryScope.ofPlatform(model, CallerFacts.ofPlatform(NOBODY), now);
    this.writer = new RollupWriter(tx, scope, rollup.parent(), List.of(rollup), new Differences());
  }

  /**
   * @param children counted no further than matters
   */
  record Size(long parents, long children) {
    boolean isLarge() {
      return parents > MAX_AT_ONCE || children > MAX_AT_ONCE;
    }
  }

  /**
   * @param last the id of the last record; null when there was none left
   */
  record Step(@Nullable UUID last, int records, int corrected) {}

  Uni<Size> size() {
    return count(rollup.parent(), Long.MAX_VALUE)
        .chain(
            parents ->
                count(rollup.child(), MAX_AT_ONCE + 1)
                    .map(children -> new Size(parents, children)));
  }

  private Uni<Long> count(ObjectModel object, long most) {
    var table = new RecordTable(object);
    String limit = most == Long.MAX_VALUE ? "" : " LIMIT " + most;
    return tx.query(
            "SELECT count(*) FROM (SELECT FROM %s WHERE %s AND deleted_at IS NULL%s) AS found"
                .formatted(table.name(), table.scope(), limit),
            table.tuple(tx.tenantId()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Now, within the transaction. */
  Uni<Void> all() {
    return from(BEGINNING);
  }

  private Uni<Void> from(UUID after) {
    return step(after)
        .chain(step -> step.last() == null ? Uni.createFrom().voidItem() : from(step.last()));
  }

  /** The records that come next. */
  Uni<Step> step(UUID after) {
    return tx.send(RecordStatements.of(rollup.parent()).idsAfter(tx.tenantId(), after, BATCH))
        .chain(
            rows -> {
              var ids = new ArrayList<UUID>();
              for (Row row : rows) {
                ids.add(row.getUUID(SystemFields.ID));
              }
              return ids.isEmpty()
                  ? Uni.createFrom().item(new Step(null, 0, 0))
                  : writer
                      .write(ids)
                      .map(changed -> new Step(ids.getLast(), ids.size(), changed.size()));
            });
  }

  /** By a job, which begins when the transaction has been committed. */
  Uni<Void> later(Size size) {
    return tx.query(
            LATER,
            Tuple.of(
                tx.tenantId(),
                rollup.parent().id(),
                rollup.field().id(),
                size.parents(),
                CatalogWriter.time(now)))
        .replaceWithVoid();
  }
}
