package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayDeque;
import java.util.Optional;

/** Whether an expression can be worked out by PostgreSQL, and what in it cannot. */
public final class PushDown {
  private PushDown() {}

  /** The first thing that PostgreSQL cannot do, with its place; empty when it can do all of it. */
  public static Optional<Violation> obstacle(Expression expression) {
    var open = new ArrayDeque<Expression>();
    open.push(expression);
    while (!open.isEmpty()) {
      Expression next = open.pop();
      Optional<String> what = obstacleAt(next);
      if (what.isPresent()) {
        return what.map(name -> violation(name, next));
      }
      next.children().reversed().forEach(open::push);
    }
    return Optional.empty();
  }

  private static Violation violation(String name, Expression at) {
    return Violation.of(
        "",
        "formula_not_in_filters",
        "what",
        name,
        "position",
        at.at().offset(),
        "line",
        at.at().line(),
        "column",
        at.at().column());
  }

  private static Optional<String> obstacleAt(Expression expression) {
    return switch (expression) {
      case Expression.Call call when !isKnown(call) -> Optional.of(call.function().wire());
      case Expression.Calculate calculate when calculate.left().type() == ValueType.TIME ->
          Optional.of(calculate.operator().symbol());
      default -> Optional.empty();
    };
  }

  private static boolean isKnown(Expression.Call call) {
    return switch (call.function()) {
      case TODAY,
          NOW,
          ISBLANK,
          BLANKVALUE,
          IF,
          IN,
          CONTAINS,
          BEGINS,
          ISPICKVAL,
          INCLUDES,
          TEXT_OF,
          LEN,
          ABS,
          ROUND,
          YEAR,
          MONTH,
          DAY,
          DATE_OF ->
          true;
      case LIKE -> call.argument(1) instanceof Expression.Constant;
      case DATEVALUE -> call.argument(0).type() != ValueType.DATE;
      default -> false;
    };
  }
}
