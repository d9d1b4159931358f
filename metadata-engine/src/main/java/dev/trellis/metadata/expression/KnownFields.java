package dev.trellis.metadata.expression;

import java.util.List;
import java.util.Set;

/** Which fields there are where an imported formula is going to stand. */
@FunctionalInterface
public interface KnownFields {
  /** Nothing is known: names become what they usually become. */
  KnownFields NONE = _ -> Set.of();

  /**
   * Names of the fields at the end of a way over references. Empty when it leads nowhere, or to
   * records of several objects.
   *
   * @param way names of references, none for the object itself
   */
  Set<String> after(List<String> way);
}
