package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.UuidV7;
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

  private final UuidV7 ids;
  private final Clock clock;

  LoginHistory(UuidV7 ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  Uni<Void> add(Tx tx, @Nullable UUID userId, String username, String outcome, Client client) {
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
