package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Tokens that open one step, once. Only their hashes are stored. */
@Singleton
class OneTimeTokens {
  private static final String INSERT =
      """
      INSERT INTO one_time_token (tenant_id, hash, kind, user_id, expires_at)
      VALUES ($1, $2, $3, $4, $5)
      """;
  private static final String DELETE_EXPIRED =
      "DELETE FROM one_time_token WHERE tenant_id = $1 AND user_id = $2 AND expires_at <= $3";

  private static final String FIND =
      """
      SELECT k.user_id, t.address, u.username, u.username_key, u.name, u.email
      FROM one_time_token k
        JOIN app_user u ON u.tenant_id = k.tenant_id AND u.id = k.user_id
        JOIN tenant t ON t.id = u.tenant_id
      WHERE k.tenant_id = $1 AND k.hash = $2 AND k.kind = $3 AND k.expires_at > $4
        AND u.active AND t.status = 'active'
      """;

  private static final String SPEND =
      "DELETE FROM one_time_token WHERE tenant_id = $1 AND hash = $2";
  private static final String REVOKE_ALL =
      "DELETE FROM one_time_token WHERE tenant_id = $1 AND user_id = $2";

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  OneTimeTokens(Clock clock) {
    this.clock = clock;
  }

  /** Whom a token stands for. */
  record Holder(
      UUID userId, String tenant, String username, String usernameKey, String name, String email) {}

  Uni<Token> issue(Tx tx, Token.Kind kind, UUID userId, Duration life) {
    Token token = Token.random(kind, tx.tenantId(), random);
    OffsetDateTime now = OffsetDateTime.now(clock);
    tx.query(DELETE_EXPIRED, Tuple.of(tx.tenantId(), userId, now));
    return tx.query(
            INSERT,
            Tuple.of(tx.tenantId(), token.hash().bytes(), wire(kind), userId, now.plus(life)))
        .replaceWith(token);
  }

  /** Empty when the token is unknown, spent or expired, or its user has been switched off. */
  Uni<Optional<Holder>> find(Tx tx, Token token) {
    return tx.query(
            FIND,
            Tuple.of(
                tx.tenantId(), token.hash().bytes(), wire(token.kind()), OffsetDateTime.now(clock)))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(holder(row));
              }
              return Optional.empty();
            });
  }

  /** False when somebody else was faster. */
  Uni<Boolean> spend(Tx tx, Token token) {
    return tx.query(SPEND, Tuple.of(tx.tenantId(), token.hash().bytes()))
        .map(gone -> gone.rowCount() > 0);
  }

  /** Also challenges that wait for a code: they stand for a password that may have changed. */
  Uni<Void> revokeAll(Tx tx, UUID userId) {
    return tx.query(REVOKE_ALL, Tuple.of(tx.tenantId(), userId)).replaceWithVoid();
  }

  private static Holder holder(Row row) {
    return new Holder(
        row.getUUID("user_id"),
        row.getString("address"),
        row.getString("username"),
        row.getString("username_key"),
        row.getString("name"),
        row.getString("email"));
  }

  private static String wire(Token.Kind kind) {
    return switch (kind) {
      case SIGN_IN -> "sign_in";
      case INVITATION -> "invitation";
      case PASSWORD_RESET -> "password_reset";
      case ACCESS, REFRESH, API_KEY -> throw new IllegalArgumentException(kind + " is no such");
    };
  }
}
