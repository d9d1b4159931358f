package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes what does not depend on the record: {@code close_date > TODAY() - 30} becomes a
 * comparison with a day, which an index can serve. What cannot be computed stays as it is.
 */
final class Folding {
  private static final MathContext DIGITS = new MathContext(39, RoundingMode.HALF_UP);
  private static final BigDecimal MAX_DAYS = BigDecimal.valueOf(3_652_059);
  private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

  private final QueryScope scope;
  private final ZoneId zone;

  Folding(QueryScope scope) {
    this.scope = scope;
    this.zone = scope.model().settings().timeZone();
  }

  Expression fold(Expression expression) {
    return switch (expression) {
      case Constant constant -> constant;
      case Expression.Reference reference -> global(reference);
      case Expression.Compare it ->
          new Expression.Compare(it.operator(), fold(it.left()), fold(it.right()), it.at());
      case Expression.And it -> new Expression.And(fold(it.terms()), it.at());
      case Expression.Or it -> new Expression.Or(fold(it.terms()), it.at());
      case Expression.Not it -> new Expression.Not(fold(it.term()), it.at());
      case Expression.Negate it -> negate(it, fold(it.operand()));
      case Expression.Calculate it -> calculate(it, fold(it.left()), fold(it.right()));
      case Expression.Concatenate it -> concatenate(it, fold(it.parts()));
      case Expression.Call it -> call(it, fold(it.arguments()));
    };
  }

  private List<Expression> fold(List<Expression> expressions) {
    return expressions.stream().map(this::fold).toList();
  }

  private Expression global(Expression.Reference reference) {
    return switch (reference.binding()) {
      case Binding.OfGlobal(Binding.Global global) ->
          switch (global) {
            case USER_ID -> new Constant(scope.userId(), ValueType.REFERENCE, reference.at());
          };
      case Binding.OfField _, Binding.OfColumn _ -> reference;
    };
  }

  private static Expression negate(Expression.Negate negate, Expression operand) {
    if (operand instanceof Constant(Object value, _, _)) {
      return new Constant(
          value == null ? null : ((BigDecimal) value).negate(), ValueType.NUMBER, negate.at());
    }
    return new Expression.Negate(operand, negate.at());
  }

  private static Expression calculate(Expression.Calculate it, Expression left, Expression right) {
    if (left instanceof Constant(Object a, _, _) && right instanceof Constant(Object b, _, _)) {
      if (a == null || b == null) {
        return new Constant(null, it.type(), it.at());
      }
      Object value = calculate(it.operator(), a, b);
      if (value != null) {
        return new Constant(value, it.type(), it.at());
      }
    }
    return new Expression.Calculate(it.operator(), left, right, it.type(), it.at());
  }

  private static @Nullable Object calculate(Expression.Operation operator, Object a, Object b) {
    try {
      if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
        return switch (operator) {
          case ADD -> x.add(y, DIGITS);
          case SUBTRACT -> x.subtract(y, DIGITS);
          case MULTIPLY -> x.multiply(y, DIGITS);
          case DIVIDE -> y.signum() == 0 ? null : x.divide(y, DIGITS);
          case POWER -> null;
        };
      }
      if (b instanceof BigDecimal y && y.abs().compareTo(MAX_DAYS) <= 0) {
        BigDecimal days = operator == Expression.Operation.ADD ? y : y.negate();
        return a instanceof LocalDate date
            ? inRange(date.plusDays(days.longValue()))
            : ((Instant) a).plusSeconds(seconds(days));
      }
      return null;
    } catch (DateTimeException | ArithmeticException _) {
      return null;
    }
  }

  /** Days on an instant count to the nearest second, half up. */
  private static long seconds(BigDecimal days) {
    return days.multiply(SECONDS_A_DAY)
        .add(new BigDecimal("0.5"))
        .setScale(0, RoundingMode.FLOOR)
        .longValue();
  }

  private static @Nullable LocalDate inRange(LocalDate date) {
    return date.getYear() >= 1 && date.getYear() <= 9999 ? date : null;
  }

  private static Expression concatenate(Expression.Concatenate it, List<Expression> parts) {
    if (parts.stream().allMatch(Constant.class::isInstance)) {
      var text = new StringBuilder();
      for (Expression part : parts) {
        Object value = ((Constant) part).value();
        text.append(value == null ? "" : value);
      }
      return new Constant(text.isEmpty() ? null : text.toString(), ValueType.TEXT, it.at());
    }
    return new Expression.Concatenate(parts, it.at());
  }

  private Expression call(Expression.Call call, List<Expression> arguments) {
    Object value =
        switch (call.function()) {
          case TODAY -> LocalDate.ofInstant(scope.now(), zone);
          case NOW -> scope.now();
          case DATE_OF -> date(arguments);
          case DATEVALUE -> day(arguments.getFirst());
          default -> null;
        };
    return value == null
        ? new Expression.Call(call.function(), arguments, call.type(), call.at())
        : new Constant(value, call.type(), call.at());
  }

  private static @Nullable Object date(List<Expression> arguments) {
    int[] parts = new int[3];
    for (int i = 0; i < 3; i++) {
      if (!(arguments.get(i) instanceof Constant(BigDecimal number, _, _))
          || number.abs().compareTo(BigDecimal.valueOf(9999)) > 0) {
        return null;
      }
      parts[i] = number.intValue();
    }
    try {
      return inRange(LocalDate.of(parts[0], parts[1], parts[2]));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private @Nullable Object day(Expression argument) {
    return switch (argument) {
      case Constant(Instant instant, _, _) -> LocalDate.ofInstant(instant, zone);
      case Constant(String text, _, _) -> parsed(text);
      default -> null;
    };
  }

  private static @Nullable LocalDate parsed(String text) {
    String[] parts = text.split("-", -1);
    if (parts.length != 3 || !text.matches("\\d{4}-\\d{1,2}-\\d{1,2}")) {
      return null;
    }
    try {
      return inRange(
          LocalDate.of(
              Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    } catch (DateTimeException _) {
      return null;
    }
  }
}
