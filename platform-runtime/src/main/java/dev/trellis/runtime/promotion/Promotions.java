package dev.trellis.runtime.promotion;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Models;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.storage.StorageTable;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Moves an object's records from the shared partitions to a table of their own while the tenant
 * goes on working.
 *
 * <ol>
 *   <li>the table is made, with its policy and indexes, and triggers that mirror every write into
 *       it
 *   <li>the rows are copied in batches; each batch locks its rows, so that a write waits for it and
 *       is mirrored after it
 *   <li>one short transaction that holds off the tenant's writers makes the model point to the new
 *       table
 *   <li>the triggers go, and the old rows in batches
 * </ol>
 *
 * A promotion that was interrupted goes on where it stood when it is considered again.
 */
@ApplicationScoped
public class Promotions {
  private static final int BATCH = 5_000;

  private static final String COPY =
      "WITH batch AS (SELECT * FROM %s WHERE tenant_id = $1 AND object_id = $2 AND id > $3 ORDER BY id LIMIT "
          + BATCH
          + " FOR SHARE), copied AS (INSERT INTO %s SELECT * FROM batch ON CONFLICT (id) DO NOTHING)"
          + " SELECT max(id::text)::uuid AS last, count(*) AS n FROM batch";
  private static final String CLEAN =
      "WITH batch AS (SELECT id FROM %s WHERE tenant_id = $1 AND object_id = $2 ORDER BY id LIMIT "
          + BATCH
          + ") DELETE FROM %s AS r USING batch b WHERE r.tenant_id = $1 AND r.object_id = $2 AND r.id = b.id";
  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private final Models models;
  private final long threshold;

  Promotions(
      Database database,
      Models models,
      @ConfigProperty(name = "trellis.promotion.rows", defaultValue = "100000") long threshold) {
    this.database = database;
    this.models = models;
    this.threshold = threshold;
  }

  /** Where a promotion stands. */
  private record State(String name, @Nullable UUID lastId) {}

  /** Called with the number of rows that an object was found to have. */
  public Uni<Void> considerAfterAnalysis(TenantModel model, ObjectModel object, long rows) {
    return rows < threshold ? Uni.createFrom().voidItem() : promote(model, object);
  }

  /**
   * Promotes an object now, or goes on with it; does nothing when that is done or another node is
   * at it.
   */
  public Uni<Void> promote(TenantModel model, ObjectModel object) {
    int tenantId = model.tenantId();
    String source = StorageTable.shared(model.settings().partition()).name();
    String target = "record_t" + tenantId + "_o" + object.id();
    return begin(tenantId, object)
        .chain(
            state -> {
              if (state == null || state.name().equals("done")) {
                return Uni.createFrom().voidItem();
              }
              Uni<Void> copied =
                  state.name().equals("copying")
                      ? copyAll(
                              tenantId,
                              object,
                              source,
                              target,
                              state.lastId() == null ? FIRST : state.lastId())
                          .chain(() -> switchOver(tenantId, object, target))
                      : Uni.createFrom().voidItem();
              return copied
                  .chain(() -> finish(tenantId, object))
                  .chain(() -> cleanAll(tenantId, object, source))
                  .invoke(
                      () ->
                          Log.infof(
                              "object %s of tenant %d now has a table of its own",
                              object.name(), tenantId));
            });
  }

  private <T> Uni<T> inTransaction(int tenantId, Function<Tx, Uni<T>> work) {
    return database.transaction(
        tenantId,
        Database.Mode.READ,
        null,
        tx -> {
          tx.takeYourTime();
          return work.apply(tx);
        });
  }

  private Uni<@Nullable State> begin(int tenantId, ObjectModel object) {
    return inTransaction(
        tenantId,
        tx ->
            tx.query(
                    "SELECT pg_try_advisory_xact_lock(hashtextextended('promotion', $1::int)) AS mine,"
                        + " (SELECT state FROM promotion WHERE tenant_id = $1 AND object_id = $2) AS state,"
                        + " (SELECT last_id FROM promotion WHERE tenant_id = $1 AND object_id = $2) AS last_id",
                    Tuple.of(tenantId, object.id()))
                .chain(rows -> begin(tx, object, rows)));
  }

