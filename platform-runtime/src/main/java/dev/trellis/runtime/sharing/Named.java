package dev.trellis.runtime.sharing;

import dev.trellis.metadata.sharing.SharingRuleUses;
import dev.trellis.runtime.identity.SecurityEpoch;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.Grantee;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What roles and teams have in common: rules and shares name them. */
final class Named {
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
  private static final String FORGET_SHARES =
      "DELETE FROM record_share WHERE tenant_id = $1 AND grantee_id = $2";

  private Named() {}

  /** One change of them at a time. */
  static Uni<RowSet<Row>> lock(Work work, String what) {
    return work.tx().query(LOCK, Tuple.of(what + ":" + work.tenantId()));
  }

  static PlatformException taken() {
    return PlatformException.of(ErrorCode.DUPLICATE, List.of(Violation.of("/name", "duplicate")));
  }

  static PlatformException inUse(Violation violation) {
    return PlatformException.of(ErrorCode.IN_USE, List.of(violation));
  }

  /** Under another name a rule would open nothing, or something else. */
  static void refuseUsed(Work work, String what, String name, Set<Grantee.Type> types) {
    List<String> rules =
        SharingRuleUses.of(
            work.model(), grantee -> types.contains(grantee.type()) && grantee.name().equals(name));
    if (!rules.isEmpty()) {
      throw inUse(Violation.of("", "in_use", "component", what + " " + name, "users", rules));
    }
  }

  /**
   * @param delete takes the tenant and the id
   */
  static Uni<Void> remove(Work work, UUID id, String delete) {
    Tuple key = Tuple.of(work.tenantId(), id);
    return work.tx()
        .query(FORGET_SHARES, key)
        .chain(() -> work.tx().query(delete, key))
        .chain(() -> SecurityEpoch.raisePeople(work.tx()));
  }
}
