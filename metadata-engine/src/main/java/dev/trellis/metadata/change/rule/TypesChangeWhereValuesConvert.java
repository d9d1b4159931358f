package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.change.convert.Conversions;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;

/** A field becomes another type only where there is a way from the values of one to the other. */
final class TypesChangeWhereValuesConvert implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      candidate
          .modelBefore()
          .object(field.objectName())
          .flatMap(object -> object.field(field.localName()))
          .map(FieldModel::definition)
          .filter(before -> !isPossible(before, field))
          .ifPresent(
              before ->
                  violations.add(
                      Violation.of(
                          candidate.draft().pointer(field) + "/type",
                          "type_change_impossible",
                          "from",
                          before.wire(),
                          "to",
                          field.wire())));
    }
    return violations;
  }

  /** What is calculated has no values to convert, and what people wrote is not thrown away. */
  private static boolean isPossible(FieldDefinition before, FieldDefinition after) {
    if (before.calculation() == null && after.calculation() == null) {
      return Conversions.exist(before.type(), after.type());
    }
    return before.wire().equals(after.wire());
  }
}
