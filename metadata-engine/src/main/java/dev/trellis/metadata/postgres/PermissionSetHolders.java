package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A permission set that somebody holds is in use: were it deleted, a later one of the same name
 * would be theirs unasked.
 */
final class PermissionSetHolders {
  private static final int MAX_LISTED = 100;
  private static final String HOLDERS =
      """
      SELECT p.permission_set, 'user ' || u.username FROM user_permission_set AS p
      JOIN app_user AS u ON u.tenant_id = p.tenant_id AND u.id = p.user_id
      WHERE p.tenant_id = $1 AND p.permission_set = ANY($2)
      UNION ALL
      SELECT p.permission_set, 'api_key ' || k.name FROM api_key_permission_set AS p
      JOIN api_key AS k ON k.tenant_id = p.tenant_id AND k.id = p.api_key_id AND k.revoked_at IS NULL
      WHERE p.tenant_id = $1 AND p.permission_set = ANY($2)
      ORDER BY 1, 2
      """;

  private PermissionSetHolders() {}

  /** Fails with {@code in_use} when a set that the change set deletes is held. */
  static Uni<Void> refuseHeld(Tx tx, ChangeSet changeSet) {
    Map<String, String> pointers = new LinkedHashMap<>();
    for (int i = 0; i < changeSet.deletions().size(); i++) {
      ComponentKey key = changeSet.deletions().get(i);
      if (key.kind() == Kind.PERMISSION_SET) {
        pointers.put(key.name(), "/deletions/" + i);
      }
    }
    if (pointers.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return tx.query(
            HOLDERS, Tuple.of(tx.tenantId()).addValue(pointers.keySet().toArray(String[]::new)))
        .invoke(
            rows -> {
              Map<String, List<String>> holders = new LinkedHashMap<>();
              for (Row row : rows) {
                holders
                    .computeIfAbsent(row.getString(0), _ -> new ArrayList<>())
                    .add(row.getString(1));
              }
              if (!holders.isEmpty()) {
                throw PlatformException.invalid(violations(holders, pointers));
              }
            })
        .replaceWithVoid();
  }

  private static List<Violation> violations(
      Map<String, List<String>> holders, Map<String, String> pointers) {
    var violations = new ArrayList<Violation>();
    holders.forEach(
        (set, users) ->
            violations.add(
                Violation.of(
                    pointers.get(set),
                    "in_use",
                    "component",
                    Kind.PERMISSION_SET.wire() + " " + set,
                    "users",
                    users.stream().limit(MAX_LISTED).toList(),
                    "count",
                    users.size())));
    return violations;
  }
}
