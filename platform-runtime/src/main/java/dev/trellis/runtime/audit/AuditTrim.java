package dev.trellis.runtime.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.AuditEvent.Subject;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Removes entries that are older than the tenant keeps them: always the beginning of the chain, and
 * signed, so that what is left still verifies.
 */
@Singleton
public class AuditTrim {
  private static final String HAVE_ALONE = "SELECT pg_advisory_xact_lock($1, $2)";
  private static final String EXPIRED = "SELECT seq, hash FROM expired_audit()";
  private static final String TRIM = "SELECT trim_audit($1, $2) AS removed";

  private final Database database;
  private final AuditKey key;
  private final AuditLog log;

  AuditTrim(Database database, AuditKey key, AuditLog log) {
    this.database = database;
    this.key = key;
    this.log = log;
  }

  public Uni<Void> tenant(int tenantId) {
    return database.transaction(
        tenantId,
        Database.Mode.READ,
        null,
        tx -> {
          tx.query(HAVE_ALONE, Tuple.of(AuditVerifier.TRIM_LOCK, tenantId));
          return tx.query(EXPIRED).chain(expired -> trim(tx, expired));
        });
  }

  private Uni<Void> trim(Tx tx, RowSet<Row> expired) {
    for (Row row : expired) {
      var last = new ChainPoint(row.getLong("seq"), AuditRows.bytes(row, "hash"));
      return tx.query(TRIM, Tuple.of(last.seq(), key.signTrim(tx.tenantId(), last)))
          .chain(rows -> log.append(tx, Actor.PLATFORM, event(last, rows.iterator().next())));
    }
    return Uni.createFrom().voidItem();
  }

  private static AuditEvent event(ChainPoint last, Row row) {
    ObjectNode after = Json.MAPPER.createObjectNode();
    after.put("entries", row.getLong("removed"));
    after.put("last", last.seq());
    return new AuditEvent(AuditAction.AUDIT_TRIMMED, new Subject("audit", null, null), null, after);
  }
}
