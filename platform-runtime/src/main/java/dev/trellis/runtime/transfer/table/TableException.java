package dev.trellis.runtime.transfer.table;

import dev.trellis.sdk.error.Violation;

/** The file, or the rest of it, cannot be read as a table. */
public final class TableException extends RuntimeException {
  private final Violation violation;

  private TableException(Violation violation) {
    super(violation.toString(), null, false, false);
    this.violation = violation;
  }

  /** Parameters come as name, value, name, value. */
  public static TableException of(String code, Object... params) {
    return new TableException(Violation.of("/file", code, params));
  }

  public Violation violation() {
    return violation;
  }
}
