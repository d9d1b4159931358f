package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a tenant wants of those who sign in; null: nothing beside the platform's own limits. */
public record SignInPolicy(
    @Schema(nullable = true) @Nullable Integer sessionIdleMinutes,
    @Schema(nullable = true) @Nullable Integer sessionHours) {
  static final int MIN_IDLE_MINUTES = 5;
  static final int MAX_IDLE_MINUTES = 30 * 24 * 60;
  static final int MAX_SESSION_HOURS = 365 * 24;

  private static final SignInPolicy NONE = new SignInPolicy(null, null);
  private static final String FIND =
      "SELECT session_idle_minutes, session_hours FROM sign_in_policy WHERE tenant_id = $1";
  private static final String STORE =
      """
      INSERT INTO sign_in_policy (tenant_id, session_idle_minutes, session_hours)
      VALUES ($1, $2, $3)
      ON CONFLICT (tenant_id) DO UPDATE SET session_idle_minutes = $2, session_hours = $3
      """;

  static SignInPolicy read(RequestFields fields) {
    var policy =
        new SignInPolicy(
            fields.number("session_idle_minutes", MIN_IDLE_MINUTES, MAX_IDLE_MINUTES).orElse(null),
            fields.number("session_hours", 1, MAX_SESSION_HOURS).orElse(null));
    fields.done();
    return policy;
  }

  static Uni<SignInPolicy> find(Tx tx) {
    return tx.query(FIND, Tuple.of(tx.tenantId()))
        .map(
            rows -> {
              for (Row row : rows) {
                return new SignInPolicy(
                    row.getInteger("session_idle_minutes"), row.getInteger("session_hours"));
              }
              return NONE;
            });
  }

  Uni<Void> store(Tx tx) {
    return tx.query(STORE, Tuple.of(tx.tenantId(), sessionIdleMinutes, sessionHours))
        .replaceWithVoid();
  }

  SessionLimits sessionLimits() {
    return new SessionLimits(
        Optional.ofNullable(sessionIdleMinutes).map(Duration::ofMinutes),
        Optional.ofNullable(sessionHours).map(Duration::ofHours));
  }
}
