package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.formula.Rollups;
import dev.trellis.metadata.postgres.RollupWriter;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.ValidationRules;
import dev.trellis.metadata.record.ValidationRules.Broken;
import dev.trellis.runtime.record.Objection.Cause;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Work.Validation;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Asks the rules of records whose roll-ups a save has changed: whoever adds a deal is told that the
 * account has too many of them (ADR 0047).
 */
final class ParentRules {
  private ParentRules() {}

  /** Whether a change of such records may be refused for what it makes of their parents. */
  static boolean watch(TenantModel model, ObjectModel object) {
    return watch(model, object, new HashSet<>());
  }

  private static boolean watch(TenantModel model, ObjectModel object, Set<String> seen) {
    return seen.add(object.name())
        && Rollups.of(model).over(object).stream()
            .map(Rollup::parent)
            .distinct()
            .anyMatch(
                parent ->
                    !ValidationRules.of(model, parent).ofRollups().isEmpty()
                        || watch(model, parent, seen));
  }

  /**
   * What the rules over roll-ups that changed say.
   *
   * @param causes by record, what somebody asked for that changed it; what changed of itself is
   *     held to no rule
   */
  static Uni<List<Objection>> objections(
      Work work,
      ObjectModel object,
      List<RollupWriter.Changed> changed,
      Map<UUID, Set<Cause>> causes) {
    ValidationRules rules = ValidationRules.of(work.model(), object).ofRollups();
    if (rules.isEmpty() || work.validation() == Validation.NONE) {
      return Uni.createFrom().item(List.of());
    }
    List<Draft> drafts =
        changed.stream()
            .filter(record -> causes.containsKey(record.id()))
            .map(record -> Draft.rolledUp(object, record.id(), record.before(), record.values()))
            .toList();
    if (drafts.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    var objections = new ArrayList<Objection>();
    return ValidationCheck.ask(
            work,
            rules,
            drafts,
            (draft, broken) -> {
              if (isConcerned(draft, broken)) {
                causes
                    .get(draft.id())
                    .forEach(cause -> objections.add(new Objection(cause, draft, broken)));
              }
            })
        .replaceWith(objections);
  }

  /** What was wrong before, and has nothing to do with what changed, stands in nobody's way. */
  private static boolean isConcerned(Draft draft, Broken broken) {
    return broken.rule().reads().stream().anyMatch(draft::isChanged);
  }
}
