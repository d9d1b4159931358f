package dev.trellis.metadata.expression;

import java.util.Optional;

/** What is said about values that do not go together, and what to write instead. */
final class Mistakes {
  private Mistakes() {}

  static ExpressionException operand(Expression wrong, ValueType wants, String operator) {
    String got = describe(wrong);
    return converted(wrong, wants)
        .map(
            instead ->
                ExpressionException.at(
                    wrong.at(),
                    "formula_operand",
                    "operator",
                    operator,
                    "wants",
                    wants.wire(),
                    "got",
                    got,
                    "suggestion",
                    instead))
        .orElseGet(
            () ->
                ExpressionException.at(
                    wrong.at(),
                    "formula_operand",
                    "operator",
                    operator,
                    "wants",
                    wants.wire(),
                    "got",
                    got));
  }

  /** {@code TEXT(amount)}, {@code VALUE(name)} */
  private static Optional<String> converted(Expression wrong, ValueType wants) {
    Optional<String> function =
        switch (wants) {
          case TEXT ->
              switch (wrong.type()) {
                case NUMBER, DATE, DATETIME, TIME, PICKLIST -> Optional.of("TEXT");
                default -> Optional.empty();
              };
          case NUMBER -> wrong.type() == ValueType.TEXT ? Optional.of("VALUE") : Optional.empty();
          default -> Optional.empty();
        };
    return function.map(name -> name + "(" + written(wrong) + ")");
  }

  /** A date and a datetime: one of them has to become the other. */
  static ExpressionException daysOfTwoKinds(Expression left, Expression right, Position at) {
    Expression moment = left.type() == ValueType.DATETIME ? left : right;
    return ExpressionException.at(
        at,
        "formula_date_beside_datetime",
        "left",
        describe(left),
        "right",
        describe(right),
        "suggestion",
        "DATEVALUE(" + written(moment) + ")");
  }

  private static String written(Expression expression) {
    return switch (expression) {
      case Expression.Reference reference -> reference.binding().text();
      case Expression.Call call when call.arguments().isEmpty() -> call.function().wire() + "()";
      default -> "…";
    };
  }

  /** {@code amount (currency)} for a field, else the type. */
  static String describe(Expression expression) {
    if (expression instanceof Expression.Reference(Binding binding, ValueType type, _)) {
      String of =
          binding instanceof Binding.OfField(FieldPath path) && path.part() == null
              ? path.field().type().wire()
              : type.wire();
      return binding.text() + " (" + of + ")";
    }
    return expression.type().wire();
  }
}
