package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.query.PushDown;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.Calculation.Aggregate;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Roll-ups gather what a change of the gathered record tells of: a reference to this object, a
 * field that can be added up or compared, and nothing that changes when another record or the clock
 * does.
 */
final class RollupsGather implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      if (field.calculation() instanceof Calculation.Rollup rollup) {
        String pointer = candidate.draft().pointer(field);
        candidate
            .modelAfter()
            .object(rollup.from())
            .ifPresent(
                child ->
                    check(candidate, field, rollup, child)
                        .forEach(violation -> violations.add(violation.under(pointer))));
      }
    }
    return violations;
  }

  private static List<Violation> check(
      Candidate candidate, FieldDefinition field, Calculation.Rollup rollup, ObjectModel child) {
    var violations = new ArrayList<Violation>();
    if (child.isPlatformObject()) {
      violations.add(Violation.of("/from", "platform_object_not_gathered", "object", child.name()));
      return violations;
    }
    child
        .field(rollup.via())
        .filter(via -> !refersTo(via, field.objectName()))
        .ifPresent(
            via ->
                violations.add(
                    Violation.of(
                        "/via",
                        "wants_reference_to",
                        "field",
                        child.name() + "." + via.name(),
                        "object",
                        field.objectName())));
    Aggregate aggregate = rollup.aggregate();
    if (rollup.field() == null && aggregate != Aggregate.COUNT) {
      violations.add(Violation.of("/field", "required", "name", "field"));
    }
    if (rollup.field() != null && aggregate == Aggregate.COUNT) {
      violations.add(
          Violation.of("/field", "not_for_aggregate", "name", "field", "aggregate", "count"));
    } else if (rollup.field() != null) {
      child
          .field(rollup.field())
          .ifPresent(
              gathered -> violations.addAll(gathered(candidate, child, gathered, aggregate)));
    }
    if (rollup.where() != null) {
      violations.addAll(where(candidate, child, rollup.where()));
    }
    return violations;
  }

  private static boolean refersTo(FieldModel via, String object) {
    return !via.isSystem()
        && via.type() instanceof FieldType.Reference reference
        && reference.to().contains(object);
  }

  private static List<Violation> gathered(
      Candidate candidate, ObjectModel child, FieldModel field, Aggregate aggregate) {
    if (!fits(aggregate, field.type())) {
      return List.of(
          Violation.of(
              "/field",
              "not_aggregatable",
              "field",
              child.name() + "." + field.name(),
              "fn",
              aggregate.wire(),
              "got",
              field.type().wire()));
    }
    if (!field.isComputed()) {
      return List.of();
    }
    return staysWithin(candidate, Linked.Root.of(Formulas.path(child, field)), "/field");
  }

  private static boolean fits(Aggregate aggregate, FieldType type) {
    boolean isNumber = type instanceof FieldType.Numeric || type instanceof FieldType.Duration;
    return switch (aggregate) {
      case COUNT -> true;
      case SUM, AVG -> isNumber;
      case MIN, MAX ->
          isNumber
              || type instanceof FieldType.Date
              || type instanceof FieldType.Datetime
              || type instanceof FieldType.Time;
    };
  }

  private static List<Violation> where(Candidate candidate, ObjectModel child, String formula) {
    return Formulas.condition(candidate.modelAfter(), child, formula)
        .map(tree -> staysWithin(candidate, new Linked.Root(tree, Blanks.NULL), "/where"))
        .orElse(List.of());
  }

  /** A formula field among what is read may be refused itself; then that is said of it. */
  private static List<Violation> staysWithin(Candidate candidate, Linked.Root formula, String at) {
    try {
      return obstacles(candidate, formula, at);
    } catch (PlatformException _) {
      return List.of();
    }
  }

  private static List<Violation> obstacles(
      Candidate candidate, Linked.Root formula, String pointer) {
    Optional<Violation> obstacle = PushDown.obstacle(candidate.modelAfter(), formula.tree());
    if (obstacle.isPresent()) {
      return List.of(obstacle.get().under(pointer));
    }
    Linked linked = Linked.of(Formulas.of(candidate.modelAfter()), List.of(formula));
    Optional<FieldPath> other =
        linked.inputs().stream().filter(path -> !path.steps().isEmpty()).findFirst();
    if (other.isPresent()) {
      return List.of(
          Violation.of(pointer, "rollup_reads_other_records", "path", other.get().text()));
    }
    return linked.isSteady() ? List.of() : List.of(Violation.of(pointer, "rollup_reads_moment"));
  }
}
