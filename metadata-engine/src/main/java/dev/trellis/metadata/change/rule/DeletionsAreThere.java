package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.DraftRule;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** What is to be deleted must be there. */
final class DeletionsAreThere implements DraftRule {
  @Override
  public List<Violation> check(Draft draft) {
    return draft.changeSet().deletions().stream()
        .filter(key -> !draft.before().has(key))
        .map(
            key ->
                Violation.of(draft.pointer(key), "unknown_component", "component", key.toString()))
        .toList();
  }
}
