package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.query.PushDown;
import dev.trellis.metadata.sharing.ParentField;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Sharing;
import dev.trellis.sdk.component.SharingRuleDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Records that are reached like their parents have parents, which are not reached by way of them
 * again; rules open what is closed otherwise, by criteria that PostgreSQL can ask for.
 */
final class SharingLeadsSomewhere implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (ObjectModel object : candidate.modelAfter().objects().values()) {
      if (isByParent(object)) {
        parents(candidate.modelAfter(), object)
            .ifPresent(found -> violations.add(found.under(pointer(candidate, object))));
      }
    }
    for (SharingRuleDefinition rule : candidate.draft().written(SharingRuleDefinition.class)) {
      String pointer = candidate.draft().pointer(rule);
      candidate
          .modelAfter()
          .object(rule.objectName())
          .flatMap(object -> rule(candidate.modelAfter(), object, rule))
          .ifPresent(found -> violations.add(found.under(pointer)));
    }
    return violations;
  }

  private static boolean isByParent(ObjectModel object) {
    return object.definition().sharingOrDefault() == Sharing.BY_PARENT;
  }

  /** The object itself may not be part of the change: its parent's field is. */
  private static String pointer(Candidate candidate, ObjectModel object) {
    ComponentKey key = ComponentKey.object(object.name());
    return candidate.draft().written().containsKey(key) ? candidate.draft().pointer(key) : "";
  }

  private static Optional<Violation> parents(TenantModel model, ObjectModel object) {
    Optional<FieldModel> parent = ParentField.of(object);
    if (parent.isEmpty()) {
      return Optional.of(
          Violation.of("/sharing", "sharing_without_parent", "object", object.name()));
    }
    return comesBack(model, object, new HashSet<>())
        ? Optional.of(Violation.of("/sharing", "sharing_circle", "object", object.name()))
        : Optional.empty();
  }

  private static boolean comesBack(TenantModel model, ObjectModel object, Set<String> seen) {
    if (!seen.add(object.name())) {
      return true;
    }
    return isByParent(object)
        && ParentField.of(object).stream()
            .flatMap(field -> ((FieldType.Reference) field.type()).to().stream())
            .flatMap(name -> model.object(name).stream())
            .anyMatch(parent -> comesBack(model, parent, new HashSet<>(seen)));
  }

  private static Optional<Violation> rule(
      TenantModel model, ObjectModel object, SharingRuleDefinition rule) {
    if (isByParent(object)) {
      return Optional.of(Violation.of("", "sharing_rule_of_child", "object", object.name()));
    }
    return Optional.ofNullable(rule.criteria())
        .flatMap(criteria -> Formulas.condition(model, object, criteria))
        .flatMap(criteria -> PushDown.obstacle(model, criteria))
        .map(obstacle -> obstacle.under("/criteria"));
  }
}
