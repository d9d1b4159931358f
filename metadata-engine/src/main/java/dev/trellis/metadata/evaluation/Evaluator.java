package dev.trellis.metadata.evaluation;

import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes closures of typed expressions: names, types and functions are decided once, and an
 * evaluation only calls what is left. The meaning of each node is that of the language we follow
 * (docs/formulas.md).
 */
public final class Evaluator {
  private final Blanks blanks;

  private Evaluator(Blanks blanks) {
    this.blanks = blanks;
  }

  public static Evaluation of(Expression expression, Blanks blanks) {
    return new Evaluator(blanks).compile(expression);
  }

  Evaluation compile(Expression expression) {
    return switch (expression) {
      case Expression.Constant(Object value, _, _) -> _ -> value;
      case Expression.Reference(Binding binding, ValueType type, _) -> read(binding, type);
      case Expression.Compare compare -> compare(compare);
      case Expression.And(List<Expression> terms, _) -> junction(terms, false);
      case Expression.Or(List<Expression> terms, _) -> junction(terms, true);
      case Expression.Not(Expression term, _) -> {
        Evaluation inner = compile(term);
        yield inputs -> inner.over(inputs) instanceof Boolean is ? !is : null;
      }
      case Expression.Negate(Expression operand, _) -> {
        Evaluation inner = compile(operand);
        yield inputs -> inner.over(inputs) instanceof BigDecimal number ? number.negate() : null;
      }
      case Expression.Calculate calculate -> calculate(calculate);
      case Expression.Concatenate(List<Expression> parts, _) -> concatenate(parts);
      case Expression.Call call -> new Calls(this).compile(call);
    };
  }

  List<Evaluation> compile(List<Expression> expressions) {
    var compiled = new ArrayList<Evaluation>(expressions.size());
    for (Expression each : expressions) {
      compiled.add(compile(each));
    }
    return compiled;
  }

  private Evaluation read(Binding binding, ValueType type) {
    return switch (type) {
      case NUMBER ->
          blanks == Blanks.NULL
              ? inputs -> inputs.read(binding)
              : inputs -> {
                Object value = inputs.read(binding);
                return value == null ? BigDecimal.ZERO : value;
              };
      // A box that nobody has ticked is not ticked.
      case BOOLEAN ->
          inputs -> {
            Object value = inputs.read(binding);
            return value == null ? Boolean.FALSE : value;
          };
      case TEXT -> inputs -> inputs.read(binding) instanceof String text ? blank(text) : null;
      case DATE, DATETIME, TIME, PICKLIST, MULTI_PICKLIST, REFERENCE, LOCATION, OPAQUE, NULL ->
          inputs -> inputs.read(binding);
    };
  }

  private static @Nullable String blank(String text) {
    return text.isEmpty() ? null : text;
  }

  /** From left to right, and no further than it takes; null counts as false. */
  private Evaluation junction(List<Expression> terms, boolean decisive) {
    Evaluation[] all = compile(terms).toArray(Evaluation[]::new);
    return inputs -> {
      for (Evaluation term : all) {
        if (Boolean.TRUE.equals(term.over(inputs)) == decisive) {
          return decisive;
        }
      }
      return !decisive;
    };
  }

  private Evaluation compare(Expression.Compare compare) {
    Evaluation left = compile(compare.left());
    Evaluation right = compile(compare.right());
    Expression.Comparison operator = compare.operator();
    if (operator.isEquality()) {
      boolean wanted = operator == Expression.Comparison.EQUAL;
      boolean equalsBlank = compare.left().type().equalsBlank();
      return inputs -> {
        Boolean equal = Values.equal(left.over(inputs), right.over(inputs), equalsBlank);
        return equal == null ? null : equal == wanted;
      };
    }
    return inputs -> {
      Object a = left.over(inputs);
      Object b = right.over(inputs);
      return a == null || b == null ? null : holds(operator, Values.compare(a, b));
    };
  }

  private static boolean holds(Expression.Comparison operator, int order) {
    return switch (operator) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
    };
  }

  private Evaluation calculate(Expression.Calculate calculate) {
    Evaluation left = compile(calculate.left());
    Evaluation right = compile(calculate.right());
    Expression.Operation operator = calculate.operator();
    return inputs -> {
      Object a = left.over(inputs);
      Object b = right.over(inputs);
      return a == null || b == null ? null : calculated(operator, a, b);
    };
  }

  private static Object calculated(Expression.Operation operator, Object a, Object b) {
    return switch (operator) {
      case ADD -> sum(a, (BigDecimal) b);
      case SUBTRACT -> difference(a, b);
      case MULTIPLY -> Decimals.multiply((BigDecimal) a, (BigDecimal) b);
      case DIVIDE -> Decimals.divide((BigDecimal) a, (BigDecimal) b);
      case POWER -> Decimals.power((BigDecimal) a, (BigDecimal) b);
    };
  }

  private static Object sum(Object a, BigDecimal b) {
    return switch (a) {
      case BigDecimal number -> number.add(b, Decimals.EXACT);
      case LocalDate date -> Times.plus(date, b);
      case Instant moment -> Times.plus(moment, b);
      case LocalTime time -> Times.plus(time, b);
      default -> throw new IllegalStateException("the checker lets nothing else be added to");
    };
  }

  private static Object difference(Object a, Object b) {
    return b instanceof BigDecimal number && !(a instanceof BigDecimal)
        ? sum(a, number.negate())
        : switch (a) {
          case BigDecimal number -> number.subtract((BigDecimal) b, Decimals.EXACT);
          case LocalDate date -> Times.between((LocalDate) b, date);
          case Instant moment -> Times.between((Instant) b, moment);
          case LocalTime time -> Times.between((LocalTime) b, time);
          default -> throw new IllegalStateException("the checker lets nothing else be subtracted");
        };
  }

  private Evaluation concatenate(List<Expression> parts) {
    Evaluation[] all = compile(parts).toArray(Evaluation[]::new);
    return inputs -> {
      var text = new StringBuilder();
      for (Evaluation part : all) {
        if (part.over(inputs) instanceof String piece) {
          text.append(piece);
          if (text.length() > Texts.MAX_LENGTH) {
            throw EvaluationException.of("text_too_long", "max", Texts.MAX_LENGTH);
          }
        }
      }
      return Texts.result(text.toString());
    };
  }
}
