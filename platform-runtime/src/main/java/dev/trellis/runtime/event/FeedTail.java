package dev.trellis.runtime.event;

import dev.trellis.metadata.postgres.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what is new at the end of one tenant's change feed, each entry once and as soon as it is
 * committed. Transactions end in another order than they begin in, so beside the point up to which
 * everything has ended it remembers what it has read beyond. One reading at a time.
 */
final class FeedTail {
  static final int PAGE = 500;

  /**
   * While one transaction runs for hours, what others do must not fill the memory; then what that
   * one did goes untold.
   */
  private static final int MAX_BEYOND = 5_000;

  private static final String HORIZON =
      "(SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon) AS now";
  private static final String START =
      "SELECT now.horizon, c.xact, c.position FROM "
          + HORIZON
          + " LEFT JOIN change_log AS c ON c.tenant_id = $1 AND c.xact >= now.horizon";
  private static final String NEW =
      "SELECT now.horizon, c.xact, c.position, c.object_id, c.action, c.ids FROM "
          + HORIZON
          + " LEFT JOIN (SELECT * FROM change_log WHERE tenant_id = $1 AND xact > $2"
          + " AND position <> ALL($3) ORDER BY xact, position LIMIT "
          + PAGE
          + ") AS c ON true ORDER BY c.xact, c.position";
  private static final String SINCE =
      "SELECT xact, position, object_id, action, ids FROM change_log"
          + " WHERE tenant_id = $1 AND (xact, position) > ($2, $3) ORDER BY xact, position LIMIT "
          + PAGE;

  private final Database database;
  private final int tenantId;

  /** All of this transaction, and of those before it, has been read. */
  private long settled;

  /** Transactions by the positions of their entries. */
  private final Map<Long, Long> beyond = new HashMap<>();

  FeedTail(Database database, int tenantId) {
    this.database = database;
    this.tenantId = tenantId;
  }

  /** Where to go on after everything that has been read. */
  FeedPosition position() {
    return FeedPosition.endOf(settled);
  }

  /** Passes over everything that is committed now. */
  Uni<Void> start() {
    return query(START, Tuple.of(tenantId)).invoke(this::pass).replaceWithVoid();
  }

  private void pass(RowSet<Row> rows) {
    for (Row row : rows) {
      settled = row.getLong("horizon") - 1;
      if (row.getLong("position") != null) {
        beyond.put(row.getLong("position"), row.getLong("xact"));
      }
    }
  }

  /** What is new, in order; a full page means that there is more. */
  Uni<List<LiveEvent.Change>> read() {
    Long[] known = beyond.keySet().toArray(Long[]::new);
    return query(NEW, Tuple.of(tenantId, settled, known)).map(this::take);
  }

  private List<LiveEvent.Change> take(RowSet<Row> rows) {
    var found = new ArrayList<Row>(rows.size());
    long ended = settled;
    for (Row row : rows) {
      ended = row.getLong("horizon") - 1;
      if (row.getLong("xact") != null) {
        found.add(row);
        beyond.put(row.getLong("position"), row.getLong("xact"));
      }
    }
    if (found.size() == PAGE) {
      // More of it may have ended, and is not read yet.
      ended = Math.min(ended, found.getLast().getLong("xact") - 1);
    }
    settleAt(Math.max(settled, ended));
    return found.stream().map(this::change).toList();
  }

  private void settleAt(long xact) {
    settled = xact;
    beyond.values().removeIf(other -> other <= settled);
    if (beyond.size() > MAX_BEYOND) {
      settled = beyond.values().stream().mapToLong(Long::longValue).max().orElse(settled);
      beyond.clear();
    }
  }

  /** What has been read and is behind a position, in order; a full page may not be all. */
  Uni<List<LiveEvent.Change>> since(FeedPosition from) {
    return query(SINCE, Tuple.of(tenantId, from.xact(), from.position()))
        .map(
            rows -> {
              var changes = new ArrayList<LiveEvent.Change>(rows.size());
              for (Row row : rows) {
                if (row.getLong("xact") <= settled || beyond.containsKey(row.getLong("position"))) {
                  changes.add(change(row));
                }
              }
              return changes;
            });
  }

  private LiveEvent.Change change(Row row) {
    var own = new FeedPosition(row.getLong("xact"), row.getLong("position"));
    return new LiveEvent.Change(
        own.compareTo(position()) < 0 ? own : position(),
        row.getInteger("object_id"),
        row.getString("action"),
        List.of(row.getArrayOfUUIDs("ids")));
  }

  private Uni<RowSet<Row>> query(String sql, Tuple parameters) {
    return database.transaction(
        tenantId, Database.Mode.READ, null, tx -> tx.query(sql, parameters));
  }
}
