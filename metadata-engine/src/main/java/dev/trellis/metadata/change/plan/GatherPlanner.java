package dev.trellis.metadata.change.plan;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.Use;
import dev.trellis.metadata.change.Uses;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.formula.Rollups;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which roll-ups a change makes say something else, each after those that it gathers. */
final class GatherPlanner {
  private final Candidate candidate;
  private final Uses usesBefore;
  private final Uses usesAfter;
  private final Map<ComponentKey, DataEffect> effects = new LinkedHashMap<>();

  GatherPlanner(Candidate candidate) {
    this.candidate = candidate;
    this.usesBefore = new Uses(candidate.before(), candidate.modelBefore());
    this.usesAfter = new Uses(candidate.after(), candidate.modelAfter());
  }

  List<DataEffect> plan() {
    var keys = new LinkedHashSet<ComponentKey>();
    candidate
        .modelAfter()
        .objects()
        .values()
        .forEach(
            object ->
                Rollups.of(candidate.modelAfter())
                    .of(object)
                    .forEach(rollup -> keys.add(key(rollup))));
    keys.forEach(key -> add(key, new LinkedHashSet<>()));
    return new ArrayList<>(effects.values());
  }

  private static ComponentKey key(Rollup rollup) {
    return ComponentKey.field(rollup.parent().name(), rollup.field().name());
  }

  private void add(ComponentKey key, Set<ComponentKey> way) {
    if (effects.containsKey(key) || !way.add(key) || !isChanged(key)) {
      return;
    }
    calculated(usesAfter, candidate.modelAfter(), key).forEach(inner -> add(inner, way));
    field(candidate.modelAfter(), key)
        .filter(field -> field.definition().calculation() instanceof Calculation.Rollup)
        .ifPresent(
            field ->
                effects.put(
                    key,
                    new DataEffect.Gather(
                        candidate.modelAfter().object(key.objectName()).orElseThrow(), field)));
  }

  private boolean isChanged(ComponentKey key) {
    return !meaning(usesBefore, candidate.modelBefore(), key, new LinkedHashSet<>())
        .equals(meaning(usesAfter, candidate.modelAfter(), key, new LinkedHashSet<>()));
  }

  /** Everything that decides what a calculated field comes to, besides values of records. */
  private static String meaning(
      Uses uses, TenantModel model, ComponentKey key, Set<ComponentKey> seen) {
    Optional<FieldModel> field = field(model, key);
    if (field.isEmpty() || !seen.add(key)) {
      return "";
    }
    var text = new StringBuilder();
    // Another field of the same name is another field.
    text.append(field.get().id()).append(field.get().definition().calculation());
    text.append(field.get().type()).append(field.get().storage());
    calculated(uses, model, key).forEach(inner -> text.append(meaning(uses, model, inner, seen)));
    return text.toString();
  }

  private static List<ComponentKey> calculated(Uses uses, TenantModel model, ComponentKey key) {
    return field(model, key).stream()
        .flatMap(field -> uses.of(field.definition()).stream())
        .map(Use::targets)
        .flatMap(List::stream)
        .filter(target -> target.kind() == Kind.FIELD && field(model, target).isPresent())
        .distinct()
        .toList();
  }

  private static Optional<FieldModel> field(TenantModel model, ComponentKey key) {
    return model
        .object(key.objectName())
        .flatMap(object -> object.field(key.localName()))
        .filter(field -> field.definition().calculation() != null);
  }
}
