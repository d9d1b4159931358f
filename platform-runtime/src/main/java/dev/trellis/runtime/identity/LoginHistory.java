package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.audit.Actor;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.audit.Client;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down who signed in, or tried to. */
@Singleton
class LoginHistory {
  private static final String INSERT =
      """
      INSERT INTO login_history (tenant_id, id, at, user_id, username, outcome, address, agent)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private static final String NAME = "SELECT name FROM app_user WHERE tenant_id = $1 AND id = $2";

  private final AuditLog audit;
  private final UuidV7 ids;
  private final Clock clock;

  LoginHistory(AuditLog audit, UuidV7 ids, Clock clock) {
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** To be called last in its transaction, as the audit log asks. */
  Uni<Void> succeeded(Tx tx, UUID userId, String username, UUID session, Client client) {
    return add(tx, userId, username, "success", client)
        .chain(() -> name(tx, userId))
        .chain(
            name ->
                audit.append(
                    tx, Actor.user(userId, name, session), IdentityAudit.signedIn(userId, name)));
  }

  /** Somebody who knows the password, but not the code. */
  Uni<Void> refused(Tx tx, UUID userId, String username, String outcome, Client client) {
    return name(tx, userId).chain(name -> refused(tx, userId, name, username, outcome, client));
  }

  /**
   * @param name of the user, if there is one: who asks has it already, and looking it up would take
   *     longer for users who exist
   */
  Uni<Void> refused(
      Tx tx,
      @Nullable UUID userId,
      @Nullable String name,
      String username,
      String outcome,
      Client client) {
    return add(tx, userId, username, outcome, client)
        .chain(() -> audit.append(tx, Actor.UNKNOWN, IdentityAudit.refused(userId, name, outcome)));
  }

  private static Uni<String> name(Tx tx, UUID userId) {
    return tx.query(NAME, Tuple.of(tx.tenantId(), userId))
        .map(rows -> rows.iterator().next().getString(0));
  }

  private Uni<Void> add(
      Tx tx, @Nullable UUID userId, String username, String outcome, Client client) {
    return tx.query(
            INSERT,
            Tuple.from(
                new @Nullable Object[] {
                  tx.tenantId(),
                  ids.next(clock.instant()),
                  OffsetDateTime.now(clock),
                  userId,
                  username,
                  outcome,
                  client.address(),
                  client.agent()
                }))
        .replaceWithVoid();
  }
}
