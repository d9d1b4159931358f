package dev.trellis.runtime.transfer;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Tables on their way into the store, kept among the files that nobody may see yet. When the
 * program ends before the import is queued, that row leads retention to the table, as it does with
 * uploads that were never finished.
 */
@ApplicationScoped
class AnnouncedTables {
  private static final String ANNOUNCE =
      "INSERT INTO file (tenant_id, id, name, media_type, size, sha256, location, created_at, created_by, stored)"
          + " VALUES ($1, $2, $3, 'application/octet-stream', $4, '', $5, now(), $6, false)";
  private static final String QUEUED =
      "DELETE FROM file WHERE tenant_id = $1 AND id = $2 AND NOT stored AND deleted_at IS NULL";

  private final Database database;

  AnnouncedTables(Database database) {
    this.database = database;
  }

  Uni<Void> announce(Caller caller, UUID id, String fileName, long size, String location) {
    return database
        .transaction(
            caller.tenantId(),
            Database.Mode.READ,
            null,
            tx ->
                tx.query(
                    ANNOUNCE,
                    Tuple.of(tx.tenantId(), id, fileName, size, location, caller.userId())))
        .replaceWithVoid();
  }

  /** From now on the import looks after its table. */
  static Uni<Void> queued(Tx tx, UUID id) {
    return tx.query(QUEUED, Tuple.of(tx.tenantId(), id))
        .invoke(
            rows -> {
              if (rows.rowCount() == 0) {
                // The upload took longer than a day, and the table is gone.
                throw PlatformException.of(ErrorCode.UNAVAILABLE, "unavailable");
              }
            })
        .replaceWithVoid();
  }
}
