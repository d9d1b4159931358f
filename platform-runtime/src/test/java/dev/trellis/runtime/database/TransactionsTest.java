package dev.trellis.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Pools;
import dev.trellis.metadata.postgres.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of the work, its connection goes back to the pool, and without a transaction.
 */
class TransactionsTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int NOBODY = 999_999_002;

  private static final Vertx VERTX = Vertx.vertx();
  private static Database database;

  @BeforeAll
  static void open() {
    var app = TestDatabase.start().app();
    Pool pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(app.reactiveUrl())
                    .setUser(app.user())
                    .setPassword(app.password()))
            .with(new PoolOptions().setMaxSize(1))
            .using(VERTX)
            .build();
    database = new Database(Pools.of(pool));
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void anErrorAtTheStartOfTheWorkLeavesNoConnectionBehind() {
    assertGivenBack(
        _ -> {
          throw new StackOverflowError();
        });
  }

  @Test
  void anErrorInTheMidstOfTheWorkLeavesNoConnectionBehind() {
    assertGivenBack(
        tx ->
            tx.query("SELECT 1", Tuple.tuple())
                .map(
                    _ -> {
                      throw new StackOverflowError();
                    }));
  }

  /** The pool has one connection: the next transaction gets it or waits for ever. */
  private static void assertGivenBack(Function<Tx, Uni<Object>> work) {
    assertThatThrownBy(
            () ->
                database
                    .transaction(NOBODY, Database.Mode.NO_COUNTERS, null, work)
                    .await()
                    .atMost(SOON))
        .hasStackTraceContaining("StackOverflowError");
    assertThat(tenantOfTheNextTransaction()).isEqualTo(Integer.toString(NOBODY + 1));
  }

  private static String tenantOfTheNextTransaction() {
    return database
        .transaction(
            NOBODY + 1,
            Database.Mode.NO_COUNTERS,
            null,
            tx ->
                tx.query("SELECT current_setting('app.tenant')", Tuple.tuple())
                    .map(rows -> rows.iterator().next().getString(0)))
        .await()
        .atMost(SOON);
  }
}
