package dev.trellis.runtime.identity;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;

/**
 * Slows down guessing. Kept in the database, so that it holds on all nodes and over restarts.
 *
 * <p>An attempt counts as failed before the password is looked at and is forgotten when it was
 * right: many guesses at once cannot slip past the count. A delay grows to a minute, never to a
 * lock that a stranger could close on somebody.
 */
@Singleton
class SignInThrottle {
  private static final int FREE_FAILURES = 10;
  private static final int MAX_DELAY_SECONDS = 60;
  private static final int FAILURES_OF_ADDRESS = 300;
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  /** $1 user, $2 address, $3 now, $4 when older failures no longer count. */
  private static final String ATTEMPT =
      """
      WITH attempt AS (
        INSERT INTO sign_in_throttle AS t (key, failures, blocked_until, updated_at)
        VALUES ($1, 1, NULL, $3)
        ON CONFLICT (key) DO UPDATE SET
          failures = CASE WHEN t.updated_at < $4 THEN 1 ELSE t.failures + 1 END,
          blocked_until = CASE WHEN t.updated_at >= $4 AND t.failures + 1 >= %1$d
            THEN $3 + least(%2$d, power(2, least(t.failures + 2 - %1$d, 10))) * interval '1 second'
            END,
          updated_at = $3
        WHERE t.blocked_until IS NULL OR t.blocked_until <= $3
        RETURNING 1)
      SELECT (SELECT count(*) FROM attempt) AS admitted,
        (SELECT blocked_until FROM sign_in_throttle WHERE key = $1) AS blocked_until,
        (SELECT failures FROM sign_in_throttle WHERE key = $2) AS failures_of_address
      """
          .formatted(FREE_FAILURES, MAX_DELAY_SECONDS);

  private static final String COUNT =
      """
      INSERT INTO sign_in_throttle AS t (key, failures, updated_at) VALUES ($1, 1, $2)
      ON CONFLICT (key) DO UPDATE SET failures = t.failures + 1, updated_at = $2
      """;
  private static final String FORGET = "DELETE FROM sign_in_throttle WHERE key = $1";
  private static final String PRUNE = "DELETE FROM sign_in_throttle WHERE updated_at < $1";

  private final Pool pool;
  private final Clock clock;

  SignInThrottle(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** Fails with {@code too_many_requests} when this user or address has to wait. */
  Uni<Void> admit(String tenant, String usernameKey, String address) {
    OffsetDateTime now = now();
    Tuple parameters =
        Tuple.of(ofUser(tenant, usernameKey), ofAddress(address), now, now.minus(FORGOTTEN));
    return execute(ATTEMPT, parameters)
        .invoke(
            rows -> {
              Row row = rows.iterator().next();
              Integer ofAddress = row.getInteger("failures_of_address");
              OffsetDateTime blockedUntil = row.getOffsetDateTime("blocked_until");
              if (ofAddress != null && ofAddress >= FAILURES_OF_ADDRESS) {
                throw tooSoon(60 - TimeUnit.MILLISECONDS.toSeconds(clock.millis()) % 60);
              }
              if (row.getLong("admitted") == 0) {
                // Null when the two met exactly as the block ended.
                throw tooSoon(
                    blockedUntil == null
                        ? 1
                        : 1 + Math.max(0, Duration.between(now, blockedUntil).toSeconds()));
              }
            })
        .replaceWithVoid();
  }

  Uni<Void> failed(String address) {
    return execute(COUNT, Tuple.of(ofAddress(address), now())).replaceWithVoid();
  }

  Uni<Void> succeeded(String tenant, String usernameKey) {
    return execute(FORGET, Tuple.of(ofUser(tenant, usernameKey))).replaceWithVoid();
  }

  @Scheduled(every = "10m", delayed = "1m")
  Uni<Void> prune() {
    return execute(PRUNE, Tuple.of(now().minus(FORGOTTEN))).replaceWithVoid();
  }

  private static PlatformException tooSoon(long seconds) {
    return PlatformException.of(
        ErrorCode.TOO_MANY_REQUESTS, "sign_in_throttled", "retry_after", seconds);
  }

  private static byte[] ofUser(String tenant, String usernameKey) {
    return TokenHash.of("user\0" + tenant + "\0" + usernameKey).bytes();
  }

  private byte[] ofAddress(String address) {
    long minute = TimeUnit.MILLISECONDS.toMinutes(clock.millis());
    return TokenHash.of("address\0" + address + "\0" + minute).bytes();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  private Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
    return Uni.createFrom()
        .completionStage(() -> pool.preparedQuery(sql).execute(parameters).toCompletionStage());
  }
}
