package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.audit.Actor;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.audit.Client;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Sessions and their tokens. A session is a family of tokens; a refresh token is exchanged once,
 * and one that comes back later revokes the family, because then two parties hold it.
 */
@Singleton
class Sessions {
  /**
   * Two tabs of one browser refresh at the same moment; both get the same successor. A program
   * keeps its tokens in one place, so of its tokens a second use is a theft.
   */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private static final String INSERT_SESSION =
      """
      INSERT INTO session (tenant_id, id, user_id, csrf_token, created_at, last_used_at, expires_at,
        address, agent)
      VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)
      """;
  private static final String INSERT_TOKEN =
      "INSERT INTO session_token (tenant_id, hash, session_id, kind, expires_at) VALUES ($1, $2, $3, $4, $5)";
  private static final String DELETE_EXPIRED =
      "DELETE FROM session WHERE tenant_id = $1 AND user_id = $2 AND expires_at < $3";
  private static final String FIND_REFRESH =
      """
      SELECT k.session_id, k.used_at, k.salt, s.csrf_token, s.created_at, u.name
      FROM session_token k
        JOIN session s ON s.tenant_id = k.tenant_id AND s.id = k.session_id
        JOIN app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
        JOIN tenant t ON t.id = u.tenant_id
      WHERE k.tenant_id = $1 AND k.hash = $2 AND k.kind = 'refresh' AND k.expires_at > $3
        AND s.revoked_at IS NULL AND s.expires_at > $3 AND u.active AND t.status = 'active'
      FOR UPDATE OF k
      """;
  private static final String USE_REFRESH =
      "UPDATE session_token SET used_at = $3, salt = $4 WHERE tenant_id = $1 AND hash = $2";
  private static final String PROLONG =
      """
      UPDATE session SET last_used_at = $3, expires_at = $4, address = $5, agent = $6
      WHERE tenant_id = $1 AND id = $2
      """;
  private static final String DELETE_OLD_TOKENS =
      "DELETE FROM session_token WHERE tenant_id = $1 AND session_id = $2 AND expires_at < $3";
  private static final String REVOKE =
      "UPDATE session SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL";
  private static final String REVOKE_OF_TOKEN =
      """
      UPDATE session SET revoked_at = $3 WHERE tenant_id = $1 AND revoked_at IS NULL
        AND id = (SELECT session_id FROM session_token WHERE tenant_id = $1 AND hash = $2)
      RETURNING id, user_id, (SELECT u.name FROM app_user u
        WHERE u.tenant_id = session.tenant_id AND u.id = session.user_id) AS name
      """;

