package dev.trellis.metadata.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads whose statements are transactions of their own. Each sets the tenant and reads the tenant's
 * {@link Counters} itself, so that a read is one message to the database and one back, where a
 * transaction needs five and two. Under READ COMMITTED statements of one transaction see different
 * snapshots anyway, so nothing is lost.
 */
final class StatementReads extends Tx {
  private static final String COUNTERS =
      "SELECT revision, security_epoch FROM tenant WHERE id = $1";

  private final Pools pools;
  private final @Nullable Counters expected;
  private volatile boolean proven;

  StatementReads(Pools pools, int tenantId, @Nullable Counters expected) {
    super(tenantId);
    this.pools = pools;
    this.expected = expected;
  }

  @Override
  public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
    return Futures.toUni(send(pools.usual(), sql, parameters));
  }

  @Override
  public Uni<RowSet<Row>> planned(String sql, Tuple parameters) {
    return Futures.toUni(send(pools.planning(), sql, parameters));
  }

  @Override
  public Uni<RowSet<Row>> batch(String sql, List<Tuple> parameters) {
    throw new IllegalStateException("batches need a transaction");
  }

  /** Nothing is committed, so it runs at once. */
  @Override
  public void afterCommit(Runnable action) {
    action.run();
  }

  @Override
  public SqlConnection connection() {
    throw new IllegalStateException("there is no transaction");
  }

  private Future<RowSet<Row>> send(Pool pool, String sql, Tuple parameters) {
    int given = parameters.size();
    Tuple all = Tuple.tuple();
    for (int i = 0; i < given; i++) {
      all.addValue(parameters.getValue(i));
    }
    all.addString(Integer.toString(tenantId())).addInteger(tenantId());
    return pool.preparedQuery(entered(sql, given)).execute(all).compose(this::checked);
  }

  /**
   * The statement within one that sets the tenant first:
   *
   * <pre>SELECT … → SELECT q.*, counters FROM (set the tenant) e, LATERAL (SELECT …) q</pre>
   *
   * That order is certain. {@code OFFSET 0} keeps both parts from being merged, and the second one
   * takes a value of the first, so it can only run within a loop over it. A loop over one row also
   * keeps the order of the rows.
   */
  private static String entered(String sql, int parameters) {
    return "SELECT q.*, e.revision, e.security_epoch FROM"
        + " (SELECT revision, security_epoch, set_config('app.tenant', $"
        + (parameters + 1)
        + ", true) AS entered FROM tenant WHERE id = $"
        + (parameters + 2)
        + " OFFSET 0) AS e, LATERAL (SELECT s.* FROM ("
        + sql
        + ") AS s WHERE e.entered <> '' OFFSET 0) AS q";
  }

  private Future<RowSet<Row>> checked(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return counters().map(rows);
    }
    Row row = rows.iterator().next();
    int last = row.size() - 1;
    return checked(new Counters(row.getLong(last - 1), row.getLong(last))).map(rows);
  }

  private Future<Void> checked(Counters found) {
    if (expected != null && !expected.equals(found)) {
      return Future.failedFuture(new StaleSnapshotException(found));
    }
    proven = true;
    return Future.succeededFuture();
  }

  /** Asks for the counters alone, unless a row has brought them before. */
  void prove(Runnable proved, Consumer<Throwable> failed) {
    if (proven) {
      proved.run();
    } else {
      counters().onComplete(_ -> proved.run(), failed::accept);
    }
  }

  private Future<Void> counters() {
    return pools
        .usual()
        .preparedQuery(COUNTERS)
        .execute(Tuple.of(tenantId()))
        .compose(rows -> checked(Counters.of(rows)));
  }
}
