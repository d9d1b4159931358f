package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Tx;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The sessions that people see, and end. */
@Singleton
class OpenSessions {
  private static final String LIST =
      """
      SELECT id, created_at, coalesce(last_used_at, created_at) AS last_used_at, expires_at,
        address, agent
      FROM session
      WHERE tenant_id = $1 AND user_id = $2 AND revoked_at IS NULL AND expires_at > $3
      ORDER BY last_used_at DESC, id DESC
      """;
  private static final String REVOKE =
      """
      UPDATE session SET revoked_at = $4
      WHERE tenant_id = $1 AND user_id = $2 AND id = $3 AND revoked_at IS NULL AND expires_at > $4
      """;
  private static final String REVOKE_ALL =
      """
      UPDATE session SET revoked_at = $3
      WHERE tenant_id = $1 AND user_id = $2 AND revoked_at IS NULL AND id IS DISTINCT FROM $4
      """;

  /** Limits that are null shorten nothing: {@code least} passes over them. */
  private static final String LIMIT =
      """
      WITH limited AS (
        SELECT id, least(expires_at, coalesce(last_used_at, created_at) + $3::interval,
          created_at + $4::interval) AS until
        FROM session WHERE tenant_id = $1 AND revoked_at IS NULL AND expires_at > $2)
      UPDATE session s
      SET expires_at = until, revoked_at = CASE WHEN until <= $2 THEN $2 END
      FROM limited l WHERE s.tenant_id = $1 AND s.id = l.id AND until < s.expires_at
      """;

  private final Clock clock;

  OpenSessions(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param lastUsedAt when it was last renewed, which people at work do every quarter of an hour
   * @param current whether it is the one that asks
   */
  public record SessionView(
      UUID id,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt,
      @Schema(nullable = true) @Nullable String address,
      @Schema(nullable = true) @Nullable String agent,
      boolean current) {
    private static SessionView of(Row row, @Nullable UUID current) {
      UUID id = row.getUUID("id");
      return new SessionView(
          id,
          row.getOffsetDateTime("created_at").toInstant(),
          row.getOffsetDateTime("last_used_at").toInstant(),
          row.getOffsetDateTime("expires_at").toInstant(),
          row.getString("address"),
          row.getString("agent"),
          id.equals(current));
    }
  }

  /** Those last used first. */
  Uni<List<SessionView>> list(Tx tx, UUID userId, UUID current) {
    return tx.query(LIST, Tuple.of(tx.tenantId(), userId, now()))
        .map(
            rows -> {
              var views = new ArrayList<SessionView>(rows.size());
              rows.forEach(row -> views.add(SessionView.of(row, current)));
              return views;
            });
  }

  /** Ends one, on all nodes; another user's is not found. */
  Uni<Void> revoke(Tx tx, UUID userId, UUID session) {
    return tx.query(REVOKE, Tuple.of(tx.tenantId(), userId, session, now()))
        .invoke(
            ended -> {
              if (ended.rowCount() == 0) {
                throw PlatformException.notFound();
              }
            })
        .chain(() -> SecurityEpoch.raise(tx));
  }

  /** Ends all but perhaps one, on all nodes. */
  Uni<Void> revokeAll(Tx tx, UUID userId, @Nullable UUID but) {
    return tx.query(REVOKE_ALL, Tuple.of(tx.tenantId(), userId, now(), but))
        .chain(() -> SecurityEpoch.raise(tx));
  }

  /** Shortens those of the tenant that limits leave less time, and ends those they leave none. */
  Uni<Void> limit(Tx tx, SessionLimits limits) {
    return tx.query(
            LIMIT,
            Tuple.of(
                tx.tenantId(),
                now(),
                limits.idle().map(OpenSessions::interval).orElse(null),
                limits.total().map(OpenSessions::interval).orElse(null)))
        .chain(() -> SecurityEpoch.raise(tx));
  }

  private static Interval interval(Duration time) {
    return Interval.of(0, 0, 0, 0, 0, Math.toIntExact(time.toSeconds()));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }
}
