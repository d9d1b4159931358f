package dev.trellis.runtime.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tokens to callers. A token that was seen before costs a hash and a map look-up; the transaction
 * that follows compares the caller's {@code security_epoch} with the tenant's and calls {@link
 * #reload} when users, sessions or assignments have changed since.
 */
@Singleton
public class Callers {
  private static final int CACHED = 200_000;
  private static final String OF_SESSION =
      """
      SELECT t.security_epoch, t.locale AS tenant_locale, t.time_zone AS tenant_time_zone,
        u.id AS user_id, u.username, u.name, u.email, u.locale, u.time_zone,
        s.id AS credential_id, s.csrf_token, k.expires_at,
        ARRAY(SELECT p.permission_set FROM user_permission_set p
          WHERE p.tenant_id = u.tenant_id AND p.user_id = u.id ORDER BY 1) AS permission_sets
      FROM session_token k
        JOIN session s ON s.tenant_id = k.tenant_id AND s.id = k.session_id
        JOIN app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
        JOIN tenant t ON t.id = u.tenant_id
      WHERE k.tenant_id = $1 AND k.hash = $2 AND k.kind = 'access' AND k.expires_at > $3
        AND s.revoked_at IS NULL AND u.active AND t.status = 'active'
      """;
  private static final String OF_API_KEY =
      """
      SELECT t.security_epoch, t.locale AS tenant_locale, t.time_zone AS tenant_time_zone,
        u.id AS user_id, u.username, u.name, u.email, u.locale, u.time_zone,
        k.id AS credential_id, NULL AS csrf_token, k.expires_at,
        ARRAY(SELECT p.permission_set FROM api_key_permission_set p
          WHERE p.tenant_id = k.tenant_id AND p.api_key_id = k.id ORDER BY 1) AS permission_sets
      FROM api_key k
        JOIN app_user u ON u.tenant_id = k.tenant_id AND u.id = k.user_id
        JOIN tenant t ON t.id = u.tenant_id
      WHERE k.tenant_id = $1 AND k.hash = $2 AND (k.expires_at IS NULL OR k.expires_at > $3)
        AND k.revoked_at IS NULL AND u.active AND t.status = 'active'
      """;

  private static final String IN_BACKGROUND =
      """
      SELECT t.security_epoch, t.locale AS tenant_locale, t.time_zone AS tenant_time_zone,
        u.id AS user_id, u.username, u.name, u.email, u.locale, u.time_zone,
        coalesce(k.id, u.id) AS credential_id, NULL AS csrf_token, k.expires_at,
        CASE WHEN k.id IS NULL
          THEN ARRAY(SELECT p.permission_set FROM user_permission_set p
            WHERE p.tenant_id = u.tenant_id AND p.user_id = u.id ORDER BY 1)
          ELSE ARRAY(SELECT p.permission_set FROM api_key_permission_set p
            WHERE p.tenant_id = k.tenant_id AND p.api_key_id = k.id ORDER BY 1)
        END AS permission_sets
      FROM app_user u
        JOIN tenant t ON t.id = u.tenant_id
        LEFT JOIN api_key k ON k.tenant_id = u.tenant_id AND k.id = $3 AND k.user_id = u.id
          AND (k.expires_at IS NULL OR k.expires_at > $4) AND k.revoked_at IS NULL
      WHERE u.tenant_id = $1 AND u.id = $2 AND u.active AND t.status = 'active'
        AND ($3::uuid IS NULL OR k.id IS NOT NULL)
      """;

  private final Database database;
  private final Clock clock;
  private final Cache<TokenHash, Caller> known =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterAccess(1, TimeUnit.HOURS).build();

  Callers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The caller of a token seen before; null when the database has to be asked. */
  public @Nullable Caller known(String bearer) {
    Caller caller = known.getIfPresent(TokenHash.of(bearer));
    return caller == null || caller.isExpired(clock.millis()) ? null : caller;
  }

  /** Fails with {@code unauthenticated} for anything but a live token. */
  public Uni<Caller> load(String bearer) {
    Optional<Token> token = Token.parse(bearer);
    if (token.isEmpty() || !token.get().kind().isBearer()) {
      return Uni.createFrom().failure(unauthenticated());
    }
    boolean isApiKey = token.get().kind() == Token.Kind.API_KEY;
    return load(token.get().tenantId(), token.get().hash(), isApiKey);
  }

  /** The same caller as of now; fails with {@code unauthenticated} when it may no longer call. */
  public Uni<Caller> reload(Caller stale) {
    if (stale.isInBackground()) {
      return inBackground(
          stale.tenantId(), stale.userId(), stale.isApiKey() ? stale.sessionId() : null);
    }
    Caller newer = known.getIfPresent(stale.tokenHash());
    if (newer != null && newer.securityEpoch() > stale.securityEpoch()) {
      // Another request was faster. Were it stale as well, the next transaction would say so.
      return Uni.createFrom().item(newer);
    }
    return load(stale.tenantId(), stale.tokenHash(), stale.isApiKey());
  }

  /**
   * A user for whom a job does what was asked for earlier, with the rights of today. It needs no
   * token, so it is only for work that was accepted from the user.
   *
   * @param apiKeyId the key that the job was asked for with, whose rights it keeps to
   */
  public Uni<Caller> inBackground(int tenantId, UUID userId, @Nullable UUID apiKeyId) {
    var parameters =
        Tuple.of(tenantId, userId).addValue(apiKeyId).addValue(OffsetDateTime.now(clock));
    return database
        .transaction(tenantId, Database.Mode.READ, null, tx -> tx.query(IN_BACKGROUND, parameters))
        .map(
            rows -> {
              for (Row row : rows) {
                return caller(row, tenantId, TokenHash.NONE, apiKeyId != null);
              }
              throw unauthenticated();
            });
  }

  /** The caller as the database knows it now, whatever is cached. */
  Uni<Caller> reread(Caller caller) {
    return load(caller.tenantId(), caller.tokenHash(), caller.isApiKey());
  }

  private Uni<Caller> load(int tenantId, TokenHash hash, boolean isApiKey) {
    var parameters = Tuple.of(tenantId, hash.bytes(), OffsetDateTime.now(clock));
    return database
        .transaction(
            tenantId,
            Database.Mode.READ,
            null,
            tx -> tx.query(isApiKey ? OF_API_KEY : OF_SESSION, parameters))
        .map(rows -> only(rows, tenantId, hash, isApiKey));
  }

  private Caller only(RowSet<Row> rows, int tenantId, TokenHash hash, boolean isApiKey) {
    for (Row row : rows) {
      Caller caller = caller(row, tenantId, hash, isApiKey);
      known.put(hash, caller);
      return caller;
    }
    known.invalidate(hash);
    throw unauthenticated();
  }

  private static Caller caller(Row row, int tenantId, TokenHash hash, boolean isApiKey) {
    OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
    String locale = row.getString("locale");
    String timeZone = row.getString("time_zone");
    UUID userId = row.getUUID("user_id");
    return new Caller(
        tenantId,
        userId,
        row.getUUID("credential_id"),
        isApiKey,
        row.getString("username"),
        row.getString("name"),
        row.getString("email"),
        locale == null ? row.getString("tenant_locale") : locale,
        ZoneId.of(timeZone == null ? row.getString("tenant_time_zone") : timeZone),
        Arrays.asList(row.getArrayOfStrings("permission_sets")),
        row.getLong("security_epoch"),
        expiresAt == null ? Long.MAX_VALUE : expiresAt.toInstant().toEpochMilli(),
        row.getString("csrf_token"),
        hash);
  }

  static PlatformException unauthenticated() {
    return PlatformException.of(ErrorCode.UNAUTHENTICATED, "unauthenticated");
  }
}
