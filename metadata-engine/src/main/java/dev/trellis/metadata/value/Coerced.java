package dev.trellis.metadata.value;

import dev.trellis.sdk.error.Violation;
import org.jspecify.annotations.Nullable;

/** What became of an input: a value (null means blank) or what is wrong with it. */
public sealed interface Coerced {
  Coerced BLANK = new Value(null);

  record Value(@Nullable Object value) implements Coerced {}

  /** The pointer is that of the field's member, for example {@code /amount}. */
  record Refused(Violation violation) implements Coerced {}

  static Coerced of(Object value) {
    return new Value(value);
  }

  static Coerced refused(Violation violation) {
    return new Refused(violation);
  }
}
