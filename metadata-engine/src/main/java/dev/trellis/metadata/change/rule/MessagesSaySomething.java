package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.ValidationRuleDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;

/** Whoever is refused reads why, in each language that the rule has a message for. */
final class MessagesSaySomething implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (ValidationRuleDefinition rule :
        candidate.draft().written(ValidationRuleDefinition.class)) {
      String pointer = candidate.draft().pointer(rule) + "/message";
      rule.message()
          .texts()
          .forEach(
              (locale, text) -> {
                if (text.isBlank()) {
                  violations.add(Violation.of(pointer + "/" + locale, "required"));
                }
              });
    }
    return violations;
  }
}
