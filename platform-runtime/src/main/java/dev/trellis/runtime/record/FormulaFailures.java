package dev.trellis.runtime.record;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.runtime.problem.AcceptedLanguage;
import dev.trellis.runtime.problem.ProblemTexts;
import dev.trellis.sdk.error.Violation;
import java.util.HashMap;
import java.util.Map;

/** Formulas that have no value for a record, in words. */
final class FormulaFailures {
  private FormulaFailures() {}

  /**
   * Says which formula failed and why. Somebody who may not read all that it reads does not hear
   * why: reasons tell values.
   *
   * @param param the name of the violation's parameter that says whose formula it is
   * @param formula the formula by itself
   */
  static Violation violation(
      String pointer,
      String code,
      String param,
      String name,
      Linked formula,
      Violation error,
      Access access) {
    Violation reason =
        formula.isReadable(access) ? error : Violation.of("", "formula_without_value");
    var texts = new HashMap<String, String>();
    for (String language : AcceptedLanguage.ALL) {
      String why = ProblemTexts.violation(language, reason);
      texts.put(
          language, ProblemTexts.violation(language, code, Map.of(param, name, "reason", why)));
    }
    return Violation.of(pointer, code, param, name, "error", reason.code()).saying(texts);
  }
}
