package dev.trellis.metadata.sharing;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.sdk.component.SharingRuleDefinition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The active sharing rules of an object, their criteria typed. */
public final class SharingRules {
  /**
   * @param criteria null for all records
   */
  public record Rule(SharingRuleDefinition definition, @Nullable Expression criteria) {}

  private final List<Rule> rules;

  private SharingRules(List<Rule> rules) {
    this.rules = rules;
  }

  public static SharingRules of(TenantModel model, ObjectModel object) {
    return object.sharingRules().isEmpty()
        ? new SharingRules(List.of())
        : model.derived(SharingRules.class, object, SharingRules::compile);
  }

  private static SharingRules compile(TenantModel model, ObjectModel object) {
    return new SharingRules(
        object.sharingRules().stream()
            .filter(SharingRuleDefinition::isActive)
            .map(rule -> compile(model, object, rule))
            .filter(Objects::nonNull)
            .toList());
  }

  /** A rule whose criteria mean nothing opens nothing. */
  private static @Nullable Rule compile(
      TenantModel model, ObjectModel object, SharingRuleDefinition rule) {
    if (rule.criteria() == null) {
      return new Rule(rule, null);
    }
    return Formulas.condition(model, object, rule.criteria())
        .map(criteria -> new Rule(rule, criteria))
        .orElse(null);
  }

  public List<Rule> rules() {
    return rules;
  }
}
