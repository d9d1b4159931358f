package dev.trellis.metadata.evaluation;

import org.jspecify.annotations.Nullable;

/** An expression made ready to be worked out, again and again and on any thread. */
@FunctionalInterface
public interface Evaluation {
  /**
   * The value for these inputs; null is blank.
   *
   * @throws EvaluationException when there is none
   */
  @Nullable Object over(Inputs inputs);
}
