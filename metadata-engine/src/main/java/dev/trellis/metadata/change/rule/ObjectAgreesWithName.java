package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.DraftRule;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** A document that says its object twice says the same twice. */
final class ObjectAgreesWithName implements DraftRule {
  @Override
  public List<Violation> check(Draft draft) {
    return draft.written().values().stream()
        .filter(ObjectAgreesWithName::disagrees)
        .map(
            document ->
                Violation.of(
                    draft.pointer(document.key()) + "/object",
                    "object_differs_from_name",
                    "object",
                    document.key().objectName()))
        .toList();
  }

  private static boolean disagrees(ComponentDocument document) {
    return document.key().kind().isOfObject()
        && document.json().has("object")
        && !document.json().path("object").asText().equals(document.key().objectName());
  }
}
