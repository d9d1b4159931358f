package dev.trellis.runtime.identity;

import dev.trellis.runtime.problem.AcceptedLanguage;
import org.jspecify.annotations.Nullable;

/** The language a caller wants texts in: what the request says, else what the user chose. */
public final class CallerLanguage {
  private CallerLanguage() {}

  public static String of(Caller caller, @Nullable String acceptLanguage) {
    return acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.equals("*")
        ? caller.locale()
        : AcceptedLanguage.of(acceptLanguage);
  }

  /** The same among those that the platform itself speaks. */
  public static String spoken(Caller caller, @Nullable String acceptLanguage) {
    return AcceptedLanguage.of(of(caller, acceptLanguage));
  }
}
