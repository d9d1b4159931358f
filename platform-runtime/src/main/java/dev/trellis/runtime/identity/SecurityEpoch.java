package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;

/** Tells every node that callers of a tenant have to be read again. */
public final class SecurityEpoch {
  private static final String RAISE =
      "UPDATE tenant SET security_epoch = security_epoch + 1 WHERE id = $1";

  private static final String RAISE_PEOPLE =
      "UPDATE tenant SET security_epoch = security_epoch + 1, people_epoch = people_epoch + 1"
          + " WHERE id = $1";

  private SecurityEpoch() {}

  /**
   * Belongs into each transaction that changes users, revokes sessions or keys, or changes
   * assignments.
   */
  public static Uni<Void> raise(Tx tx) {
    return tx.query(RAISE, Tuple.of(tx.tenantId())).replaceWithVoid();
  }

  /** The same where users, roles, teams or shares change: {@link Directories} are read again. */
  public static Uni<Void> raisePeople(Tx tx) {
    return tx.query(RAISE_PEOPLE, Tuple.of(tx.tenantId())).replaceWithVoid();
  }
}
