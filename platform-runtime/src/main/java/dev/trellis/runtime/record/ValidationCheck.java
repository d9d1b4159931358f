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
import java.util.function.BiConsumer;
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
    return ask(
        work,
        rules,
        drafts,
        (draft, broken) -> {
          if (work.validation() == Validation.OVERRIDDEN) {
            draft.warn(skipped(broken));
          } else {
            draft.refuse(violation(work, object, broken));
          }
        });
  }

  /** The warning about a record that is saved all the same. */
  static SaveWarning skipped(Broken broken) {
    return new SaveWarning(SKIPPED, broken.rule().definition().localName(), List.of());
  }

  /**
   * Asks rules about records and tells of those that are broken, perhaps on another thread, one
   * after the other.
   */
  static Uni<Void> ask(
      Work work, ValidationRules rules, List<Draft> drafts, BiConsumer<Draft, Broken> onBroken) {
    return rules.looksUp()
        ? askLookingUp(work, rules, drafts, onBroken)
        : RelatedReads.over(
            work,
            rules.related(),
            drafts,
            found ->
                ask(rules, drafts, rules.over(RelatedReads.surroundings(work), found), onBroken));
  }

  private static Uni<Void> askLookingUp(
      Work work, ValidationRules rules, List<Draft> drafts, BiConsumer<Draft, Broken> onBroken) {
    var lookups = new Lookups();
    Surroundings surroundings = RelatedReads.surroundings(work).with(lookups);
    return RelatedReads.of(work, rules.related(), drafts)
        .map(found -> rules.over(surroundings, found))
        .chain(
            source ->
                LookupReads.settle(work, rules, drafts, source, lookups)
                    .chain(() -> Aside.run(() -> ask(rules, drafts, source, onBroken))));
  }

  private static void ask(
      ValidationRules rules,
      List<Draft> drafts,
      DraftValues source,
      BiConsumer<Draft, Broken> onBroken) {
    for (Draft draft : drafts) {
      rules.brokenBy(draft, source).forEach(broken -> onBroken.accept(draft, broken));
    }
  }

  static boolean wasSkippedFor(Draft draft) {
    return draft.warnings().stream().anyMatch(warning -> warning.code().equals(SKIPPED));
  }

  static Violation violation(Work work, ObjectModel object, Broken broken) {
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
