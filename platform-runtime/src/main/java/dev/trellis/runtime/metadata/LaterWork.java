package dev.trellis.runtime.metadata;

import dev.trellis.metadata.postgres.IndexBuilds;
import dev.trellis.metadata.postgres.RollupBuilds;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Fills new indexes and roll-ups of large objects behind the change that asked for them. */
@ApplicationScoped
class LaterWork {
  private final IndexBuilds indexes;
  private final RollupBuilds rollups;

  LaterWork(IndexBuilds indexes, RollupBuilds rollups) {
    this.indexes = indexes;
    this.rollups = rollups;
  }

  /** Begins, or goes on; nobody waits. What fails here is taken up again by the next sweep. */
  void start(int tenantId) {
    run(tenantId)
        .subscribe()
        .with(
            steps -> {
              if (steps > 0) {
                Log.infof("tenant %d: %d indexes and parts of roll-ups filled", tenantId, steps);
              }
            },
            failure -> Log.warnf(failure, "tenant %d: index or roll-up not filled", tenantId));
  }

  /** Yields how many steps it took. */
  Uni<Integer> run(int tenantId) {
    return indexes
        .run(tenantId)
        .chain(filled -> rollups.run(tenantId).map(gathered -> filled + gathered));
  }
}
