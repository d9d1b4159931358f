package dev.trellis.metadata.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sharing rules name users, roles and teams, which are no components but have to be there. */
final class RuleGrantees {
  private static final String KNOWN =
      """
      SELECT 'user', username FROM app_user WHERE tenant_id = $1 AND username = ANY($2)
      UNION ALL SELECT 'role', name FROM role WHERE tenant_id = $1 AND name = ANY($2)
      UNION ALL SELECT 'team', name FROM team WHERE tenant_id = $1 AND name = ANY($2)
      """;
  private static final Map<String, String> TABLES =
      Map.of("user", "user", "role", "role", "role_and_below", "role", "team", "team");

  /**
   * @param type {@code user}, {@code role} or {@code team}
   */
  private record Named(String type, String name, String pointer) {}

  private RuleGrantees() {}

  /** Fails with a violation for each that is not there. */
  static Uni<Void> requireKnown(Tx tx, ChangeSet changeSet) {
    List<Named> named = named(changeSet);
    if (named.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String[] names = named.stream().map(Named::name).distinct().toArray(String[]::new);
    return tx.query(KNOWN, Tuple.of(tx.tenantId()).addValue(names))
        .invoke(
            rows -> {
              Set<List<String>> known = new HashSet<>();
              for (Row row : rows) {
                known.add(List.of(row.getString(0), row.getString(1)));
              }
              List<Violation> unknown =
                  named.stream()
                      .filter(one -> !known.contains(List.of(one.type(), one.name())))
                      .map(
                          one -> Violation.of(one.pointer(), "unknown_grantee", "name", one.name()))
                      .toList();
              if (!unknown.isEmpty()) {
                throw PlatformException.invalid(unknown);
              }
            })
        .replaceWithVoid();
  }

  private static List<Named> named(ChangeSet changeSet) {
    var named = new ArrayList<Named>();
    for (int i = 0; i < changeSet.components().size(); i++) {
      JsonNode document = changeSet.components().get(i);
      if (document.path("kind").asText().equals(Kind.SHARING_RULE.wire())) {
        for (String member : List.of("owned_by", "shared_with")) {
          JsonNode list = document.path(member);
          for (int j = 0; j < list.size(); j++) {
            String at = "/components/" + i + "/" + member + "/" + j;
            list.get(j)
                .properties()
                .forEach(
                    entry -> {
                      String type = TABLES.get(entry.getKey());
                      if (type != null) {
                        named.add(new Named(type, entry.getValue().asText(), at));
                      }
                    });
          }
        }
      }
    }
    return named;
  }
}
