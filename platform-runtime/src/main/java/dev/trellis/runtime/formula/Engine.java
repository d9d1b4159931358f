package dev.trellis.runtime.formula;

import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who works a formula out. They mean the same; trying them out beside one another shows it. */
enum Engine {
  JAVA,
  /** PostgreSQL, as in lists. */
  SQL,
  /** The evaluator of browsers. */
  JS;

  /** Java's unless another is named. */
  static Engine named(@Nullable String name) {
    return Arrays.stream(values())
        .filter(engine -> engine.wire().equals(name == null ? JAVA.wire() : name))
        .findFirst()
        .orElseThrow(() -> unknown(String.valueOf(name)));
  }

  private static PlatformException unknown(String name) {
    List<String> allowed = Arrays.stream(values()).map(Engine::wire).toList();
    return PlatformException.invalid(
        Violation.of("/engine", "not_in_list", "value", name, "allowed", allowed));
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
