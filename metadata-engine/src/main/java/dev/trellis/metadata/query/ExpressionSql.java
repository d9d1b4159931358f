package dev.trellis.metadata.query;

import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.Place;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Comparison;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Typed expressions as SQL. Expects {@link Folding folded} trees without a {@link PushDown#obstacle
 * obstacle}. Where Java reports an error the value is null, see {@link FailureSql}.
 */
final class ExpressionSql {
  /**
   * Some operations write an operand several times, so that deep nesting multiplies. What gets
   * longer than this has no business in a query.
   */
  private static final int MAX_LENGTH = 200_000;

  /** What a reference stands for in this statement. */
  interface Resolver {
    Stored resolve(Binding binding, ValueType type);

    /** Where what a reference stands for could not be worked out; null when it always can. */
    default @Nullable String failure(Binding binding) {
      return null;
    }
  }

  private final Resolver resolver;
  private final Parameters parameters;
  private final Blanks blanks;
  private final StoredComparison comparison;
  private final FunctionSql functions;
  private final ArithmeticSql arithmetic;
  private final FailureSql failures;

  /** For conditions of lists, where a blank number stays blank. */
  ExpressionSql(Resolver resolver, Parameters parameters, String zone) {
    this(resolver, parameters, zone, Blanks.NULL);
  }

  ExpressionSql(Resolver resolver, Parameters parameters, String zone, Blanks blanks) {
    this.resolver = resolver;
    this.parameters = parameters;
    this.blanks = blanks;
    this.comparison = new StoredComparison(parameters);
    this.arithmetic = new ArithmeticSql(this);
    this.failures = new FailureSql(this, arithmetic, resolver);
    this.functions = new FunctionSql(this, failures, parameters, zone);
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
        yield exact ? read(reference) : stored(reference).sql();
      }
      case Expression.And and -> {
        String sql = junction(and.terms(), " AND ", exact);
        yield exact ? failures.guarded(failures.of(and), sql) : sql;
      }
      // A term that is true hides one before it that could not be worked out.
      case Expression.Or or ->
          failures.guarded(failures.of(or), junction(or.terms(), " OR ", exact));
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
              "",
              "formula_too_large_for_database",
              "max",
              MAX_LENGTH,
              "column",
              expression.at().column()));
    }
    return sql;
  }

  /** Inside a negation it matters that null counts as false. */
  private String junction(List<Expression> terms, String operator, boolean exact) {
    var all = new StringJoiner(operator, "(", ")");
    for (Expression term : terms) {
      all.add(exact ? "coalesce(" + condition(term, true) + ", false)" : condition(term, false));
    }
    return all.toString();
  }

  Stored stored(Expression.Reference reference) {
    return resolver.resolve(reference.binding(), reference.type());
  }

  /** What stands for a blank must not stand for what could not be worked out. */
  private String read(Expression.Reference reference) {
    String value = stored(reference).valueSql();
    return failures.guarded(
        failures.of(reference), isNeverBlank(reference) ? "coalesce(" + value + ", 0)" : value);
  }

  /** Whether indexes may find the values themselves. */
  boolean isPlain(Expression.Reference reference) {
    return !isNeverBlank(reference) && failures.of(reference) == null;
  }

  /** Whether a reference that is blank counts as zero. */
  boolean isNeverBlank(Expression.Reference reference) {
    return reference.type() == ValueType.NUMBER && blanks == Blanks.ZERO;
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
      if (left instanceof Expression.Reference reference && isPlain(reference)) {
        return "(" + comparison.compare(operator, stored(reference), value, exact) + ")";
      }
    }
    return compareValues(operator, left, right);
  }

  private String compareBlank(Comparison operator, Expression left) {
    if (!operator.isEquality() || !left.type().equalsBlank()) {
      return "NULL::boolean";
    }
    String test = operator == Comparison.EQUAL ? " IS NULL)" : " IS NOT NULL)";
    return failures.guarded(failures.of(left), "(" + value(left) + test);
  }

  private String compareValues(Comparison operator, Expression left, Expression right) {
    ValueType type = left.type();
    String a = value(left);
    String b = value(right);
    if (operator.isEquality() && type.equalsBlank()) {
      String test = operator == Comparison.EQUAL ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ";
      return failures.guarded(failures.ofAny(List.of(left, right)), "(" + a + test + b + ")");
    }
    String collation = type == ValueType.TEXT ? " COLLATE \"C\"" : "";
    return "(" + a + collation + " " + operator.symbol() + " " + b + ")";
  }

  /**
   * The value in the form of its type: numbers {@code numeric}, dates midnight UTC, texts never
   * empty, times in milliseconds, choices {@code ;a;b;}, places an array.
   */
  String value(Expression expression) {
    return bounded(expression, valueSql(expression));
  }

  private String valueSql(Expression expression) {
    return switch (expression) {
      case Constant constant -> constant(constant.value(), constant.type());
      case Expression.Reference reference -> read(reference);
      case Expression.Negate negate -> "(- " + value(negate.operand()) + ")";
      case Expression.Calculate calculate -> arithmetic.calculate(calculate);
      case Expression.Concatenate concatenate ->
          failures.guarded(
              failures.ofAny(concatenate.parts()),
              TextSql.joined(concatenate.parts().stream().map(this::value).toList()));
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
      case TEXT, PICKLIST, MULTI_PICKLIST, OPAQUE, NULL -> parameters.add(value, ColumnType.TEXT);
      case NUMBER -> parameters.add(value, ColumnType.NUMERIC);
      case BOOLEAN -> value == null ? "NULL::boolean" : value.toString();
      case DATE, DATETIME ->
          parameters.add(value == null ? null : StoredComparison.time(value), ColumnType.TIME);
      case TIME ->
          parameters.add(
              value == null ? null : StoredComparison.millis((LocalTime) value),
              ColumnType.NUMERIC);
      case REFERENCE -> parameters.add(value, ColumnType.UUID);
      case LOCATION -> parameters.add(place((Place) value), ColumnType.NUMERIC.sql() + "[]");
    };
  }

  private static BigDecimal @Nullable [] place(@Nullable Place place) {
    return place == null ? null : new BigDecimal[] {place.latitude(), place.longitude()};
  }

  StoredComparison comparison() {
    return comparison;
  }

  /** Where an expression cannot be worked out; null when it always can. */
  @Nullable String failure(Expression expression) {
    String failure = failures.of(expression);
    return failure == null ? null : bounded(expression, failure);
  }
}
