package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * No default waits for itself: {@code a} by the default {@code b + 1} and {@code b} by {@code a},
 * or over a formula field between them.
 */
final class DefaultFormulasEnd implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (ObjectModel object : candidate.modelAfter().objects().values()) {
      var reads = new Reads(candidate.modelAfter(), object);
      for (FieldModel field : object.fields()) {
        if (field.definition().defaultFormula() != null) {
          Circle.from(field, reads::of)
              .flatMap(circle -> violation(candidate, object, circle))
              .ifPresent(violations::add);
        }
      }
      if (!violations.isEmpty()) {
        return violations.subList(0, 1);
      }
    }
    return violations;
  }

  /** At a field of the change set: what closes a circle is new. */
  private static Optional<Violation> violation(
      Candidate candidate, ObjectModel object, List<FieldModel> circle) {
    return circle.stream()
        .map(field -> ComponentKey.field(object.name(), field.name()))
        .filter(candidate.draft().written()::containsKey)
        .findFirst()
        .map(
            key ->
                Violation.of(
                    candidate.draft().pointer(key) + property(candidate, key),
                    "default_circle",
                    "path",
                    circle.stream().map(FieldModel::name).collect(Collectors.joining(" → "))));
  }

  private static String property(Candidate candidate, ComponentKey key) {
    return candidate.draft().written().get(key).component() instanceof FieldDefinition field
            && field.calculation() != null
        ? "/expression"
        : "/default_formula";
  }

  /** What new records' values come from. */
  private static final class Reads {
    private final TenantModel model;
    private final ObjectModel object;
    private final Map<FieldModel, Set<FieldModel>> known = new HashMap<>();

    Reads(TenantModel model, ObjectModel object) {
      this.model = model;
      this.object = object;
    }

    Set<FieldModel> of(FieldModel field) {
      return known.computeIfAbsent(field, this::readBy);
    }

    private Set<FieldModel> readBy(FieldModel field) {
      if (field.definition().calculation() instanceof Calculation.Formula) {
        return own(Formulas.check(model, object, field));
      }
      return field.definition().defaultFormula() == null
          ? Set.of()
          : own(Formulas.checkDefault(model, object, field));
    }

    /** What is ill-typed is refused by others. */
    private static Set<FieldModel> own(Checked<Expression> checked) {
      return checked instanceof Checked.Valid<Expression>(Expression tree)
          ? Expressions.references(tree).stream().map(FieldPath::own).collect(Collectors.toSet())
          : Set.of();
    }
  }
}
