package dev.trellis.runtime.search;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Pools;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.database.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The test database, seen as the application role sees it. */
final class SearchDatabase implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final Database database;

  SearchDatabase(int... tenants) {
    var app = TestDatabase.start().app();
    pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(app.reactiveUrl())
                    .setUser(app.user())
                    .setPassword(app.password()))
            .using(vertx)
            .build();
    database = new Database(Pools.of(pool));
    for (int tenant : tenants) {
      pool.preparedQuery(
              "INSERT INTO tenant (id, address, company, locale, time_zone, currency, partition)"
                  + " VALUES ($1, $2, 'Test', 'en', 'UTC', 'EUR', 0)")
          .execute(Tuple.of(tenant, "search-" + tenant))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  List<Row> in(int tenant, Function<Tx, Uni<RowSet<Row>>> work) {
    return database
        .transaction(tenant, Database.Mode.READ, null, work)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
        .await()
        .indefinitely();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
