package dev.trellis.runtime.problem;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Picks one of the languages we speak from an {@code Accept-Language} header. */
public final class AcceptedLanguage {
  public static final String ENGLISH = "en";
  public static final String CHINESE = "zh-CN";

  /** Every language that a text may be asked for in. */
  public static final List<String> ALL = List.of(ENGLISH, CHINESE);

  private AcceptedLanguage() {}

  /**
   * {@code zh-TW,zh;q=0.9,en;q=0.8} gives {@code zh-CN}; nothing that we speak gives English.
   * Entries with equal weight count in their order. A header nobody could have meant is ignored.
   */
  public static String of(@Nullable String header) {
    if (header == null || header.length() > 500) {
      return ENGLISH;
    }
    String best = ENGLISH;
    double bestWeight = 0;
    for (String entry : header.split(",")) {
      String[] parts = entry.trim().split(";");
      String language = spoken(parts[0].trim());
      double weight = language.isEmpty() ? 0 : weight(parts);
      if (weight > bestWeight) {
        best = language;
        bestWeight = weight;
      }
    }
    return best;
  }

  private static String spoken(String tag) {
    String lower = tag.toLowerCase(Locale.ROOT);
    if (lower.equals("zh") || lower.startsWith("zh-")) {
      return CHINESE;
    }
    return lower.equals("en") || lower.startsWith("en-") ? ENGLISH : "";
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].trim();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
