package dev.trellis.metadata.change.plan;

import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to one component. */
public record Change(
    ComponentKey key,
    Action action,
    @Nullable ComponentDocument before,
    @Nullable ComponentDocument after) {
  public enum Action {
    CREATED,
    UPDATED,
    DELETED,
    UNCHANGED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Change of(
      ComponentKey key, @Nullable ComponentDocument before, @Nullable ComponentDocument after) {
    Action action;
    if (before == null) {
      action = Action.CREATED;
    } else if (after == null) {
      action = Action.DELETED;
    } else {
      action = after.saysTheSameAs(before) ? Action.UNCHANGED : Action.UPDATED;
    }
    return new Change(key, action, before, after);
  }
}
