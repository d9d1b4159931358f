package dev.trellis.metadata.expression;

import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.List;
import java.util.function.Function;

/** What came of something a person wrote: a value, or everything that is wrong with it. */
public sealed interface Checked<T> {
  record Valid<T>(T value) implements Checked<T> {}

  record Refused<T>(List<Violation> violations) implements Checked<T> {
    public Refused {
      violations = List.copyOf(violations);
    }
  }

  static <T> Checked<T> valid(T value) {
    return new Valid<>(value);
  }

  static <T> Checked<T> refused(List<Violation> violations) {
    return new Refused<>(violations);
  }

  static <T> Checked<T> refused(Violation violation) {
    return new Refused<>(List.of(violation));
  }

  default <R> Checked<R> flatMap(Function<T, Checked<R>> next) {
    return switch (this) {
      case Valid<T>(T value) -> next.apply(value);
      case Refused<T>(List<Violation> violations) -> refused(violations);
    };
  }

  default List<Violation> violations() {
    return List.of();
  }

  /** The value, or the request ends with 422 and all violations. */
  default T orThrow() {
    return switch (this) {
      case Valid<T>(T value) -> value;
      case Refused<T>(List<Violation> violations) -> throw PlatformException.invalid(violations);
    };
  }
}
