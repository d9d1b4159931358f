package dev.trellis.runtime.audit;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Checks a tenant's chain from its first entry to its last. */
@Singleton
public class AuditVerifier {
  /** First key of the advisory lock that verifying shares and removing takes alone. */
  static final int TRIM_LOCK = 0xa0d18;

  private static final int PAGE = 1_000;
  private static final String HOLD_OFF_TRIMS = "SELECT pg_advisory_xact_lock_shared($1, $2)";
  private static final String TRIM = "SELECT seq, hash, mac FROM audit_trim WHERE tenant_id = $1";
  private static final String ENTRIES =
      "SELECT "
          + AuditRows.COLUMNS
          + ", previous, hash FROM audit_entry WHERE tenant_id = $1 AND seq > $2 ORDER BY seq LIMIT "
          + PAGE;

  private final Database database;
  private final AuditAnchors anchors;
  private final AuditKey key;

  AuditVerifier(Database database, AuditAnchors anchors, AuditKey key) {
    this.database = database;
    this.anchors = anchors;
    this.key = key;
  }

  public Uni<ChainCheck.Result> verify(int tenantId) {
    // Anchors first: the chain only grows, so it reaches at least as far as they say.
    return Uni.createFrom()
        .item(() -> anchors.of(tenantId))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            found ->
                database.transaction(tenantId, Database.Mode.READ, null, tx -> verify(tx, found)));
  }

  private Uni<ChainCheck.Result> verify(Tx tx, AuditAnchors.Found found) {
    tx.query(HOLD_OFF_TRIMS, Tuple.of(TRIM_LOCK, tx.tenantId()));
    return tx.query(TRIM, Tuple.of(tx.tenantId()))
        .map(rows -> new ChainCheck(trim(tx.tenantId(), rows), found))
        .chain(check -> pages(tx, check));
  }

  private ChainCheck.Trim trim(int tenantId, RowSet<Row> rows) {
    for (Row row : rows) {
      var last = new ChainPoint(row.getLong("seq"), AuditRows.bytes(row, "hash"));
      return new ChainCheck.Trim(last, key.isTrim(tenantId, last, AuditRows.bytes(row, "mac")));
    }
    return ChainCheck.Trim.NONE;
  }

  private static Uni<ChainCheck.Result> pages(Tx tx, ChainCheck check) {
    return tx.query(ENTRIES, Tuple.of(tx.tenantId(), check.position()))
        .chain(
            rows -> {
              for (Row row : rows) {
                check.next(
                    AuditRows.entry(row),
                    AuditRows.bytes(row, "previous"),
                    AuditRows.bytes(row, "hash"));
              }
              return rows.size() < PAGE || check.isOver()
                  ? Uni.createFrom().item(check.end())
                  : pages(tx, check);
            });
  }
}
