package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.record.Defaults;
import dev.trellis.metadata.value.Coerced;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.error.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A default is a value that the field accepts. */
final class DefaultsFitTheirFields implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      String literal = field.defaultValue();
      if (literal != null) {
        candidate
            .modelAfter()
            .object(field.objectName())
            .flatMap(object -> object.field(field.localName()))
            .map(model -> coerce(model, literal, candidate))
            .filter(Coerced.Refused.class::isInstance)
            .map(Coerced.Refused.class::cast)
            .ifPresent(
                refused ->
                    violations.add(
                        new Violation(
                            candidate.draft().pointer(field) + "/default",
                            refused.violation().code(),
                            refused.violation().params())));
      }
    }
    return violations;
  }

  private static Coerced coerce(FieldModel field, String literal, Candidate candidate) {
    return Defaults.literal(
        field, literal, Instant.EPOCH, candidate.modelAfter().settings().timeZone());
  }
}
