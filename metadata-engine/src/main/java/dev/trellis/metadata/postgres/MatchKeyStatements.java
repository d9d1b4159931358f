package dev.trellis.metadata.postgres;

import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The statements of the keys that records are compared by for duplicates. */
public final class MatchKeyStatements {
  /** Records that share one key; a key that more have tells nothing. */
  private static final int MAX_PER_KEY = 50;

  private static final String PUT =
      """
      INSERT INTO match_key (tenant_id, object_id, rule, key, record_id)
      SELECT $1, $2, u.rule, u.key, u.record_id
      FROM unnest($3::text[], $4::text[], $5::uuid[]) AS u(rule, key, record_id)
      ON CONFLICT DO NOTHING""";
  private static final String DELETE =
      "DELETE FROM match_key WHERE tenant_id = $1 AND object_id = $2 AND record_id = ANY($3)";
  private static final String DELETE_RULE =
      "DELETE FROM match_key WHERE tenant_id = $1 AND object_id = $2 AND rule = $3";
  private static final String CANDIDATES =
      "SELECT q.key, m.record_id FROM unnest($4::text[]) AS q(key) CROSS JOIN LATERAL"
          + " (SELECT record_id FROM match_key WHERE tenant_id = $1 AND object_id = $2"
          + " AND rule = $3 AND key = q.key LIMIT "
          + MAX_PER_KEY
          + ") AS m";

  private MatchKeyStatements() {}

  /** One key of one record under one rule. */
  public record Key(String rule, String key, UUID recordId) {}

  public static Statement put(int tenantId, int objectId, List<Key> keys) {
    return new Statement(
        PUT,
        Tuple.tuple()
            .addValue(tenantId)
            .addValue(objectId)
            .addValue(keys.stream().map(Key::rule).toArray(String[]::new))
            .addValue(keys.stream().map(Key::key).toArray(String[]::new))
            .addValue(keys.stream().map(Key::recordId).toArray(UUID[]::new)));
  }

  public static Statement delete(int tenantId, int objectId, Collection<UUID> ids) {
    return new Statement(
        DELETE,
        Tuple.tuple().addValue(tenantId).addValue(objectId).addValue(ids.toArray(UUID[]::new)));
  }

  public static Statement deleteRule(int tenantId, int objectId, String rule) {
    return new Statement(DELETE_RULE, Tuple.of(tenantId, objectId, rule));
  }

  /** Answers {@code key, record_id}. */
  public static Statement candidates(
      int tenantId, int objectId, String rule, Collection<String> keys) {
    return new Statement(
        CANDIDATES,
        Tuple.tuple()
            .addValue(tenantId)
            .addValue(objectId)
            .addValue(rule)
            .addValue(keys.toArray(String[]::new)));
  }
}
