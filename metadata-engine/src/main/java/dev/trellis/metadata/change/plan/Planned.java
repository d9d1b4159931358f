package dev.trellis.metadata.change.plan;

import dev.trellis.sdk.error.Violation;
import java.util.List;

/** What became of a change set: a plan, or everything that is wrong with it. */
public sealed interface Planned {
  record Accepted(ChangePlan plan) implements Planned {}

  record Refused(List<Violation> violations) implements Planned {
    public Refused {
      violations = List.copyOf(violations);
    }
  }
}
