package dev.trellis.runtime.record;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.Lookups;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.DraftValues;
import dev.trellis.metadata.record.SaveWarning;
import dev.trellis.metadata.record.ValidationRules;
import dev.trellis.metadata.record.ValidationRules.Broken;
import dev.trellis.runtime.metadata.Texts;
import dev.trellis.runtime.problem.AcceptedLanguage;
import dev.trellis.runtime.work.Aside;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Work.Validation;
import dev.trellis.sdk.component.ValidationRuleDefinition;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The step of the save pipeline that asks the administrators' rules. It looks at refused records,
 * too: people hear of everything at once.
 */
@ApplicationScoped
class ValidationCheck {
  /** The code of the warning, and the action in the history, of a record saved past its rules. */
  static final String SKIPPED = "validation_skipped";

  Uni<Void> check(Work work, ObjectModel object, List<Draft> drafts) {
    ValidationRules rules = ValidationRules.of(work.model(), object);
    if (rules.isEmpty() || work.validation() == Validation.NONE) {
      return Uni.createFrom().voidItem();
    }
    return rules.looksUp()
        ? checkLookingUp(work, object, rules, drafts)
        : RelatedReads.over(
            work,
            rules.related(),
            drafts,
            found ->
                check(
                    work,
                    object,
                    rules,
                    drafts,
                    rules.over(RelatedReads.surroundings(work), found)));
  }

  private static Uni<Void> checkLookingUp(
      Work work, ObjectModel object, ValidationRules rules, List<Draft> drafts) {
    var lookups = new Lookups();
    Surroundings surroundings = RelatedReads.surroundings(work).with(lookups);
    return RelatedReads.of(work, rules.related(), drafts)
        .map(found -> rules.over(surroundings, found))
        .chain(
            source ->
                LookupReads.settle(work, rules, drafts, source, lookups)
                    .chain(() -> Aside.run(() -> check(work, object, rules, drafts, source))));
  }

  private static void check(
      Work work,
      ObjectModel object,
      ValidationRules rules,
      List<Draft> drafts,
      DraftValues source) {
    for (Draft draft : drafts) {
      for (Broken broken : rules.brokenBy(draft, source)) {
        if (work.validation() == Validation.OVERRIDDEN) {
          String name = broken.rule().definition().localName();
          draft.warn(new SaveWarning(SKIPPED, name, List.of()));
        } else {
          draft.refuse(violation(work, object, broken));
        }
      }
    }
  }

  static boolean wasSkippedFor(Draft draft) {
    return draft.warnings().stream().anyMatch(warning -> warning.code().equals(SKIPPED));
  }

  private static Violation violation(Work work, ObjectModel object, Broken broken) {
    ValidationRuleDefinition rule = broken.rule().definition();
    String pointer = pointer(object, rule, work.access());
    return broken.error() == null
        ? Violation.of(pointer, "validation_rule", "rule", rule.localName())
            .saying(Messages.of(work.model()).of(rule))
        : FormulaFailures.violation(
            pointer,
            "validation_rule_failed",
            "rule",
            rule.localName(),
            broken.rule().formula(),
            broken.error(),
            work.access());
  }

  /** A field that somebody may not read is nowhere named to them. */
  private static String pointer(ObjectModel object, ValidationRuleDefinition rule, Access access) {
    return rule.errorField() == null
            || object
                .field(rule.errorField())
                .filter(field -> access.canRead(object, field))
                .isEmpty()
        ? ""
        : "/" + rule.errorField();
  }

  /** Rules' messages in every language, translations included. */
  private record Messages(Map<String, Texts> byLanguage) {
    static Messages of(TenantModel model) {
      return model.derived(
          Messages.class,
          owner ->
              new Messages(
                  AcceptedLanguage.ALL.stream()
                      .collect(
                          Collectors.toMap(
                              Function.identity(), language -> new Texts(owner, language)))));
    }

    Map<String, String> of(ValidationRuleDefinition rule) {
      var words = new HashMap<String, String>();
      byLanguage.forEach(
          (language, texts) -> words.put(language, texts.of(rule, "message", rule.message())));
      return words;
    }
  }
}
