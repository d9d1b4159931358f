package dev.trellis.runtime.search;

import dev.trellis.metadata.postgres.Futures;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Merges what was indexed lately, shortly after it was, so that no search and no save pays for it.
 */
@ApplicationScoped
class SearchSettling {
  private final Pool pool;
  private final AtomicBoolean isUnsettled = new AtomicBoolean();

  SearchSettling(Pool pool) {
    this.pool = pool;
  }

  void indexed() {
    isUnsettled.set(true);
  }

  @Scheduled(every = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> settle() {
    if (!isUnsettled.getAndSet(false)) {
      return Uni.createFrom().voidItem();
    }
    return Futures.toUni(pool.query("SELECT settle_search()").execute())
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(
            error -> {
              // PostgreSQL does it itself when the list is full, or when it vacuums.
              Log.debug("The search index could not be settled", error);
              return Uni.createFrom().voidItem();
            });
  }
}
