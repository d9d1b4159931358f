package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.LayoutDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two inputs for one field would overwrite each other. */
final class LayoutsShowAFieldOnce implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (LayoutDefinition layout : candidate.draft().written(LayoutDefinition.class)) {
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < layout.sections().size(); i++) {
        List<LayoutDefinition.Item> items = layout.sections().get(i).fields();
        for (int j = 0; j < items.size(); j++) {
          if (!seen.add(items.get(j).field())) {
            violations.add(
                Violation.of(
                    candidate.draft().pointer(layout) + "/sections/" + i + "/fields/" + j,
                    "repeated",
                    "value",
                    items.get(j).field()));
          }
        }
      }
    }
    return violations;
  }
}
