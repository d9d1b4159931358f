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
          .map(FieldModel::type)
          .filter(type -> !Conversions.exist(type, field.type()))
          .ifPresent(
              type ->
                  violations.add(
                      Violation.of(
                          candidate.draft().pointer(field) + "/type",
                          "type_change_impossible",
                          "from",
                          type.wire(),
                          "to",
                          field.type().wire())));
    }
    return violations;
  }
}
