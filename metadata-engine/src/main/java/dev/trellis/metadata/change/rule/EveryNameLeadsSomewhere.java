package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.change.Use;
import dev.trellis.metadata.change.Uses;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;

/** What a written component speaks of is there, in the catalogue or in the same change set. */
final class EveryNameLeadsSomewhere implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var uses = new Uses(candidate.after(), candidate.modelAfter());
    var violations = new ArrayList<Violation>();
    for (ComponentDocument document : candidate.draft().written().values()) {
      String pointer = candidate.draft().pointer(document.key());
      for (Use use : uses.of(document.component())) {
        if (use.missing() != null) {
          violations.add(use.missing().under(pointer));
        }
      }
    }
    return violations;
  }
}
