package dev.trellis.runtime.transfer.value;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Yes and no as files say it. */
final class WrittenBoolean {
  private static final Set<String> TRUE =
      Set.of(
          "true", "t", "yes", "y", "1", "on", "x", "✓", "✔", "√", "是", "真", "对", "有", "wahr", "ja",
          "vrai", "oui", "sí", "si");
  private static final Set<String> FALSE =
      Set.of(
          "false", "f", "no", "n", "0", "off", "✗", "✘", "×", "否", "假", "错", "无", "falsch", "nein",
          "faux", "non");

  private WrittenBoolean() {}

  static @Nullable Boolean parse(String text) {
    if (text.length() > 8) {
      return null;
    }
    String word = text.toLowerCase(Locale.ROOT);
    return TRUE.contains(word) ? Boolean.TRUE : FALSE.contains(word) ? Boolean.FALSE : null;
  }
}
