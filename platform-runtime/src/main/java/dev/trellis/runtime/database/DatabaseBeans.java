package dev.trellis.runtime.database;

import dev.trellis.metadata.postgres.ControlTransaction;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.record.UuidV7;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;

/** The engine's doors to the database, and the clock, as beans. */
class DatabaseBeans {
  @Produces
  @Singleton
  Database database(Pool pool) {
    return new Database(pool);
  }

  @Produces
  @Singleton
  ControlTransaction controlTransaction(Database database, Mutiny.SessionFactory sessions) {
    return new ControlTransaction(database, sessions);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  UuidV7 ids() {
    return new UuidV7();
  }
}
