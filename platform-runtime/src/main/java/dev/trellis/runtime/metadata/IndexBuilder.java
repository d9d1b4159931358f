package dev.trellis.runtime.metadata;

import dev.trellis.metadata.postgres.IndexBuilds;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;

/** Fills new indexes of large objects behind the change that asked for them. */
@ApplicationScoped
class IndexBuilder {
  private final IndexBuilds builds;

  IndexBuilder(IndexBuilds builds) {
    this.builds = builds;
  }

  /** Begins, or goes on; nobody waits. What fails here is taken up again by the next sweep. */
  void start(int tenantId) {
    builds
        .run(tenantId)
        .subscribe()
        .with(
            built -> {
              if (built > 0) {
                Log.infof("tenant %d: %d indexes filled", tenantId, built);
              }
            },
            failure -> Log.warnf(failure, "tenant %d: index not filled", tenantId));
  }
}
