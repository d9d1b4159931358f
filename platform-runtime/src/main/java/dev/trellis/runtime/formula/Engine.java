package dev.trellis.runtime.formula;

import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What works a formula out. */
enum Engine {
  JAVA,
  /** PostgreSQL, as in lists. */
  SQL;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Java unless another is asked for. */
  static Engine named(@Nullable String name) {
    if (name == null) {
      return JAVA;
    }
    return Arrays.stream(values())
        .filter(engine -> engine.wire().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                PlatformException.invalid(
                    Violation.of(
                        "/engine",
                        "not_in_list",
                        "value",
                        name,
                        "allowed",
                        Arrays.stream(values()).map(Engine::wire).toList())));
  }
}
