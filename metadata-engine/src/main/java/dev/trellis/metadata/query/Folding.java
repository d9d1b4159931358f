package dev.trellis.metadata.query;

import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.evaluation.Evaluator;
import dev.trellis.metadata.evaluation.Inputs;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.Global;
import dev.trellis.metadata.formula.Surroundings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes what does not depend on the record: {@code close_date > TODAY() - 30} becomes a
 * comparison with a day, which an index can serve. What cannot be worked out stays as it is.
 */
final class Folding {
  private final @Nullable Surroundings surroundings;
  private final Moment moment;

  Folding(QueryScope scope) {
    this.surroundings = scope.surroundings();
    this.moment = new Moment(surroundings.now(), surroundings.zone());
  }

  /** Where names are columns alone. */
  Folding(Instant now, ZoneId zone) {
    this.surroundings = null;
    this.moment = new Moment(now, zone);
  }

  private record Moment(Instant now, ZoneId zone) implements Inputs {
    @Override
    public @Nullable Object read(Binding binding) {
      throw new IllegalStateException("a constant reads nothing: " + binding.text());
    }
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
      case Expression.Negate it -> worked(new Expression.Negate(fold(it.operand()), it.at()));
      case Expression.Calculate it ->
          worked(
              new Expression.Calculate(
                  it.operator(), fold(it.left()), fold(it.right()), it.type(), it.at()));
      case Expression.Concatenate it ->
          worked(new Expression.Concatenate(fold(it.parts()), it.at()));
      case Expression.Call it ->
          worked(new Expression.Call(it.function(), fold(it.arguments()), it.type(), it.at()));
    };
  }

  private List<Expression> fold(List<Expression> expressions) {
    var folded = new ArrayList<Expression>(expressions.size());
    for (Expression each : expressions) {
      folded.add(fold(each));
    }
    return folded;
  }

  private Expression global(Expression.Reference reference) {
    return switch (reference.binding()) {
      case Binding.OfGlobal(Global global) ->
          new Constant(
              Objects.requireNonNull(surroundings).global(global),
              reference.type(),
              reference.at());
      case Binding.OfField _, Binding.OfColumn _, Binding.OfSlot _, Binding.OfLookup _ -> reference;
    };
  }

  /** Of constants alone, a constant. */
  private Expression worked(Expression expression) {
    if (!expression.children().stream().allMatch(Constant.class::isInstance)) {
      return expression;
    }
    try {
      Object value = Evaluator.of(expression, Blanks.NULL).over(moment);
      return new Constant(value, expression.type(), expression.at());
    } catch (EvaluationException _) {
      return expression;
    }
  }
}
