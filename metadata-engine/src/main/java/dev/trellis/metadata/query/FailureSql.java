package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an expression cannot be worked out, such as by a division by zero. Its value is null there,
 * and most operations hand nulls on; those that make something of a blank must not take an error
 * for one: {@code ISBLANK(1 / n) -> CASE WHEN n = 0 THEN NULL ELSE … END}.
 *
 * <p>Conditions here are true or false, never null; a null instead of a condition says that the
 * expression always has a value or is blank.
 */
final class FailureSql {
  private static final Set<String> UNITS = Set.of("mi", "km");

  private final ExpressionSql expressions;
  private final ArithmeticSql arithmetic;
  private final ExpressionSql.Resolver resolver;

  FailureSql(ExpressionSql expressions, ArithmeticSql arithmetic, ExpressionSql.Resolver resolver) {
    this.expressions = expressions;
    this.arithmetic = arithmetic;
    this.resolver = resolver;
  }

  /** The value where it could be worked out, and null elsewhere. */
  String guarded(@Nullable String failure, String sql) {
    return failure == null ? sql : "(CASE WHEN " + failure + " THEN NULL ELSE " + sql + " END)";
  }

  @Nullable String of(Expression expression) {
    return switch (expression) {
      case Constant _ -> null;
      case Expression.Reference reference -> resolver.failure(reference.binding());
      case Expression.And and -> junction(and.terms(), " IS TRUE");
      case Expression.Or or -> junction(or.terms(), " IS NOT TRUE");
      case Expression.Calculate it ->
          either(
              ofAny(it.children()), arithmetic.canFail(it) ? blankOver(it, it.children()) : null);
      case Expression.Compare _, Expression.Not _, Expression.Negate _ ->
          ofAny(expression.children());
      case Expression.Concatenate it -> ofAny(it.parts());
      case Expression.Call call -> of(call);
    };
  }

  @Nullable String ofAny(List<Expression> expressions) {
    var possible = new ArrayList<String>();
    for (Expression each : expressions) {
      String failure = of(each);
      if (failure != null) {
        possible.add(failure);
      }
    }
    return possible.isEmpty() ? null : "(" + String.join(" OR ", possible) + ")";
  }

  private static @Nullable String either(@Nullable String a, @Nullable String b) {
    return a == null ? b : b == null ? a : "(" + a + " OR " + b + ")";
  }

  /** From left to right: a term counts only where those before it did not decide. */
  private @Nullable String junction(List<Expression> terms, String goesOn) {
    String failure = null;
    for (Expression term : terms.reversed()) {
      String later =
          failure == null
              ? null
              : "((" + expressions.condition(term, true) + ")" + goesOn + " AND " + failure + ")";
      failure = either(of(term), later);
    }
    return failure;
  }

  /** Blank although none of its operands is. */
  private String blankOver(Expression whole, List<Expression> operands) {
    String present =
        operands.stream()
            .filter(this::canBeBlank)
            .map(operand -> " AND " + expressions.value(operand) + " IS NOT NULL")
            .collect(Collectors.joining());
    return "(" + expressions.value(whole) + " IS NULL" + present + ")";
  }

  private boolean canBeBlank(Expression expression) {
    return switch (expression) {
      case Constant(Object value, _, _) -> value == null;
      case Expression.Reference reference -> !expressions.isNeverBlank(reference);
      default -> true;
    };
  }

  private @Nullable String of(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return switch (SqlFailure.of(call.function())) {
      case NONE, UNKNOWN -> ofAny(arguments);
      case OF_RESULT -> either(ofAny(arguments), blankOver(call, arguments));
      case OF_TEXT ->
          either(
              ofAny(arguments),
              call.argument(0).type() == ValueType.TEXT ? blankOver(call, arguments) : null);
      case OF_CURRENCY -> either(ofAny(arguments), blankOver(call, List.of(call.argument(1))));
      case OF_LENGTH -> either(ofAny(arguments), tooLong(call));
      case OF_PLACE -> either(ofAny(arguments), noPlace(call));
      case OF_UNIT ->
          either(
              ofAny(arguments),
              call.argument(2) instanceof Constant(Object unit, _, _) && UNITS.contains(unit)
                  ? null
                  : blankOver(call, arguments));
      case IN_BRANCHES -> choice(call);
      case IN_SUBSTITUTE -> substitute(call);
      case RECOVERED -> both(call.argument(0), call.argument(1));
      case UNLESS_TEXT -> call.argument(0).type() == ValueType.TEXT ? null : ofAny(arguments);
    };
  }

  private @Nullable String tooLong(Expression.Call call) {
    Expression length = call.argument(1);
    if (length instanceof Constant(BigDecimal number, _, _)
        && number.compareTo(TextSql.MAX_LENGTH) <= 0) {
      return null;
    }
    return "coalesce("
        + expressions.value(length)
        + " > "
        + TextSql.MAX_LENGTH
        + " AND "
        + expressions.value(call.argument(0))
        + " IS NOT NULL, false)";
  }

  /** Half a place is an error, none is a blank. */
  private String noPlace(Expression.Call call) {
    return "("
        + expressions.value(call)
        + " IS NULL AND num_nonnulls("
        + expressions.value(call.argument(0))
        + ", "
        + expressions.value(call.argument(1))
        + ") > 0)";
  }

  private @Nullable String choice(Expression.Call call) {
    String then = of(call.argument(1));
    String otherwise = of(call.argument(2));
    String branches =
        then == null && otherwise == null
            ? null
            : "(CASE WHEN "
                + expressions.condition(call.argument(0))
                + " THEN "
                + Objects.requireNonNullElse(then, "false")
                + " ELSE "
                + Objects.requireNonNullElse(otherwise, "false")
                + " END)";
    return either(of(call.argument(0)), branches);
  }

  private @Nullable String substitute(Expression.Call call) {
    Expression first = call.argument(0);
    String second = of(call.argument(1));
    String later =
        second == null ? null : "(" + expressions.value(first) + " IS NULL AND " + second + ")";
    return either(of(first), later);
  }

  /** What has been made has parameters in the statement, so it is used even beside "false". */
  private @Nullable String both(Expression first, Expression second) {
    String b = of(second);
    return b == null
        ? null
        : "(" + Objects.requireNonNullElse(of(first), "false") + " AND " + b + ")";
  }
}
