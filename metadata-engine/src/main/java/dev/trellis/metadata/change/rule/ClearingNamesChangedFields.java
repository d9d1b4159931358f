package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.schema.ComponentSchemas;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** Only values of fields that the change set writes can be cleared by it. */
final class ClearingNamesChangedFields implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    return candidate.draft().changeSet().clearing().stream()
        .filter(
            field -> !candidate.draft().written().containsKey(new ComponentKey(Kind.FIELD, field)))
        .map(
            field ->
                Violation.of(
                    "/conversions/" + ComponentSchemas.escape(field),
                    "unknown_component",
                    "component",
                    "field " + field))
        .toList();
  }
}
