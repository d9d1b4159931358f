package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.DraftRule;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** A change set says one thing about a component. */
final class NothingIsNamedTwice implements DraftRule {
  @Override
  public List<Violation> check(Draft draft) {
    return draft.repeated().stream()
        .map(key -> Violation.of(draft.pointer(key), "repeated", "component", key.toString()))
        .toList();
  }
}
