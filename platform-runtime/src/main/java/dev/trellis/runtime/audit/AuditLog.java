package dev.trellis.runtime.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.value.Json;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens, in the transaction that does it.
 *
 * <p>Entries of a tenant are written one after another: a lock is held from here to the end of the
 * transaction, so appending comes last in it, after all rows and counters are written. Writers of
 * records never take that lock.
 */
@Singleton
public class AuditLog {
  /** First key of the advisory lock; the second is the tenant. */
  private static final int LOCK = 0xa0d17;

  private static final String TAKE_TURN = "SELECT pg_advisory_xact_lock($1, $2)";

  /** A statement of its own: its snapshot must be taken after the lock was had. */
  private static final String HEAD =
      "SELECT seq, hash FROM audit_entry WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1";

  private final CurrentVertxRequest request;
  private final ChainHeads heads;
  private final Clock clock;

  AuditLog(CurrentVertxRequest request, ChainHeads heads, Clock clock) {
    this.request = request;
    this.heads = heads;
    this.clock = clock;
  }

  public Uni<Void> append(Tx tx, Actor actor, AuditEvent event) {
    return append(tx, actor, List.of(event));
  }

  public Uni<Void> append(Tx tx, Actor actor, List<AuditEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Client client = client();
    tx.query(TAKE_TURN, Tuple.of(LOCK, tx.tenantId()));
    return tx.query(HEAD, Tuple.of(tx.tenantId()))
        .chain(rows -> write(tx, actor, client, events, head(rows)));
  }

  private static ChainPoint head(RowSet<Row> rows) {
    for (Row row : rows) {
      return new ChainPoint(row.getLong("seq"), AuditRows.bytes(row, "hash"));
    }
    return ChainPoint.START;
  }

  private Uni<Void> write(
      Tx tx, Actor actor, @Nullable Client client, List<AuditEvent> events, ChainPoint head) {
    Instant now = clock.instant();
    var rows = new ArrayList<Tuple>(events.size());
    ChainPoint last = head;
    for (AuditEvent event : events) {
      AuditEntry entry = entry(tx.tenantId(), last.seq() + 1, now, actor, client, event);
      byte[] hash = entry.hash(last.hash());
      rows.add(AuditRows.tuple(entry, last.hash(), hash));
      last = new ChainPoint(entry.seq(), hash);
    }
    ChainPoint reached = last;
    tx.afterCommit(() -> heads.moved(tx.tenantId(), reached));
    return tx.batch(AuditRows.INSERT, rows).replaceWithVoid();
  }

  private static AuditEntry entry(
      int tenantId, long seq, Instant at, Actor actor, @Nullable Client client, AuditEvent event) {
    return new AuditEntry(
        tenantId,
        seq,
        at,
        actor.kind().wire(),
        actor.id(),
        actor.name(),
        actor.credentialId(),
        client == null ? null : client.address(),
        client == null ? null : client.agent(),
        event.action().wire(),
        event.subject().kind(),
        event.subject().id(),
        event.subject().name(),
        text(event.before()),
        text(event.after()));
  }

  private static @Nullable String text(@Nullable JsonNode document) {
    return document == null ? null : Json.write(document);
  }

  /** Null for background work. */
  private @Nullable Client client() {
    RoutingContext current =
        Arc.container().requestContext().isActive() ? request.getCurrent() : null;
    return current == null ? null : Client.of(current.request());
  }
}
