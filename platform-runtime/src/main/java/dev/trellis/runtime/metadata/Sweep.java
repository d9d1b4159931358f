package dev.trellis.runtime.metadata;

import dev.trellis.metadata.postgres.Wiping;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Once an hour, tenant by tenant: what was left to be filled or emptied. */
@ApplicationScoped
class Sweep {
  private final Pool pool;
  private final LaterWork laterWork;
  private final Wiping wiping;

  Sweep(Pool pool, LaterWork laterWork, Wiping wiping) {
    this.pool = pool;
    this.laterWork = laterWork;
    this.wiping = wiping;
  }

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return Uni.createFrom()
        .completionStage(
            () -> pool.query("SELECT id FROM tenant ORDER BY id").execute().toCompletionStage())
        .map(
            rows -> {
              List<Integer> ids = new ArrayList<>(rows.size());
              for (Row row : rows) {
                ids.add(row.getInteger(0));
              }
              return ids;
            })
        .onItem()
        .transformToMulti(ids -> Multi.createFrom().iterable(ids))
        .onItem()
        .transformToUniAndConcatenate(this::tenant)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Integer> tenant(int tenantId) {
    return wiping
        .run(tenantId)
        .chain(wiped -> laterWork.run(tenantId).map(filled -> wiped + filled))
        .onFailure()
        .invoke(failure -> Log.warnf(failure, "tenant %d: sweep not finished", tenantId))
        .onFailure()
        .recoverWithItem(0);
  }
}
