package dev.trellis.metadata.postgres;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The data plane's door to PostgreSQL: transactions with a tenant.
 *
 * <p>Each begins with {@code BEGIN} and a statement that sets the tenant for row-level security and
 * reads the tenant's {@link Counters}; both are pipelined with the first statements of the work, so
 * they cost no round trip. When the counters are not those of the model and caller that the work
 * was planned with, the transaction rolls back with {@link StaleSnapshotException}: no request is
 * ever answered from, and no record ever written under, metadata that has been replaced.
 */
public final class Database {
  /**
   * First key of the advisory lock that record writers share and change sets take alone; the second
   * is the tenant.
   */
  public static final int TENANT_LOCK = 0x7e115;

  private static final String COUNTERS = "revision, security_epoch FROM tenant WHERE id = $2";
  private static final String ENTER = "SELECT set_config('app.tenant', $1, true), " + COUNTERS;
  private static final String ENTER_ONLY = "SELECT set_config('app.tenant', $1, true)";
  private static final String ENTER_TO_WRITE =
      "SELECT revision, security_epoch FROM enter_to_write($1, $2)";

  /** Converting the values of a large object takes as long as it takes. */
  private static final String ENTER_TO_CHANGE =
      "SELECT set_config('app.tenant', $1, true), set_config('statement_timeout', '0', true),"
          + " pg_advisory_xact_lock($2, $3)";

  private static final String READ_COUNTERS =
      "SELECT revision, security_epoch FROM tenant WHERE id = $1";

  private final Pools pools;

  public Database(Pools pools) {
    this.pools = pools;
  }

  /** How a transaction is begun. */
  public enum Mode {
    /** Reads. */
    READ,
    /** Writes; holds off change sets of the tenant until it ends. */
    WRITE,
    /** Changes metadata; has the tenant to itself until it ends. */
    CHANGE,
    /** Sets the tenant and asks nothing of it: its row may not be there (yet). */
    NO_COUNTERS
  }

  /**
   * Runs work in a transaction: commits when its {@code Uni} yields, rolls back when it fails.
   *
   * <p>Cancelling the returned {@code Uni} does not cancel the work: a connection never goes back
   * to the pool inside a transaction.
   *
   * @param expected what the caller's model and rights were read at; null for work that depends on
   *     neither
   */
  public <T> Uni<T> transaction(
      int tenantId, Mode mode, @Nullable Counters expected, Function<Tx, Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                pools
                    .usual()
                    .getConnection()
                    .compose(connection -> run(connection, tenantId, mode, expected, work))
                    .onComplete(emitter::complete, failure -> fail(emitter, failure)));
  }

  /**
   * Runs work that reads and no more, each statement for itself: see {@link StatementReads}. It
   * fails with {@link StaleSnapshotException} as transactions do, also when the work itself fails
   * or asks nothing.
   */
  public <T> Uni<T> reading(int tenantId, @Nullable Counters expected, Function<Tx, Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              var reads = new StatementReads(pools, tenantId, expected);
              started(work, reads)
                  .subscribe()
                  .with(
                      result ->
                          reads.prove(
                              () -> emitter.complete(result), stale -> fail(emitter, stale)),
                      failure -> {
                        if (failure instanceof StaleSnapshotException) {
                          emitter.fail(failure);
                        } else {
                          reads.prove(() -> fail(emitter, failure), stale -> fail(emitter, stale));
                        }
                      });
            });
  }

  /** Errors too: whatever work throws, its connection must go back to the pool. */
  private static <T> Uni<T> started(Function<Tx, Uni<T>> work, Tx tx) {
    return Uni.createFrom().deferred(() -> work.apply(tx));
  }

  private static void fail(UniEmitter<?> emitter, Throwable failure) {
    emitter.fail(DatabaseErrors.translate(failure));
  }

  private <T> Future<T> run(
      SqlConnection connection,
      int tenantId,
      Mode mode,
      @Nullable Counters expected,
      Function<Tx, Uni<T>> work) {
    var tx = new OpenTransaction(connection, tenantId);
    connection.query("BEGIN").execute();
    Future<Counters> counters = enter(connection, tenantId, mode);
    Future<T> outcome = Future.fromCompletionStage(started(work, tx).subscribeAsCompletionStage());
    return Future.join(counters, outcome)
        .transform(
            joined -> {
              if (counters.failed()) {
                return rollback(connection, counters.cause());
              }
              if (expected != null && !expected.equals(counters.result())) {
                return rollback(connection, new StaleSnapshotException(counters.result()));
              }
              if (outcome.failed()) {
                return rollback(
                    connection,
                    tx.failure() == null ? outcome.cause() : cause(outcome.cause(), tx.failure()));
              }
              return commit(connection, tx, outcome.result());
            });
  }

  /** An "aborted transaction" error is only the echo of the first failure. */
  private static Throwable cause(Throwable outcome, Throwable first) {
    return DatabaseErrors.isAbortedTransaction(outcome) ? first : outcome;
  }

  private static Future<Counters> enter(SqlConnection connection, int tenantId, Mode mode) {
    String tenant = Integer.toString(tenantId);
    return switch (mode) {
      case READ ->
          connection.preparedQuery(ENTER).execute(Tuple.of(tenant, tenantId)).map(Counters::of);
      case WRITE ->
          connection
              .preparedQuery(ENTER_TO_WRITE)
              .execute(Tuple.of(tenantId, TENANT_LOCK))
              .map(Counters::of);
      case CHANGE -> enterToChange(connection, tenantId);
      case NO_COUNTERS ->
          connection.preparedQuery(ENTER_ONLY).execute(Tuple.of(tenant)).map(new Counters(0, 0));
    };
  }

  private static Future<Counters> enterToChange(SqlConnection connection, int tenantId) {
    connection
        .preparedQuery(ENTER_TO_CHANGE)
        .execute(Tuple.of(Integer.toString(tenantId), TENANT_LOCK, tenantId));
    // A statement of its own: its snapshot must be taken after the lock was had.
    return connection.preparedQuery(READ_COUNTERS).execute(Tuple.of(tenantId)).map(Counters::of);
  }

  private static <T> Future<T> commit(SqlConnection connection, OpenTransaction tx, T result) {
    return connection
        .query("COMMIT")
        .execute()
        .transform(
            committed -> {
              connection.close();
              if (committed.failed()) {
                return Future.failedFuture(committed.cause());
              }
              // COMMIT of an aborted transaction reports success and rolls back.
              if (tx.failure() != null) {
                return Future.failedFuture(tx.failure());
              }
              tx.committed();
              return Future.succeededFuture(result);
            });
  }

  private static <T> Future<T> rollback(SqlConnection connection, Throwable cause) {
    return connection
        .query("ROLLBACK")
        .execute()
        .transform(
            rolledBack -> {
              connection.close();
              return Future.failedFuture(cause);
            });
  }
}
