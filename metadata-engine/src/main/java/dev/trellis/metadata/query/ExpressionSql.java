package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Comparison;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Typed expressions as SQL. Expects {@link Folding folded} trees. */
final class ExpressionSql {
  /**
   * Some operations write an operand several times, so that deep nesting multiplies. What gets
   * longer than this has no business in a query.
   */
  private static final int MAX_LENGTH = 200_000;

  /** What a reference stands for in this statement. */
  interface Resolver {
    Stored resolve(Binding binding, ValueType type);
  }

  private final Resolver resolver;
  private final Parameters parameters;
  private final StoredComparison comparison;
  private final FunctionSql functions;

  ExpressionSql(Resolver resolver, Parameters parameters, String zone) {
    this.resolver = resolver;
    this.parameters = parameters;
    this.comparison = new StoredComparison(parameters);
    this.functions = new FunctionSql(this, parameters, zone);
  }

  /** True where the formula is true; false or null elsewhere. */
  String condition(Expression expression) {
    return condition(expression, false);
  }

  String condition(Expression expression, boolean exact) {
    return bounded(expression, conditionSql(expression, exact));
  }

  private String conditionSql(Expression expression, boolean exact) {
    return switch (expression) {
      case Constant(Object value, _, _) -> value == null ? "NULL::boolean" : value.toString();
      case Expression.Reference reference -> {
        Stored stored = stored(reference);
        yield exact ? stored.valueSql() : stored.sql();
      }
      case Expression.And and -> junction(and.terms(), " AND ", exact);
      case Expression.Or or -> junction(or.terms(), " OR ", exact);
      case Expression.Not not -> "NOT (" + condition(not.term(), true) + ")";
      case Expression.Compare compare -> compare(compare, exact);
      case Expression.Call call -> functions.condition(call, exact);
      case Expression.Calculate _, Expression.Negate _, Expression.Concatenate _ ->
          throw new IllegalStateException("not a condition");
    };
  }

  private static String bounded(Expression expression, String sql) {
    if (sql.length() > MAX_LENGTH) {
      throw PlatformException.invalid(
          Violation.of(
              "", "formula_too_complex", "max", MAX_LENGTH, "column", expression.at().column()));
    }
    return sql;
  }

  /** Inside a negation it matters that null counts as false. */
  private String junction(List<Expression> terms, String operator, boolean exact) {
    return terms.stream()
        .map(
            term ->
                exact ? "coalesce(" + condition(term, true) + ", false)" : condition(term, false))
        .collect(Collectors.joining(operator, "(", ")"));
  }

  Stored stored(Expression.Reference reference) {
    return resolver.resolve(reference.binding(), reference.type());
  }

  private String compare(Expression.Compare compare, boolean exact) {
    Expression left = compare.left();
    Expression right = compare.right();
    Comparison operator = compare.operator();
    if (left instanceof Constant && !(right instanceof Constant)) {
      Expression swap = left;
      left = right;
      right = swap;
      operator = operator.flipped();
    }
    if (right instanceof Constant(Object value, _, _)) {
      if (value == null) {
        return compareBlank(operator, left);
      }
      if (left instanceof Expression.Reference reference) {
        return "(" + comparison.compare(operator, stored(reference), value, exact) + ")";
      }
    }
    return "(" + compareValues(operator, left, right) + ")";
  }

  private String compareBlank(Comparison operator, Expression left) {
    if (!operator.isEquality() || !left.type().equalsBlank()) {
      return "NULL::boolean";
    }
    return "(" + value(left) + (operator == Comparison.EQUAL ? " IS NULL)" : " IS NOT NULL)");
  }

