package dev.trellis.metadata.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction between {@code BEGIN} and {@code COMMIT} on one connection. */
final class OpenTransaction extends Tx {
  private static final String PLAN_WITH_VALUES = "SET LOCAL plan_cache_mode = force_custom_plan";

  private final SqlConnection connection;
  private final List<Runnable> afterCommit = new ArrayList<>(4);
  private volatile @Nullable Throwable failure;

  OpenTransaction(SqlConnection connection, int tenantId) {
    super(tenantId);
    this.connection = connection;
  }

  @Override
  public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
    return watched(connection.preparedQuery(sql).execute(parameters));
  }

  @Override
  public Uni<RowSet<Row>> planned(String sql, Tuple parameters) {
    query(PLAN_WITH_VALUES);
    return query(sql, parameters);
  }

  @Override
  public Uni<RowSet<Row>> batch(String sql, List<Tuple> parameters) {
    return watched(connection.preparedQuery(sql).executeBatch(parameters));
  }

  @Override
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }

  @Override
  public SqlConnection connection() {
    return connection;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  private Uni<RowSet<Row>> watched(Future<RowSet<Row>> sent) {
    sent.onFailure(
        error -> {
          // The first error is the cause; what follows only says that the transaction is aborted.
          if (failure == null) {
            failure = error;
          }
        });
    return Futures.toUni(sent);
  }
}
