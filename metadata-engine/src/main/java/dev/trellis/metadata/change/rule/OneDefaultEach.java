package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.LayoutDefinition;
import dev.trellis.sdk.component.RecordTypeDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;

/** An object has at most one default layout and one default record type. */
final class OneDefaultEach implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (ObjectModel object : candidate.modelAfter().objects().values()) {
      collect(
          candidate,
          object.layouts().stream()
              .filter(layout -> Boolean.TRUE.equals(layout.isDefault()))
              .map(LayoutDefinition.class::cast)
              .toList(),
          violations);
      collect(
          candidate,
          object.recordTypes().stream()
              .filter(type -> Boolean.TRUE.equals(type.isDefault()))
              .map(RecordTypeDefinition.class::cast)
              .toList(),
          violations);
    }
    return violations;
  }

  private static void collect(
      Candidate candidate, List<? extends Component> defaults, List<Violation> violations) {
    if (defaults.size() < 2) {
      return;
    }
    for (Component component : defaults) {
      ComponentKey key = ComponentKey.of(component);
      if (candidate.draft().written().containsKey(key)) {
        violations.add(
            Violation.of(
                candidate.draft().pointer(key) + "/default",
                "another_default",
                "others",
                defaults.stream()
                    .filter(other -> other != component)
                    .map(Component::name)
                    .toList()));
      }
    }
  }
}