  private String compareValues(Comparison operator, Expression left, Expression right) {
    ValueType type = left.type();
    String a = value(left);
    String b = value(right);
    if (operator.isEquality() && type.equalsBlank()) {
      return a
          + (operator == Comparison.EQUAL ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ")
          + b;
    }
    String collation = type == ValueType.TEXT ? " COLLATE \"C\"" : "";
    return a + collation + " " + operator.symbol() + " " + b;
  }

  /**
   * The value in the form of its type: numbers {@code numeric}, dates midnight UTC, texts never
   * empty.
   */
  String value(Expression expression) {
    return bounded(expression, valueSql(expression));
  }

  private String valueSql(Expression expression) {
    return switch (expression) {
      case Constant constant -> constant(constant.value(), constant.type());
      case Expression.Reference reference -> stored(reference).valueSql();
      case Expression.Negate negate -> "(- " + value(negate.operand()) + ")";
      case Expression.Calculate calculate -> calculate(calculate);
      case Expression.Concatenate concatenate ->
          concatenate.parts().stream()
              .map(this::value)
              .collect(Collectors.joining(", ", "nullif(concat(", "), '')"));
      case Expression.And _, Expression.Or _, Expression.Not _, Expression.Compare _ ->
          "(" + condition(expression, true) + ")";
      case Expression.Call call ->
          call.type() == ValueType.BOOLEAN
              ? "(" + condition(call, true) + ")"
              : functions.value(call);
    };
  }

  private String constant(@Nullable Object value, ValueType type) {
    return switch (type) {
      case TEXT, PICKLIST, MULTI_PICKLIST, NULL -> parameters.add(value, ColumnType.TEXT);
      case NUMBER -> parameters.add(value, ColumnType.NUMERIC);
      case BOOLEAN -> value == null ? "NULL::boolean" : value.toString();
      case DATE, DATETIME ->
          parameters.add(value == null ? null : StoredComparison.time(value), ColumnType.TIME);
      case TIME ->
          parameters.add(
              value == null ? null : StoredComparison.millis((LocalTime) value),
              ColumnType.NUMERIC);
      case REFERENCE -> parameters.add(value, ColumnType.UUID);
      case LOCATION, OPAQUE -> throw new IllegalStateException("no constants of " + type);
    };
  }

  private String calculate(Expression.Calculate it) {
    String left = value(it.left());
    String right = value(it.right());
    if (it.left().type() == ValueType.NUMBER) {
      return switch (it.operator()) {
        case ADD, SUBTRACT, MULTIPLY ->
            "(" + left + " " + it.operator().symbol() + " " + right + ")";
        // Where Java reports an error, SQL has no value.
        case DIVIDE -> "(" + left + " / nullif(" + right + ", 0))";
        case POWER -> power(left, right);
      };
    }
    if (it.type() == ValueType.NUMBER) {
      return "(extract(epoch FROM " + left + " - " + right + ") / 86400)";
    }
    String days = it.left().type() == ValueType.DATE ? "trunc(" + right + ")" : right;
    String seconds = "floor(" + days + " * 86400 + 0.5)";
    String bounded = "least(greatest(" + seconds + ", -3e11), 3e11)";
    // 3e11 seconds are 9,500 years: enough to leave any real range, too little to overflow.
    return "("
        + left
        + " "
        + it.operator().symbol()
        + " make_interval(secs => "
        + bounded
        + "::double precision))";
  }

  /** Whole exponents only, and within bounds; else no value. */
  private static String power(String base, String exponent) {
    return "(CASE WHEN "
        + exponent
        + " = trunc("
        + exponent
        + ") AND abs("
        + exponent
        + ") <= 64 AND ("
        + base
        + " <> 0 OR "
        + exponent
        + " >= 0) THEN power("
        + base
        + ", "
        + exponent
        + ") END)";
  }

  /** {@code IN} over a field and constants only is one index condition. */
  String in(Expression.Call call, boolean exact) {
    Expression subject = call.argument(0);
    List<Expression> items = call.arguments().subList(1, call.arguments().size());
    boolean constants = items.stream().allMatch(Constant.class::isInstance);
    if (constants
        && subject instanceof Expression.Reference reference
        && reference.type() != ValueType.BOOLEAN) {
      List<Object> values =
          items.stream()
              .map(item -> ((Constant) item).value())
              .filter(value -> value != null)
              .toList();
      if (values.isEmpty()) {
        return "false";
      }
      String in = comparison.in(stored(reference), values);
      return exact ? "coalesce(" + in + ", false)" : in;
    }
    String subjectSql = value(subject);
    return items.stream()
        .map(item -> "coalesce(" + subjectSql + " = " + value(item) + ", false)")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  StoredComparison comparison() {
    return comparison;
  }
}
