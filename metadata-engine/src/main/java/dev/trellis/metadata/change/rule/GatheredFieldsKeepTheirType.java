package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.formula.Rollups;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values of a roll-up are of the type of what it gathers, and stay where they are. */
final class GatheredFieldsKeepTheirType implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      ObjectModel child = candidate.modelAfter().object(field.objectName()).orElseThrow();
      for (Rollup rollup : Rollups.of(candidate.modelAfter()).over(child)) {
        boolean isGathered =
            rollup.gathered() != null && rollup.gathered().field().name().equals(field.localName());
        if (isGathered && !isWritten(candidate, rollup) && changesType(candidate, rollup)) {
          violations.add(
              Violation.of(
                  candidate.draft().pointer(field) + "/type",
                  "gathered_by_rollup",
                  "field",
                  field.name(),
                  "rollup",
                  rollup.parent().name() + "." + rollup.field().name()));
        }
      }
    }
    return violations;
  }

  private static boolean isWritten(Candidate candidate, Rollup rollup) {
    return candidate
        .draft()
        .written()
        .containsKey(ComponentKey.field(rollup.parent().name(), rollup.field().name()));
  }

  private static boolean changesType(Candidate candidate, Rollup rollup) {
    Optional<FieldModel> before =
        candidate
            .modelBefore()
            .object(rollup.parent().name())
            .flatMap(object -> object.field(rollup.field().name()));
    return before.isPresent() && !before.get().type().equals(rollup.field().type());
  }
}
