package dev.trellis.runtime.identity;

import dev.trellis.runtime.problem.AcceptedLanguage;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The caller as the database knows it now, for administration, which is rare and has to be right.
 */
@Singleton
class FreshCaller {
  private final CurrentCaller current;
  private final Callers callers;
  private final RightsSource rights;

  FreshCaller(CurrentCaller current, Callers callers, RightsSource rights) {
    this.current = current;
    this.callers = callers;
    this.rights = rights;
  }

  <T> Uni<T> with(BiFunction<Caller, Rights, Uni<T>> work) {
    return callers
        .reread(current.require())
        .chain(caller -> rights.of(caller).chain(granted -> work.apply(caller, granted)));
  }

  /** With labels in a language of the request's choice instead of the user's own. */
  <T> Uni<T> in(@Nullable String acceptLanguage, BiFunction<Caller, Rights, Uni<T>> work) {
    if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.equals("*")) {
      return with(work);
    }
    String language = AcceptedLanguage.of(acceptLanguage);
    return callers
        .reread(current.require())
        .chain(
            caller ->
                rights.of(caller.speaking(language)).chain(granted -> work.apply(caller, granted)));
  }
}