  private static Uni<@Nullable State> begin(Tx tx, ObjectModel object, RowSet<Row> rows) {
    Row row = rows.iterator().next();
    if (!row.getBoolean("mine")) {
      return Uni.createFrom().nullItem();
    }
    if (row.getString("state") != null) {
      return Uni.createFrom().item(new State(row.getString("state"), row.getUUID("last_id")));
    }
    tx.query("SET LOCAL lock_timeout = '3s'");
    tx.query("SELECT begin_promotion($1)", Tuple.of(object.id()));
    return tx.query(
            "INSERT INTO promotion (tenant_id, object_id, state) VALUES ($1, $2, 'copying')",
            Tuple.of(tx.tenantId(), object.id()))
        .replaceWith(new State("copying", null));
  }

  private Uni<Void> copyAll(
      int tenantId, ObjectModel object, String source, String target, UUID after) {
    return inTransaction(
            tenantId,
            tx ->
                tx.query(COPY.formatted(source, target), Tuple.of(tenantId, object.id(), after))
                    .chain(
                        rows -> {
                          Row row = rows.iterator().next();
                          if (row.getLong("n") == 0) {
                            return Uni.createFrom().nullItem();
                          }
                          return tx.query(
                                  "UPDATE promotion SET copied = copied + $3, last_id = $4, changed_at = now()"
                                      + " WHERE tenant_id = $1 AND object_id = $2",
                                  Tuple.of(
                                      tenantId, object.id(), row.getLong("n"), row.getUUID("last")))
                              .replaceWith(row.getUUID("last"));
                        }))
        .chain(
            last ->
                last == null
                    ? Uni.createFrom().voidItem()
                    : copyAll(tenantId, object, source, target, last));
  }

  private Uni<Void> switchOver(int tenantId, ObjectModel object, String target) {
    return inTransaction(
            tenantId,
            tx -> {
              // Waits for the writers that are under way and holds off new ones until the commit
              // below.
              tx.query(
                  "SELECT pg_advisory_xact_lock($1, $2)", Tuple.of(Database.TENANT_LOCK, tenantId));
              tx.query(
                  "UPDATE object_storage SET promoted = $3 WHERE tenant_id = $1 AND object_id = $2",
                  Tuple.of(tenantId, object.id(), target));
              tx.query(
                  "UPDATE promotion SET state = 'cleaning', changed_at = now() WHERE tenant_id = $1 AND object_id = $2",
                  Tuple.of(tenantId, object.id()));
              return tx.query(
                      "UPDATE tenant SET revision = revision + 1 WHERE id = $1 RETURNING revision",
                      Tuple.of(tenantId))
                  .chain(
                      rows -> {
                        long revision = rows.iterator().next().getLong(0);
                        return tx.query(
                                "INSERT INTO revision (tenant_id, number, at, summary, changes) VALUES ($1, $2, now(), $3, '[]')",
                                Tuple.of(tenantId, revision, "storage: " + object.name()))
                            .replaceWith(revision);
                      });
            })
        .invoke(revision -> models.forget(tenantId, revision))
        .replaceWithVoid();
  }

  private Uni<Void> finish(int tenantId, ObjectModel object) {
    return inTransaction(
            tenantId,
            tx -> {
              tx.query("SET LOCAL lock_timeout = '3s'");
              return tx.query("SELECT end_promotion($1)", Tuple.of(object.id()));
            })
        .replaceWithVoid();
  }

  private Uni<Void> cleanAll(int tenantId, ObjectModel object, String source) {
    return inTransaction(
            tenantId,
            tx -> tx.query(CLEAN.formatted(source, source), Tuple.of(tenantId, object.id())))
        .chain(
            deleted ->
                deleted.rowCount() == 0
                    ? inTransaction(
                            tenantId,
                            tx ->
                                tx.query(
                                    "UPDATE promotion SET state = 'done', changed_at = now() WHERE tenant_id = $1 AND object_id = $2",
                                    Tuple.of(tenantId, object.id())))
                        .replaceWithVoid()
                    : cleanAll(tenantId, object, source));
  }
}
