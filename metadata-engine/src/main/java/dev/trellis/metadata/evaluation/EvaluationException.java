package dev.trellis.metadata.evaluation;

import dev.trellis.sdk.error.Violation;

/** An expression has no value for these inputs, such as a division by zero. */
public final class EvaluationException extends RuntimeException {
  private final transient Violation violation;

  private EvaluationException(Violation violation) {
    super(violation.code(), null, false, false);
    this.violation = violation;
  }

  /** Parameters come as name, value. */
  static EvaluationException of(String code, Object... params) {
    return new EvaluationException(Violation.of("", code, params));
  }

  /** What is wrong, without a place. */
  public Violation violation() {
    return violation;
  }
}
