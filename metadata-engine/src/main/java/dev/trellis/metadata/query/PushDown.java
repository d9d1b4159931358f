package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.sdk.error.Violation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether an expression can be worked out by PostgreSQL, and what in it cannot. */
public final class PushDown {
  private PushDown() {}

  /** The first thing that PostgreSQL cannot do, with its place; empty when it can do all of it. */
  public static Optional<Violation> obstacle(Expression expression) {
    return expression.nodes().stream()
        .filter(node -> node instanceof Expression.Call call && !isKnown(call))
        .map(node -> violation((Expression.Call) node))
        .findFirst();
  }

  /** What PostgreSQL cannot do in an expression, or in a formula field that it reads. */
  public static Optional<Violation> obstacle(TenantModel model, Expression expression) {
    return obstacle(model, expression, new HashSet<>());
  }

  private static Optional<Violation> obstacle(
      TenantModel model, Expression expression, Set<FieldPath> seen) {
    Optional<Violation> own = obstacle(expression);
    return own.isPresent()
        ? own
        : Expressions.references(expression).stream()
            .filter(path -> path.field().isComputed() && seen.add(path))
            .flatMap(path -> obstacle(model, path, seen).stream())
            .findFirst();
  }

  /** The same for one field; nothing for a stored one. */
  public static Optional<Violation> obstacle(TenantModel model, FieldPath path) {
    return path.field().isComputed() ? obstacle(model, path, new HashSet<>()) : Optional.empty();
  }

  private static Optional<Violation> obstacle(
      TenantModel model, FieldPath path, Set<FieldPath> seen) {
    Expression tree = Formulas.of(model).typed(path.owner(), path.field()).tree();
    return obstacle(model, tree, seen)
        .map(
            inside ->
                Violation.of(
                    "",
                    "formula_field_not_in_filters",
                    "field",
                    path.text(),
                    "what",
                    inside.params().get("what")));
  }

  private static Violation violation(Expression.Call call) {
    return Violation.of(
        "",
        "formula_not_in_filters",
        "what",
        call.function().wire(),
        "position",
        call.at().offset(),
        "line",
        call.at().line(),
        "column",
        call.at().column());
  }

  private static boolean isKnown(Expression.Call call) {
    return SqlFailure.of(call.function()) != SqlFailure.UNKNOWN;
  }
}
