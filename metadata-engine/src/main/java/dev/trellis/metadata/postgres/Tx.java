package dev.trellis.metadata.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * What sends statements for one tenant: a transaction, or a {@linkplain StatementReads reader}
 * whose statements are transactions of their own.
 *
 * <p>A statement is <b>sent when the method is called</b>, not when its {@code Uni} is subscribed
 * to: several calls in a row travel to the database together (pipelined) and run in that order, so
 * a save of ten statements costs two or three round trips. The result can be awaited later, or not
 * at all: in a transaction a statement that failed makes the commit fail with its error.
 */
public abstract sealed class Tx permits OpenTransaction, StatementReads {
  private final int tenantId;

  Tx(int tenantId) {
    this.tenantId = tenantId;
  }

  public final int tenantId() {
    return tenantId;
  }

  /** Sends a statement with {@code $1 …} parameters; it is prepared once per connection. */
  public abstract Uni<RowSet<Row>> query(String sql, Tuple parameters);

  public final Uni<RowSet<Row>> send(Statement statement) {
    return query(statement.sql(), statement.parameters());
  }

  public final Uni<RowSet<Row>> query(String sql) {
    return query(sql, Tuple.tuple());
  }

  /**
   * As {@link #query(String, Tuple)}, and PostgreSQL plans it with these values instead of once for
   * all.
   */
  public abstract Uni<RowSet<Row>> planned(String sql, Tuple parameters);

  /** Sends one statement for each tuple, in one message; in a transaction only. */
  public abstract Uni<RowSet<Row>> batch(String sql, List<Tuple> parameters);

  /**
   * Frees what follows in this transaction from the limit of time that statements have: for work
   * that nobody waits for.
   */
  public final void takeYourTime() {
    query("SET LOCAL statement_timeout = 0");
  }

  /** Runs once the transaction has been committed, and not at all otherwise. */
  public abstract void afterCommit(Runnable action);

  /**
   * The connection of this transaction, for the few who need cursors. Never commit, roll back or
   * close it.
   */
  public abstract SqlConnection connection();
}
