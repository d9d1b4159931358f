package dev.trellis.metadata.expression;

import dev.trellis.sdk.error.Violation;

/** Ends parsing or checking inside this package; {@link Expressions} turns it into a value. */
final class ExpressionException extends RuntimeException {
  private final transient Violation violation;

  private ExpressionException(Violation violation) {
    super(violation.code(), null, false, false);
    this.violation = violation;
  }

  /** Parameters come as name, value; the place is added. */
  static ExpressionException at(Position at, String code, Object... params) {
    var all = new Object[params.length + 6];
    System.arraycopy(params, 0, all, 0, params.length);
    int i = params.length;
    all[i++] = "position";
    all[i++] = at.offset();
    all[i++] = "line";
    all[i++] = at.line();
    all[i++] = "column";
    all[i] = at.column();
    return new ExpressionException(Violation.of("", code, all));
  }

  Violation violation() {
    return violation;
  }
}
