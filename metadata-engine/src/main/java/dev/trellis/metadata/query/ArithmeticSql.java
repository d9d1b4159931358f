package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.Expression.Operation;
import dev.trellis.metadata.expression.ValueType;
import java.math.BigDecimal;

/** Operators of numbers, days and times as SQL. */
final class ArithmeticSql {
  /** Significant digits of the language's numbers. */
  private static final int DIGITS = 39;

  private final ExpressionSql expressions;

  ArithmeticSql(ExpressionSql expressions) {
    this.expressions = expressions;
  }

  /**
   * How long a number can get: within {@link #DIGITS}, PostgreSQL's own operators are exact.
   *
   * @param whole digits before the point
   * @param fraction digits behind it
   */
  private record Extent(int whole, int fraction) {
    static final Extent UNKNOWN = new Extent(DIGITS, DIGITS);
    static final Extent INT = new Extent(10, 0);
    static final int LONG = 19;

    boolean isExact() {
      return whole + fraction <= DIGITS;
    }

    Extent plus(Extent other) {
      return new Extent(Math.max(whole, other.whole) + 1, Math.max(fraction, other.fraction));
    }

    Extent times(Extent other) {
      return new Extent(whole + other.whole, fraction + other.fraction);
    }
  }

  String calculate(Expression.Calculate it) {
    String left = expressions.value(it.left());
    String right = expressions.value(it.right());
    return switch (it.left().type()) {
      case DATE -> day(it, left, right);
      case DATETIME -> moment(it, left, right);
      case TIME -> time(it, left, right);
      default -> number(it, left, right);
    };
  }

  private String number(Expression.Calculate it, String left, String right) {
    return switch (it.operator()) {
      case ADD, SUBTRACT -> {
        String sum = "(" + left + " " + it.operator().symbol() + " " + right + ")";
        yield extent(it).isExact() ? sum : "formula_exact" + sum;
      }
      case MULTIPLY ->
          extent(it).isExact()
              ? "(" + left + " * " + right + ")"
              : "formula_multiply(" + left + ", " + right + ")";
      case DIVIDE -> "formula_divide(" + left + ", " + right + ")";
      case POWER -> "formula_power(" + left + ", " + right + ")";
    };
  }

  private static String day(Expression.Calculate it, String left, String right) {
    return it.type() == ValueType.NUMBER
        ? "(extract(epoch FROM " + left + " - " + right + ") / 86400)"
        : "formula_add_days(" + left + ", " + signed(it, right) + ")";
  }

  private static String moment(Expression.Calculate it, String left, String right) {
    return it.type() == ValueType.NUMBER
        ? "formula_divide(extract(epoch FROM " + left + " - " + right + "), 86400)"
        : "formula_add_time(" + left + ", " + signed(it, right) + ")";
  }

  private static String time(Expression.Calculate it, String left, String right) {
    String minus = it.operator() == Operation.SUBTRACT ? " - " : " + ";
    return "formula_clock(trunc(" + left + ")" + minus + "trunc(" + right + "))";
  }

  private static String signed(Expression.Calculate it, String number) {
    return it.operator() == Operation.SUBTRACT ? "- " + number : number;
  }

  /** Whether an operation can end in an error although both operands have values. */
  boolean canFail(Expression.Calculate it) {
    return switch (it.operator()) {
      case ADD, SUBTRACT -> it.type() == ValueType.DATE || it.type() == ValueType.DATETIME;
      case MULTIPLY -> !extent(it).isExact();
      case DIVIDE ->
          !(it.right() instanceof Constant(BigDecimal by, _, _)
              && by.abs().compareTo(BigDecimal.ONE) >= 0);
      case POWER -> true;
    };
  }

  private Extent extent(Expression expression) {
    return switch (expression) {
      case Constant(BigDecimal number, _, _) ->
          new Extent(Math.max(number.precision() - number.scale(), 1), Math.max(number.scale(), 0));
      case Expression.Reference reference -> stored(expressions.stored(reference));
      case Expression.Negate negate -> extent(negate.operand());
      case Expression.Calculate it when it.left().type() == ValueType.NUMBER ->
          switch (it.operator()) {
            case ADD, SUBTRACT -> extent(it.left()).plus(extent(it.right()));
            case MULTIPLY -> extent(it.left()).times(extent(it.right()));
            case DIVIDE, POWER -> Extent.UNKNOWN;
          };
      case Expression.Call call ->
          switch (call.function()) {
            case LEN, FIND, YEAR, MONTH, DAY, WEEKDAY, HOUR, MINUTE, SECOND -> Extent.INT;
            case ABS -> extent(call.argument(0));
            default -> Extent.UNKNOWN;
          };
      default -> Extent.UNKNOWN;
    };
  }

  private static Extent stored(Stored stored) {
    return switch (stored.type()) {
      case LONG, INT -> new Extent(Math.max(Extent.LONG - stored.shift(), 1), stored.shift());
      case TEXT, NUMERIC, TIME, BOOL, UUID, JSON -> Extent.UNKNOWN;
    };
  }
}
