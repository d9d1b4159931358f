package dev.trellis.runtime.record;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Committed changes of this node, for whoever listens on it. Says that something changed, never
 * what it now is.
 */
@ApplicationScoped
public class ChangeEvents {
  /**
   * @param action {@code created}, {@code updated}, {@code deleted} or {@code restored}
   */
  public record Event(int tenantId, String object, String action, List<UUID> ids) {}

  private final BroadcastProcessor<Event> events = BroadcastProcessor.create();

  public void publish(Event event) {
    events.onNext(event);
  }

  /**
   * Without memory: only what is committed from now on. A slow listener loses the oldest events,
   * not the connection.
   */
  public Multi<Event> of(int tenantId) {
    return events
        .select()
        .where(event -> event.tenantId() == tenantId)
        .onOverflow()
        .dropPreviousItems();
  }
}
