package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.schema.ComponentSchemas;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import dev.trellis.sdk.component.RecordTypeDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A record type chooses among the values that its picklists have. */
final class RecordTypesNarrowPicklists implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (RecordTypeDefinition type : candidate.draft().written(RecordTypeDefinition.class)) {
      type.picklists()
          .forEach(
              (name, values) -> {
                String pointer =
                    candidate.draft().pointer(type) + "/picklists/" + ComponentSchemas.escape(name);
                candidate
                    .modelAfter()
                    .object(type.objectName())
                    .flatMap(object -> object.field(name))
                    .flatMap(field -> problem(field, values, pointer))
                    .ifPresent(violations::add);
              });
    }
    return violations;
  }

  private static Optional<Violation> problem(
      FieldModel field, List<String> values, String pointer) {
    if (!(field.type() instanceof FieldType.Choice choice)) {
      return Optional.of(Violation.of(pointer, "not_a_picklist", "field", field.name()));
    }
    if (!choice.source().restricted()) {
      return Optional.empty();
    }
    List<String> known = field.choices().stream().map(PicklistValue::value).toList();
    return values.stream()
        .filter(value -> !known.contains(value))
        .findFirst()
        .map(value -> Violation.of(pointer, "not_in_list", "value", value, "allowed", known));
  }
}