  private final Database database;
  private final AuditLog audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sessions(Database database, AuditLog audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** Opens a session within the transaction of a sign-in. */
  Uni<Tokens> open(Tx tx, UUID id, UUID userId, Client client) {
    return SignInPolicy.find(tx).chain(policy -> open(tx, id, userId, client, policy));
  }

  private Uni<Tokens> open(Tx tx, UUID id, UUID userId, Client client, SignInPolicy policy) {
    OffsetDateTime now = now();
    SessionLimits.Lives lives = policy.sessionLimits().at(now, now);
    String csrf = randomText();
    int tenantId = tx.tenantId();
    var tokens =
        tokens(
            Token.random(Token.Kind.ACCESS, tenantId, random),
            Token.random(Token.Kind.REFRESH, tenantId, random),
            csrf,
            lives,
            now);
    tx.query(DELETE_EXPIRED, Tuple.of(tenantId, userId, now));
    tx.query(
        INSERT_SESSION,
        Tuple.from(
            new Object[] {
              tenantId, id, userId, csrf, now, lives.session(), client.address(), client.agent()
            }));
    return store(tx, id, tokens, lives).replaceWith(tokens);
  }

  /** Exchanges a refresh token; empty when it is not, or no longer, good for anything. */
  Uni<Optional<Tokens>> refresh(String text, boolean isBrowser, Client client) {
    Optional<Token> parsed = Token.parse(text).filter(t -> t.kind() == Token.Kind.REFRESH);
    if (parsed.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Token token = parsed.get();
    return database.transaction(
        token.tenantId(),
        Database.Mode.READ,
        null,
        tx ->
            Uni.combine()
                .all()
                .unis(
                    tx.query(FIND_REFRESH, Tuple.of(token.tenantId(), token.hash().bytes(), now())),
                    SignInPolicy.find(tx))
                .asTuple()
                .chain(
                    found ->
                        found.getItem1().size() == 0
                            ? Uni.createFrom().item(Optional.empty())
                            : exchange(
                                tx,
                                token,
                                found.getItem1().iterator().next(),
                                found.getItem2().sessionLimits(),
                                isBrowser,
                                client)));
  }

  private Uni<Optional<Tokens>> exchange(
      Tx tx, Token token, Row row, SessionLimits limits, boolean isBrowser, Client client) {
    OffsetDateTime usedAt = row.getOffsetDateTime("used_at");
    UUID session = row.getUUID("session_id");
    String csrf = row.getString("csrf_token");
    OffsetDateTime now = now();
    SessionLimits.Lives lives = limits.at(row.getOffsetDateTime("created_at"), now);
    if (usedAt == null) {
      var salt = new byte[32];
      random.nextBytes(salt);
      Tokens next = successors(token, salt, csrf, lives, now);
      tx.query(USE_REFRESH, Tuple.of(tx.tenantId(), token.hash().bytes(), now, salt));
      tx.query(
          PROLONG,
          Tuple.of(tx.tenantId(), session, now, lives.session(), client.address(), client.agent()));
      tx.query(DELETE_OLD_TOKENS, Tuple.of(tx.tenantId(), session, now));
      return store(tx, session, next, lives).replaceWith(Optional.of(next));
    }
    if (isBrowser && usedAt.plus(GRACE).isAfter(now)) {
      return Uni.createFrom().item(Optional.of(successors(token, salt(row), csrf, lives, now)));
    }
    // Committed, although the caller is refused: that is the point.
    AuditEvent stolen =
        IdentityAudit.ended(AuditAction.SESSION_STOLEN, session, row.getString("name"));
    return revoke(tx, session)
        .chain(() -> audit.append(tx, Actor.UNKNOWN, stolen))
        .replaceWith(Optional.empty());
  }

  private static byte[] salt(Row row) {
    return row.getBuffer("salt").getBytes();
  }

  /** Ends one session on all nodes. */
  private Uni<Void> revoke(Tx tx, UUID session) {
    tx.query(REVOKE, Tuple.of(tx.tenantId(), session, now()));
    return SecurityEpoch.raise(tx);
  }

  /** Ends the session of a caller. */
  Uni<Void> revoke(Caller caller) {
    return database.transaction(
        caller.tenantId(),
        Database.Mode.READ,
        null,
        tx ->
            revoke(tx, caller.sessionId())
                .chain(() -> signedOut(tx, caller.sessionId(), caller.userId(), caller.name())));
  }

  /** Ends the session that a token belongs to; an unknown token ends nothing. */
  Uni<Void> revokeOf(String text) {
    Optional<Token> token = Token.parse(text).filter(t -> t.kind().isOfSession());
    if (token.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    int tenantId = token.get().tenantId();
    byte[] hash = token.get().hash().bytes();
    return database.transaction(
        tenantId,
        Database.Mode.READ,
        null,
        tx ->
            tx.query(REVOKE_OF_TOKEN, Tuple.of(tenantId, hash, now()))
                .chain(
                    revoked ->
                        revoked.rowCount() == 0
                            ? Uni.createFrom().voidItem()
                            : signedOut(tx, revoked.iterator().next())));
  }

  private Uni<Void> signedOut(Tx tx, Row session) {
    return SecurityEpoch.raise(tx)
        .chain(
            () ->
                signedOut(
                    tx,
                    session.getUUID("id"),
                    session.getUUID("user_id"),
                    session.getString("name")));
  }

  private Uni<Void> signedOut(Tx tx, UUID session, UUID user, String name) {
    return audit.append(
        tx,
        Actor.user(user, name, session),
        IdentityAudit.ended(AuditAction.SESSION_ENDED, session, name));
  }

  private static Uni<RowSet<Row>> store(
      Tx tx, UUID session, Tokens tokens, SessionLimits.Lives lives) {
    int tenantId = tx.tenantId();
    tx.query(
        INSERT_TOKEN,
        Tuple.of(tenantId, tokens.access().hash().bytes(), session, "access", lives.access()));
    return tx.query(
        INSERT_TOKEN,
        Tuple.of(tenantId, tokens.refresh().hash().bytes(), session, "refresh", lives.session()));
  }

  private static Tokens successors(
      Token refresh, byte[] salt, String csrf, SessionLimits.Lives lives, OffsetDateTime now) {
    return tokens(
        refresh.successor(Token.Kind.ACCESS, salt),
        refresh.successor(Token.Kind.REFRESH, salt),
        csrf,
        lives,
        now);
  }

  private static Tokens tokens(
      Token access, Token refresh, String csrf, SessionLimits.Lives lives, OffsetDateTime now) {
    return new Tokens(
        access,
        Duration.between(now, lives.access()).toSeconds(),
        refresh,
        Duration.between(now, lives.session()).toSeconds(),
        csrf);
  }

  private String randomText() {
    var bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }
}
