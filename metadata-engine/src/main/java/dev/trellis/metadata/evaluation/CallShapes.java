package dev.trellis.metadata.evaluation;

import dev.trellis.metadata.expression.Expression;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What functions have in common: which blanks make their result blank. */
final class CallShapes {
  private final Evaluator evaluator;

  CallShapes(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** What a function does, once its arguments have values. */
  interface Operator {
    @Nullable Object apply(Arguments arguments);
  }

  Evaluation all(List<Expression> arguments, Operator operator) {
    Evaluation[] parts = evaluator.compile(arguments).toArray(Evaluation[]::new);
    return inputs -> {
      var values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] = parts[i].over(inputs);
      }
      return operator.apply(new Arguments(values));
    };
  }

  /** Null as soon as one argument is. */
  Evaluation strict(List<Expression> arguments, Operator operator) {
    return all(
        arguments,
        in -> {
          for (Object value : in.values()) {
            if (value == null) {
              return null;
            }
          }
          return operator.apply(in);
        });
  }

  /** Of one text; further arguments may be blank. */
  Evaluation text(List<Expression> arguments, Operator operator) {
    return all(
        arguments,
        in ->
            in.isBlank(0)
                ? null
                : Texts.result((String) Objects.requireNonNull(operator.apply(in))));
  }

  Evaluation integer(List<Expression> arguments, RoundingMode mode) {
    return strict(arguments, in -> Decimals.integer(in.number(0), mode));
  }

  interface TextTest {
    boolean holds(String text, String part);
  }

  /** Every text has a blank part. */
  Evaluation part(List<Expression> arguments, TextTest test) {
    return all(
        arguments,
        in ->
            in.isBlank(1)
                ? Boolean.TRUE
                : in.isBlank(0) ? null : test.holds(in.text(0), in.text(1)));
  }

  Evaluation pad(List<Expression> arguments, boolean onTheLeft) {
    boolean hasPad = arguments.size() > 2;
    return all(
        arguments,
        in ->
            in.isBlank(0) || in.isBlank(1)
                ? null
                : Texts.padded(
                    in.text(0), in.number(1), hasPad ? in.textOrNull(2) : " ", onTheLeft));
  }

  /** The largest with direction 1, the smallest with -1. */
  Evaluation extreme(List<Expression> arguments, int direction) {
    return strict(
        arguments,
        in -> {
          BigDecimal best = in.number(0);
          for (int i = 1; i < in.values().length; i++) {
            if (in.number(i).compareTo(best) * direction > 0) {
              best = in.number(i);
            }
          }
          return best;
        });
  }
}
