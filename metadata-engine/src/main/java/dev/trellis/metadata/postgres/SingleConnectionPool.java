package dev.trellis.metadata.postgres;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * Lends one connection that somebody else owns: the shape in which Hibernate Reactive wants it. It
 * opens and closes nothing.
 */
final class SingleConnectionPool implements Pool {
  private final SqlConnection connection;

  SingleConnectionPool(SqlConnection connection) {
    this.connection = connection;
  }

  @Override
  public Future<SqlConnection> getConnection() {
    return Future.succeededFuture(connection);
  }

  @Override
  public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
    getConnection().onComplete(handler);
  }

  @Override
  public Query<RowSet<Row>> query(String sql) {
    return connection.query(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
    return connection.preparedQuery(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
    return connection.preparedQuery(sql, options);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  @Override
  public void close(Handler<AsyncResult<Void>> handler) {
    close().onComplete(handler);
  }

  @Override
  public Pool connectHandler(Handler<SqlConnection> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Pool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int size() {
    return 1;
  }
}
