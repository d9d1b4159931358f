package dev.trellis.metadata.evaluation;

import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that choose between values, or make something of a blank or an error. */
final class ChoiceCalls {
  private final Evaluator evaluator;
  private final CallShapes shapes;

  ChoiceCalls(Evaluator evaluator, CallShapes shapes) {
    this.evaluator = evaluator;
    this.shapes = shapes;
  }

  Evaluation isBlank(Expression argument, boolean textMayBe) {
    if (argument.type() == ValueType.TEXT && !textMayBe) {
      return inputs -> false;
    }
    Evaluation inner = evaluator.compile(argument);
    return inputs -> {
      Object value = inner.over(inputs);
      return value == null || value instanceof List<?> held && held.isEmpty();
    };
  }

  Evaluation otherwise(List<Expression> arguments, boolean textMayBe) {
    Evaluation first = evaluator.compile(arguments.getFirst());
    if (arguments.getFirst().type() == ValueType.TEXT && !textMayBe) {
      return first;
    }
    Evaluation second = evaluator.compile(arguments.getLast());
    return inputs -> {
      Object value = first.over(inputs);
      return value == null ? second.over(inputs) : value;
    };
  }

  Evaluation choose(List<Expression> arguments) {
    Evaluation condition = evaluator.compile(arguments.getFirst());
    Evaluation then = evaluator.compile(arguments.get(1));
    Evaluation otherwise = evaluator.compile(arguments.get(2));
    return inputs ->
        Boolean.TRUE.equals(condition.over(inputs)) ? then.over(inputs) : otherwise.over(inputs);
  }

  /** All arguments are worked out before one is chosen: an error in any is an error. */
  Evaluation select(List<Expression> arguments) {
    boolean equalsBlank = arguments.getFirst().type().equalsBlank();
    return shapes.all(
        arguments,
        in -> {
          @Nullable Object[] values = in.values();
          for (int i = 1; i < values.length - 1; i += 2) {
            if (Boolean.TRUE.equals(Values.equal(values[0], values[i], equalsBlank))) {
              return values[i + 1];
            }
          }
          return values[values.length - 1];
        });
  }

  Evaluation recover(List<Expression> arguments) {
    Evaluation first = evaluator.compile(arguments.getFirst());
    Evaluation second = evaluator.compile(arguments.getLast());
    return inputs -> {
      try {
        return first.over(inputs);
      } catch (EvaluationException _) {
        return second.over(inputs);
      }
    };
  }

  Evaluation isAmong(List<Expression> arguments) {
    return shapes.all(
        arguments,
        in -> {
          @Nullable Object[] values = in.values();
          for (int i = 1; i < values.length; i++) {
            if (Boolean.TRUE.equals(Values.equal(values[0], values[i], false))) {
              return true;
            }
          }
          return false;
        });
  }
}
