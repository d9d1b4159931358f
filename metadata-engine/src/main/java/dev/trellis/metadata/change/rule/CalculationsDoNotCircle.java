package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.change.Use;
import dev.trellis.metadata.change.Uses;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * No formula or roll-up depends on itself, over whatever other ones and objects. A new circle goes
 * through a field that is written, so it is enough to start from those.
 */
final class CalculationsDoNotCircle implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var uses = new Uses(candidate.after(), candidate.modelAfter());
    var violations = new ArrayList<Violation>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      if (field.calculation() != null) {
        ComponentKey start = ComponentKey.of(field);
        circle(candidate, uses, start, start, new LinkedHashSet<>(), new HashSet<>())
            .ifPresent(
                path ->
                    violations.add(
                        Violation.of(
                            candidate.draft().pointer(field), "formula_circle", "path", path)));
      }
    }
    return violations;
  }

  /** The way from a field back to where it began; empty when there is none. */
  private static Optional<String> circle(
      Candidate candidate,
      Uses uses,
      ComponentKey start,
      ComponentKey at,
      LinkedHashSet<ComponentKey> way,
      Set<ComponentKey> seen) {
    way.add(at);
    for (ComponentKey next : read(candidate, uses, at)) {
      if (next.equals(start)) {
        return Optional.of(text(way, start));
      }
      if (seen.add(next)) {
        Optional<String> found = circle(candidate, uses, start, next, way, seen);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    way.remove(at);
    return Optional.empty();
  }

  private static String text(Set<ComponentKey> way, ComponentKey start) {
    var names = new ArrayList<String>();
    way.forEach(key -> names.add(key.name()));
    names.add(start.name());
    return String.join(" → ", names);
  }

  /** The calculated fields that one reads. */
  private static List<ComponentKey> read(Candidate candidate, Uses uses, ComponentKey key) {
    return field(candidate, key).stream()
        .flatMap(field -> uses.of(field.definition()).stream())
        .map(Use::targets)
        .flatMap(List::stream)
        .filter(target -> target.kind() == Kind.FIELD && field(candidate, target).isPresent())
        .toList();
  }

  private static Optional<FieldModel> field(Candidate candidate, ComponentKey key) {
    return candidate
        .modelAfter()
        .object(key.objectName())
        .flatMap(object -> object.field(key.localName()))
        .filter(field -> field.definition().calculation() != null);
  }
}
