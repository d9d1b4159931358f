package dev.trellis.runtime.audit;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far this node took the chains since it last anchored them. Nobody asks the database: a chain
 * that did not move needs no new anchor.
 */
@Singleton
public class ChainHeads {
  private final Map<Integer, ChainPoint> moved = new ConcurrentHashMap<>();
  private final AuditAnchors anchors;
  private final Clock clock;

  ChainHeads(AuditAnchors anchors, Clock clock) {
    this.anchors = anchors;
    this.clock = clock;
  }

  /** Commits may be heard of in another order than they happened. */
  void moved(int tenantId, ChainPoint point) {
    moved.merge(tenantId, point, (one, other) -> one.seq() > other.seq() ? one : other);
  }

  @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void anchor() {
    for (int tenantId : moved.keySet()) {
      ChainPoint point = moved.remove(tenantId);
      if (point != null) {
        anchor(tenantId, point);
      }
    }
  }

  void stop(@Observes ShutdownEvent event) {
    anchor();
  }

  private void anchor(int tenantId, ChainPoint point) {
    try {
      anchors.add(tenantId, point, clock.instant());
    } catch (UncheckedIOException e) {
      Log.errorf(e, "tenant %d: the audit log could not be anchored", tenantId);
      moved(tenantId, point);
    }
  }
}
