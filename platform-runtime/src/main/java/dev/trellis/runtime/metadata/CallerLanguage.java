package dev.trellis.runtime.metadata;

import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.problem.AcceptedLanguage;
import org.jspecify.annotations.Nullable;

/** The language a caller wants labels in: what the request says, else what the user chose. */
final class CallerLanguage {
  private CallerLanguage() {}

  static String of(Caller caller, @Nullable String acceptLanguage) {
    return acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.equals("*")
        ? caller.locale()
        : AcceptedLanguage.of(acceptLanguage);
  }
}
