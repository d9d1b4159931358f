package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.formula.Lookups;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.formula.Values;
import dev.trellis.metadata.query.Related;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.ValidationRuleDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The active validation rules of an object, ready to be worked out together. */
public final class ValidationRules {
  private final List<Rule> rules;
  private final Linked linked;
  private final Related related;
  private final boolean looksUp;
  private final @Nullable ValidationRules ofRollups;

  /**
   * A rule by itself.
   *
   * @param formula the rule's condition alone
   * @param reads the record's own fields that decide it
   */
  public record Rule(ValidationRuleDefinition definition, Linked formula, Set<FieldModel> reads) {
    private boolean readsRollups() {
      return reads.stream()
          .anyMatch(field -> field.definition().calculation() instanceof Calculation.Rollup);
    }
  }

  /** A rule with its condition, typed. */
  private record Condition(Rule rule, Linked.Root root) {}

  /**
   * A rule that refuses a record.
   *
   * @param error why it could not be worked out; null when it is simply true
   */
  public record Broken(Rule rule, @Nullable Violation error) {}

  private ValidationRules(
      Formulas formulas, List<Condition> conditions, @Nullable ValidationRules ofRollups) {
    List<Linked.Root> roots = conditions.stream().map(Condition::root).toList();
    this.rules = conditions.stream().map(Condition::rule).toList();
    this.linked = Linked.of(formulas, roots);
    this.looksUp =
        roots.stream()
            .flatMap(root -> Expressions.bindings(root.tree()).stream())
            .anyMatch(Binding.OfLookup.class::isInstance);
    this.related = Related.of(linked.inputs());
    this.ofRollups = ofRollups;
  }

  public static ValidationRules of(TenantModel model, ObjectModel object) {
    return model.derived(ValidationRules.class, object, ValidationRules::compile);
  }

  private static ValidationRules compile(TenantModel model, ObjectModel object) {
    Formulas formulas = Formulas.of(model);
    List<Condition> conditions =
        object.validationRules().stream()
            .filter(ValidationRuleDefinition::isActive)
            .map(rule -> condition(model, object, rule))
            .toList();
    List<Condition> overRollups =
        conditions.stream().filter(condition -> condition.rule().readsRollups()).toList();
    return new ValidationRules(
        formulas, conditions, new ValidationRules(formulas, overRollups, null));
  }

  /** The change set has let only well-typed ones in. */
  private static Condition condition(
      TenantModel model, ObjectModel object, ValidationRuleDefinition rule) {
    var root =
        new Linked.Root(
            Expressions.checkRule(model, object, rule.errorWhen()).orThrow(), Blanks.NULL);
    Linked alone = Linked.of(Formulas.of(model), List.of(root));
    return new Condition(new Rule(rule, alone, alone.ownFields()), root);
  }

  /** Those among them that roll-ups of the record itself decide, directly or by its formulas. */
  public ValidationRules ofRollups() {
    return ofRollups == null ? this : ofRollups;
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  public List<Rule> rules() {
    return rules;
  }

  /** What they read of other records. */
  public Related related() {
    return related;
  }

  /** Where to read what they are asked about, once {@link #related()} has been found. */
  public DraftValues over(Surroundings surroundings, Map<UUID, @Nullable Object[]> found) {
    return new DraftValues(linked, related, surroundings, found);
  }

  /** Whether one of them reads records that nothing refers to. */
  public boolean looksUp() {
    return looksUp;
  }

  /**
   * Has them say what they want to look up. What they come to is of no interest until they have
   * found it.
   */
  public void ask(Draft draft, DraftValues source) {
    Values values = source.of(draft);
    for (int i = 0; i < rules.size(); i++) {
      try {
        values.get(i);
      } catch (EvaluationException | Lookups.Missing _) {
        // Either it wants something, or it will say the same again when it is asked in earnest.
      }
    }
  }

  /** The rules that refuse a draft. Those over fields that are refused already say nothing. */
  public List<Broken> brokenBy(Draft draft, DraftValues source) {
    Values values = source.of(draft);
    var broken = new ArrayList<Broken>(0);
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (draft.isRefused() && rule.reads().stream().anyMatch(draft::isRefused)) {
        continue;
      }
      try {
        if (Boolean.TRUE.equals(values.get(i))) {
          broken.add(new Broken(rule, null));
        }
      } catch (EvaluationException e) {
        broken.add(new Broken(rule, e.violation()));
      }
    }
    return broken;
  }
}
