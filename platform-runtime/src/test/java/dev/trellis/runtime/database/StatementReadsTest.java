package dev.trellis.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.metadata.postgres.Counters;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Pools;
import dev.trellis.metadata.postgres.StaleSnapshotException;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads without a transaction see just what one with a tenant would, and are never out of date. */
class StatementReadsTest {
  private static final int TENANT = 771_001;
  private static final int NEIGHBOUR = 771_002;
  private static final Counters CURRENT = new Counters(0, 0);
  private static final String NUMBERS =
      "SELECT tenant_id, object_id AS n, object_id AS n FROM auto_number WHERE tenant_id IN ($1, $2)"
          + " ORDER BY object_id DESC LIMIT 10";

  private static final Vertx VERTX = Vertx.vertx();
  private static Pool pool;
  private static Database database;

  @BeforeAll
  static void open() {
    var app = TestDatabase.start().app();
    pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(app.reactiveUrl())
                    .setUser(app.user())
                    .setPassword(app.password()))
            .using(VERTX)
            .build();
    database = new Database(Pools.of(pool));
    for (int tenant : new int[] {TENANT, NEIGHBOUR}) {
      run(
          "INSERT INTO tenant (id, address, company, locale, time_zone, currency, partition)"
              + " VALUES ($1, $2, 'Test', 'en', 'UTC', 'EUR', 0)",
          Tuple.of(tenant, "reads-" + tenant));
      await(
          database.transaction(
              tenant,
              Database.Mode.READ,
              null,
              tx ->
                  tx.query(
                      "INSERT INTO auto_number SELECT $1, n, 1, 1 FROM generate_series(1, 40) n",
                      Tuple.of(tenant))));
    }
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void rowsAreThoseOfTheTenantAndInTheirOrder() {
    List<Integer> numbers = new ArrayList<>();
    for (Row row : read(CURRENT, tx -> tx.query(NUMBERS, Tuple.of(TENANT, NEIGHBOUR)))) {
      assertThat(row.getInteger("tenant_id")).isEqualTo(TENANT);
      assertThat(row.getInteger(1)).isEqualTo(row.getInteger(2));
      numbers.add(row.getInteger(1));
    }
    assertThat(numbers).containsExactly(40, 39, 38, 37, 36, 35, 34, 33, 32, 31);
    RowSet<Row> planned = read(CURRENT, tx -> tx.planned(NUMBERS, Tuple.of(TENANT, NEIGHBOUR)));
    assertThat(planned.size()).isEqualTo(10);
  }

  @Test
  void theTenantIsForgottenWithTheStatement() {
    read(CURRENT, tx -> tx.query(NUMBERS, Tuple.of(TENANT, NEIGHBOUR)));
    assertThat(run(NUMBERS, Tuple.of(TENANT, NEIGHBOUR)).size()).isZero();
  }

  @Test
  void whatIsOutOfDateIsSaidWithRowsWithoutAndWithoutAStatement() {
    var old = new Counters(7, 0);
    assertStale(() -> read(old, tx -> tx.query(NUMBERS, Tuple.of(TENANT, NEIGHBOUR))));
    assertStale(() -> read(old, tx -> tx.query(NUMBERS, Tuple.of(-1, -1))));
    assertStale(() -> read(old, _ -> Uni.createFrom().item("answered from memory")));
    assertStale(() -> read(old, _ -> Uni.createFrom().failure(PlatformException.notFound())));
    assertStale(
        () ->
            read(
                old,
                _ -> {
                  throw PlatformException.notFound();
                }));
  }

  @Test
  void aFailureOfTheWorkIsAnsweredWhenNothingHasChanged() {
    assertThatThrownBy(
            () -> read(CURRENT, _ -> Uni.createFrom().failure(PlatformException.notFound())))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void anErrorOfTheWorkIsAnswered() {
    assertThatThrownBy(
            () ->
                read(
                    CURRENT,
                    _ -> {
                      throw new StackOverflowError();
                    }))
        .hasStackTraceContaining("StackOverflowError");
  }

  @Test
  void aTenantThatIsNotThereIsNobody() {
    assertThatThrownBy(
            () ->
                await(
                    database.reading(
                        999_999_001,
                        CURRENT,
                        tx -> tx.query(NUMBERS, Tuple.of(TENANT, NEIGHBOUR)))))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
  }

  private static void assertStale(Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            StaleSnapshotException.class, e -> assertThat(e.current()).isEqualTo(CURRENT));
  }

  private static <T> T read(@Nullable Counters expected, Function<Tx, Uni<T>> work) {
    return await(database.reading(TENANT, expected, work));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().indefinitely();
  }

  private static RowSet<Row> run(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
