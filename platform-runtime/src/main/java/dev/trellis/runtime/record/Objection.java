package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.ValidationRules.Broken;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.runtime.problem.AcceptedLanguage;
import dev.trellis.runtime.problem.ProblemTexts;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a rule has against a save or deletion that changes a roll-up of the record that it watches
 * over.
 *
 * @param parent the record with the roll-up, as the save leaves it
 */
record Objection(Cause cause, Draft parent, Broken broken) {
  /**
   * A record that somebody asked to be saved or deleted.
   *
   * @param via the reference by which its roll-ups gather it
   */
  record Cause(UUID record, FieldModel via) {}

  /** As somebody who saves the record that causes it is told. */
  Violation ofSaved(Work work, ObjectModel object) {
    boolean isReadable = work.access().canRead(object, cause.via());
    return violation(work, isReadable ? "/" + cause.via().name() : "");
  }

  Violation ofDeleted(Work work) {
    return violation(work, "/id");
  }

  private Violation violation(Work work, String pointer) {
    Violation of = ValidationCheck.violation(work, parent.object(), broken);
    FieldModel name = parent.object().require(SearchDocument.nameField(parent.object()));
    String rule = broken.rule().definition().localName();
    boolean isReadable =
        work.access().can(parent.object(), ObjectPermission.READ)
            // Where not every record is, this one may be hidden: then it has no name here.
            && work.records().reach(parent.object(), Level.READ).isAll()
            && work.access().canRead(parent.object(), name);
    if (!isReadable) {
      return Violation.of(pointer, "parent_validation_rule", "rule", rule).saying(of.texts());
    }
    String called = String.valueOf(parent.value(name));
    var texts = new HashMap<String, String>();
    for (String language : AcceptedLanguage.ALL) {
      texts.put(
          language,
          ProblemTexts.violation(
              language,
              "parent_validation_rule_named",
              Map.of("name", called, "message", ProblemTexts.violation(language, of))));
    }
    return Violation.of(
            pointer,
            "parent_validation_rule",
            "object",
            parent.object().name(),
            "id",
            parent.id().toString(),
            "name",
            called,
            "rule",
            rule)
        .saying(texts);
  }
}
