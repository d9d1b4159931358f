package dev.trellis.metadata.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * A transaction of one tenant.
 *
 * <p>A statement is <b>sent when the method is called</b>, not when its {@code Uni} is subscribed
 * to: several calls in a row travel to the database together (pipelined) and run in that order, so
 * a save of ten statements costs two or three round trips. The result can be awaited later, or not
 * at all: a statement that failed makes the commit fail with its error.
 */
public final class Tx {
  private final SqlConnection connection;
  private final int tenantId;
  private volatile Throwable failure;

  Tx(SqlConnection connection, int tenantId) {
    this.connection = connection;
    this.tenantId = tenantId;
  }

  public int tenantId() {
    return tenantId;
  }

  /** Sends a statement with {@code $1 …} parameters; it is prepared once per connection. */
  public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
    return watched(connection.preparedQuery(sql).execute(parameters));
  }

  public Uni<RowSet<Row>> send(Statement statement) {
    return query(statement.sql(), statement.parameters());
  }

  public Uni<RowSet<Row>> query(String sql) {
    return watched(connection.preparedQuery(sql).execute());
  }

  /** Sends one statement for each tuple, in one message. */
  public Uni<RowSet<Row>> batch(String sql, List<Tuple> parameters) {
    return watched(connection.preparedQuery(sql).executeBatch(parameters));
  }

  /**
   * The connection of this transaction, for the few who need cursors. Never commit, roll back or
   * close it.
   */
  public SqlConnection connection() {
    return connection;
  }

  Throwable failure() {
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
