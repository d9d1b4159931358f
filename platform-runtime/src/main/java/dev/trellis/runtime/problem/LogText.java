package dev.trellis.runtime.problem;

import org.jspecify.annotations.Nullable;

/** Callers' text in our log: one line, of bounded length, so that nobody can forge entries. */
public final class LogText {
  private static final int MAX = 300;

  private LogText() {}

  public static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    var safe = new StringBuilder(Math.min(text.length(), MAX));
    for (int i = 0; i < text.length() && i < MAX; i++) {
      char c = text.charAt(i);
      safe.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
    }
    return safe.toString();
  }
}
