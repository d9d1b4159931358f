package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import dev.trellis.sdk.component.ValueSetDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A list has each value once. */
final class PicklistValuesAreDistinct implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      if (field.type() instanceof FieldType.Choice choice) {
        collect(choice.source().values(), candidate.draft().pointer(field), violations);
      }
    }
    for (ValueSetDefinition set : candidate.draft().written(ValueSetDefinition.class)) {
      collect(set.values(), candidate.draft().pointer(set), violations);
    }
    return violations;
  }

  private static void collect(
      List<PicklistValue> values, String pointer, List<Violation> violations) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i).value();
      if (!seen.add(value)) {
        violations.add(Violation.of(pointer + "/values/" + i, "repeated", "value", value));
      }
    }
  }
}
