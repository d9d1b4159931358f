package dev.trellis.runtime.database;

import dev.trellis.metadata.postgres.ChangeSets;
import dev.trellis.metadata.postgres.ControlTransaction;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.IndexBuilds;
import dev.trellis.metadata.postgres.Models;
import dev.trellis.metadata.postgres.RollupBuilds;
import dev.trellis.metadata.postgres.Wiping;
import dev.trellis.metadata.query.CursorCodec;
import dev.trellis.metadata.query.QueryPlanner;
import dev.trellis.metadata.query.TextSearch;
import dev.trellis.metadata.record.UuidV7;
import io.quarkus.runtime.Startup;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.reactive.mutiny.Mutiny;

/** The engine's doors to the database, and the clock, as beans. */
class DatabaseBeans {
  @Produces
  @Singleton
  Database database(LoopPools pools) {
    return new Database(pools);
  }

  @Produces
  @Singleton
  ControlTransaction controlTransaction(Database database, Mutiny.SessionFactory sessions) {
    return new ControlTransaction(database, sessions);
  }

  @Produces
  @Singleton
  Models models(Database database) {
    return new Models(database);
  }

  @Produces
  @Singleton
  ChangeSets changeSets(Models models) {
    return new ChangeSets(models);
  }

  @Produces
  @Singleton
  IndexBuilds indexBuilds(Database database, Models models, Clock clock) {
    return new IndexBuilds(database, models, clock);
  }

  @Produces
  @Singleton
  RollupBuilds rollupBuilds(Database database, Models models, Clock clock) {
    return new RollupBuilds(database, models, clock);
  }

  @Produces
  @Singleton
  Wiping wiping(Database database, Clock clock) {
    return new Wiping(database, clock);
  }

  /** Made at the start, where waiting for the key blocks nobody. */
  @Produces
  @Singleton
  @Startup
  CursorCodec cursors(Pool pool) {
    var rows =
        pool.query("SELECT cursor_key FROM installation")
            .execute()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return new CursorCodec(rows.iterator().next().getBuffer(0).getBytes());
  }

  @Produces
  @Singleton
  QueryPlanner queryPlanner(TextSearch search, CursorCodec cursors) {
    return new QueryPlanner(search, cursors);
  }

  @Produces
  @Singleton
  Clock clock() {
    // PostgreSQL keeps microseconds: what is answered must be what will be read.
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }

  @Produces
  @Singleton
  UuidV7 ids() {
    return new UuidV7();
  }
}
