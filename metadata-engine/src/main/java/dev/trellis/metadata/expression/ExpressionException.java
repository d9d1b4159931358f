package dev.trellis.metadata.expression;

import dev.trellis.sdk.error.Violation;
import java.util.Optional;

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

  /** The same of a name, with the one that was probably meant. */
  static ExpressionException unknown(
      Position at, String code, String name, Optional<String> suggestion) {
    return suggestion
        .map(meant -> at(at, code, "name", name, "suggestion", meant))
        .orElseGet(() -> at(at, code, "name", name));
  }

  Violation violation() {
    return violation;
  }
}
