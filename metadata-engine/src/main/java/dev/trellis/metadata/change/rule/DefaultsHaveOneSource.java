package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** A default is a value or a formula, not both. */
final class DefaultsHaveOneSource implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    return candidate.draft().written(FieldDefinition.class).stream()
        .filter(field -> field.defaultValue() != null && field.defaultFormula() != null)
        .map(
            field ->
                Violation.of(candidate.draft().pointer(field) + "/default_formula", "two_defaults"))
        .toList();
  }
}
