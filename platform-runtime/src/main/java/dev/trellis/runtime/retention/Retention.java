package dev.trellis.runtime.retention;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.audit.AuditTrim;
import dev.trellis.runtime.file.store.FileStore;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Once an hour, tenant by tenant: removes records that have been in the recycle bin for 30 days
 * (with their history and files), uploads that no record took within a day, answers kept for {@code
 * Idempotency-Key} after a day, change feed after 30 days, imports 30 days after their end (they
 * can be undone until then), sign-ins after 180 days, entries of the audit log when the tenant
 * wants them no longer.
 */
@ApplicationScoped
public class Retention {
  private static final int BATCH = 1_000;

  /** Some have thousands of batches of effects. */
  private static final int IMPORTS = 10;

  private static final String RECORD_TABLES =
      "SELECT 'record_p' || partition AS name FROM tenant WHERE id = $1"
          + " UNION SELECT promoted FROM object_storage WHERE tenant_id = $1 AND promoted IS NOT NULL";
  private static final String PURGE =
      "DELETE FROM %1$s AS r USING (SELECT object_id, id FROM %1$s WHERE tenant_id = $1 AND deleted_at < now() - interval '30 days' LIMIT "
          + BATCH
          + ") old WHERE r.tenant_id = $1 AND r.object_id = old.object_id AND r.id = old.id RETURNING r.object_id, r.id";
  private static final String FORGET_HISTORY =
      "DELETE FROM history AS h USING unnest($2::int[], $3::uuid[]) AS gone(o, r)"
          + " WHERE h.tenant_id = $1 AND h.object_id = gone.o AND h.record_id = gone.r";
  private static final String FORGET_SHARES =
      "DELETE FROM record_share AS s USING unnest($2::int[], $3::uuid[]) AS gone(o, r)"
          + " WHERE s.tenant_id = $1 AND s.object_id = gone.o AND s.record_id = gone.r";
  private static final String FORGET_FILES =
      "UPDATE file AS f SET deleted_at = now() FROM unnest($2::int[], $3::uuid[]) AS gone(o, r)"
          + " WHERE f.tenant_id = $1 AND f.object_id = gone.o AND f.record_id = gone.r";

  /** Their refused rows and effects go with them. */
  private static final String ENDED_IMPORTS =
      "DELETE FROM import_job AS j USING (SELECT id FROM import_job WHERE tenant_id = $1 AND status NOT IN ('queued', 'running')"
          + " AND coalesce(finished_at, created_at) < now() - interval '30 days' LIMIT "
          + IMPORTS
          + ") old WHERE j.tenant_id = $1 AND j.id = old.id";

  private static final String EXPIRED_FILES =
      "DELETE FROM file AS f USING (SELECT id FROM file WHERE tenant_id = $1"
          + " AND (deleted_at IS NOT NULL OR record_id IS NULL AND created_at < now() - interval '1 day') LIMIT "
          + BATCH
          + ") old WHERE f.tenant_id = $1 AND f.id = old.id RETURNING f.location";

  private final Database database;
  private final Pool pool;
  private final FileStore files;
  private final AuditTrim audit;

  Retention(Database database, Pool pool, FileStore files, AuditTrim audit) {
    this.database = database;
    this.pool = pool;
    this.files = files;
    this.audit = audit;
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return Uni.createFrom()
        .completionStage(
            () -> pool.query("SELECT id FROM tenant ORDER BY id").execute().toCompletionStage())
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(row -> tenant(row.getInteger(0)))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** One tenant, now. */
  public Uni<Void> tenant(int tenantId) {
    return inTransaction(tenantId, Retention::forgetByAge)
        .chain(() -> inTransaction(tenantId, tx -> tx.query(RECORD_TABLES, Tuple.of(tenantId))))
        .onItem()
        .transformToMulti(tables -> Multi.createFrom().iterable(tables))
        .onItem()
        .transformToUniAndConcatenate(table -> purge(tenantId, table.getString("name")))
        .collect()
        .asList()
        .chain(() -> removeFiles(tenantId))
        .chain(() -> forgetImports(tenantId))
        .chain(() -> audit.tenant(tenantId))
        .onFailure()
        .invoke(failure -> Log.warnf(failure, "tenant %d: retention not finished", tenantId))
        .onFailure()
        .recoverWithNull();
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

  private static Uni<RowSet<Row>> forgetByAge(Tx tx) {
    tx.query(
        "DELETE FROM idempotency WHERE tenant_id = $1 AND created_at < now() - interval '1 day'",
        Tuple.of(tx.tenantId()));
    tx.query("SELECT forget_sign_ins()");
    return tx.query(
        "DELETE FROM change_log WHERE tenant_id = $1 AND at < now() - interval '30 days'",
        Tuple.of(tx.tenantId()));
  }

  private Uni<Void> purge(int tenantId, String table) {
    return inTransaction(
            tenantId,
            tx ->
                tx.query(PURGE.formatted(table), Tuple.of(tenantId))
                    .invoke(
                        gone -> {
                          var objects = new ArrayList<Integer>();
                          var ids = new ArrayList<UUID>();
                          for (Row row : gone) {
                            objects.add(row.getInteger("object_id"));
                            ids.add(row.getUUID("id"));
                          }
                          if (!ids.isEmpty()) {
                            Tuple records =
                                Tuple.of(
                                    tenantId,
                                    objects.toArray(Integer[]::new),
                                    ids.toArray(UUID[]::new));
                            tx.query(FORGET_HISTORY, records);
                            tx.query(FORGET_SHARES, records);
                            tx.query(FORGET_FILES, records);
                          }
                        }))
        .chain(gone -> gone.size() < BATCH ? Uni.createFrom().voidItem() : purge(tenantId, table));
  }

  private Uni<Void> forgetImports(int tenantId) {
    return inTransaction(tenantId, tx -> tx.query(ENDED_IMPORTS, Tuple.of(tenantId)))
        .chain(
            gone ->
                gone.rowCount() < IMPORTS ? Uni.createFrom().voidItem() : forgetImports(tenantId));
  }

  private Uni<Void> removeFiles(int tenantId) {
    return inTransaction(tenantId, tx -> tx.query(EXPIRED_FILES, Tuple.of(tenantId)))
        .chain(
            rows -> {
              List<String> locations = new ArrayList<>();
              rows.forEach(row -> locations.add(row.getString(0)));
              // Rows first: content without a row is garbage, a row without content would be a lie.
              return Multi.createFrom()
                  .iterable(locations)
                  .onItem()
                  .transformToUniAndConcatenate(files::delete)
                  .collect()
                  .asList()
                  .chain(
                      () ->
                          locations.size() < BATCH
                              ? Uni.createFrom().voidItem()
                              : removeFiles(tenantId));
            });
  }
}
