package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** Own values or a shared list, not both. */
final class PicklistsHaveOneSource implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    return candidate.draft().written(FieldDefinition.class).stream()
        .filter(
            field ->
                field.type() instanceof FieldType.Choice choice
                    && choice.source().valueSet() != null
                    && !choice.source().values().isEmpty())
        .map(
            field ->
                Violation.of(candidate.draft().pointer(field) + "/values", "values_and_value_set"))
        .toList();
  }
}
