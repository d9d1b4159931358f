package dev.trellis.runtime.event;

import java.util.List;
import java.util.UUID;

/** What a listener hears. Says that something changed, never what it now is. */
public sealed interface LiveEvent {
  /** Where to go on after it: everything before has been told. */
  FeedPosition next();

  /** From here on nothing is missed. */
  record Ready(FeedPosition next) implements LiveEvent {}

  /**
   * @param action {@code created}, {@code updated}, {@code deleted}, {@code restored} or {@code
   *     merged}
   */
  record Change(FeedPosition next, int objectId, String action, List<UUID> ids)
      implements LiveEvent {
    public Change {
      ids = List.copyOf(ids);
    }
  }
}
