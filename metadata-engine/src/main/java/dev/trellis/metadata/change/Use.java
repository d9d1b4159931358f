package dev.trellis.metadata.change;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.sdk.error.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where a component speaks of others.
 *
 * @param pointer where in its document
 * @param targets what it speaks of, in the order they are followed: a path names several fields
 * @param missing what is wrong when it leads nowhere; its pointer is {@code pointer}
 */
public record Use(String pointer, List<ComponentKey> targets, @Nullable Violation missing) {
  public Use {
    targets = List.copyOf(targets);
  }

  public boolean isMissing() {
    return missing != null;
  }
}
