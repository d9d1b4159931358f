package dev.trellis.metadata.postgres;

import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Sharing rules name users. Were one of them renamed, whoever takes the name later would see what
 * was opened to the first.
 */
public final class SharingRuleNames {
  private static final String NAMING =
      """
      SELECT name FROM component WHERE tenant_id = $1 AND kind = 'sharing_rule' AND (
        document::jsonb -> 'shared_with' @> jsonb_build_array(jsonb_build_object('user', $2::text))
        OR document::jsonb -> 'owned_by' @> jsonb_build_array(jsonb_build_object('user', $2::text)))
      ORDER BY name
      """;

  private SharingRuleNames() {}

  /** Fails with {@code in_use} when a rule names the user. */
  public static Uni<Void> refuseNamed(Tx tx, String username) {
    return tx.query(NAMING, Tuple.of(tx.tenantId(), username))
        .invoke(
            rows -> {
              List<String> rules = new ArrayList<>();
              for (Row row : rows) {
                rules.add(Kind.SHARING_RULE.wire() + " " + row.getString(0));
              }
              if (!rules.isEmpty()) {
                throw PlatformException.of(
                    ErrorCode.IN_USE,
                    List.of(
                        Violation.of(
                            "/username",
                            "in_use",
                            "component",
                            "user " + username,
                            "users",
                            rules)));
              }
            })
        .replaceWithVoid();
  }
}
