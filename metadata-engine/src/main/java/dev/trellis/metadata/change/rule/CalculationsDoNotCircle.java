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
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * No formula or roll-up depends on itself, over whatever other ones and objects. A new circle goes
 * through a field that is written, so it is enough to start from those.
 */
final class CalculationsDoNotCircle implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var uses = new Uses(candidate.after(), candidate.modelAfter());
    var known = new HashMap<ComponentKey, List<ComponentKey>>();
    Function<ComponentKey, List<ComponentKey>> reads =
        key -> known.computeIfAbsent(key, _ -> read(candidate, uses, key));
    var violations = new ArrayList<Violation>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      if (field.calculation() != null) {
        Circle.from(ComponentKey.of(field), reads)
            .map(
                circle ->
                    Violation.of(
                        candidate.draft().pointer(field), "formula_circle", "path", text(circle)))
            .ifPresent(violations::add);
      }
    }
    return violations;
  }

  private static String text(List<ComponentKey> circle) {
    return circle.stream().map(ComponentKey::name).collect(Collectors.joining(" → "));
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
