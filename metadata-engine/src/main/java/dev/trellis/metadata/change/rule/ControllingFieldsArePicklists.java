package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A dependent picklist depends on a picklist, on values that it has, and not on itself. */
final class ControllingFieldsArePicklists implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      String controlledBy = controlledBy(field);
      if (controlledBy != null) {
        String pointer = candidate.draft().pointer(field);
        candidate
            .modelAfter()
            .object(field.objectName())
            .ifPresent(object -> check(object, field, controlledBy, pointer, violations));
      }
    }
    return violations;
  }

  private static void check(
      ObjectModel object,
      FieldDefinition field,
      String controlledBy,
      String pointer,
      List<Violation> violations) {
    Optional<FieldModel> controlling = object.field(controlledBy);
    if (controlling.isEmpty()) {
      return; // said by EveryNameLeadsSomewhere
    }
    if (!(controlling.get().type() instanceof FieldType.Picklist)) {
      violations.add(
          Violation.of(pointer + "/controlled_by", "not_a_picklist", "field", controlledBy));
      return;
    }
    if (isCircle(object, field.localName())) {
      violations.add(
          Violation.of(pointer + "/controlled_by", "depends_on_itself", "field", controlledBy));
    }
    List<String> known = controlling.get().choices().stream().map(PicklistValue::value).toList();
    List<PicklistValue> values = ((FieldType.Choice) field.type()).source().values();
    for (int i = 0; i < values.size(); i++) {
      for (String when : values.get(i).when()) {
        if (!known.contains(when)) {
          violations.add(
              Violation.of(
                  pointer + "/values/" + i + "/when",
                  "not_in_list",
                  "value",
                  when,
                  "allowed",
                  known));
        }
      }
    }
  }

  private static boolean isCircle(ObjectModel object, String start) {
    Set<String> seen = new HashSet<>();
    String at = start;
    while (at != null && seen.add(at)) {
      at = object.field(at).map(field -> controlledBy(field.definition())).orElse(null);
    }
    return at != null;
  }

  private static @Nullable String controlledBy(FieldDefinition field) {
    return field.type() instanceof FieldType.Choice choice ? choice.source().controlledBy() : null;
  }
}
