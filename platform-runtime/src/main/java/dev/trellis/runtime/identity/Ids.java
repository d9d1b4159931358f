package dev.trellis.runtime.identity;

import dev.trellis.sdk.error.PlatformException;
import java.util.UUID;

/** Ids in paths. */
final class Ids {
  private Ids() {}

  /** What is no id names nothing, and is not found. */
  static UUID parse(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Falls through.
    }
    throw PlatformException.notFound();
  }
}
