package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.DraftRule;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** What belongs to an object needs the object. */
final class OwnersAreThere implements DraftRule {
  @Override
  public List<Violation> check(Draft draft) {
    return draft.written().keySet().stream()
        .filter(key -> key.kind().isOfObject())
        .filter(key -> !draft.documents().containsKey(ComponentKey.object(key.objectName())))
        .map(
            key ->
                Violation.of(
                    draft.pointer(key) + "/name", "unknown_object", "object", key.objectName()))
        .toList();
  }
}
