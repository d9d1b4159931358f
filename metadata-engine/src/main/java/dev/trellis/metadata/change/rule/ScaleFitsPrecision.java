package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** Digits after the point are among the digits in all. */
final class ScaleFitsPrecision implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    return candidate.draft().written(FieldDefinition.class).stream()
        .filter(
            field ->
                field.type() instanceof FieldType.Numeric numeric
                    && numeric.scale() > numeric.precision())
        .map(
            field ->
                Violation.of(
                    candidate.draft().pointer(field) + "/scale",
                    "scale_exceeds_precision",
                    "precision",
                    ((FieldType.Numeric) field.type()).precision()))
        .toList();
  }
}
