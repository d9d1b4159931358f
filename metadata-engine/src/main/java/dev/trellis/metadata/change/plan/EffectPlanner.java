package dev.trellis.metadata.change.plan;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.convert.Conversion;
import dev.trellis.metadata.change.convert.Conversions;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.component.PicklistValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the difference between two models does to stored records. */
final class EffectPlanner {
  private final Candidate candidate;
  private final List<DataEffect> effects = new ArrayList<>();

  EffectPlanner(Candidate candidate) {
    this.candidate = candidate;
  }

  List<DataEffect> plan() {
    for (ComponentKey key : candidate.draft().deleted()) {
      if (key.kind() == Kind.OBJECT) {
        object(candidate.modelBefore(), key.name())
            .ifPresent(object -> effects.add(new DataEffect.HideRecords(object)));
      } else if (key.kind() == Kind.FIELD) {
        deletedField(key);
      } else if (key.kind() == Kind.RECORD_TYPE) {
        deletedRecordType(key);
      }
    }
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      object(candidate.modelAfter(), field.objectName())
          .ifPresent(after -> writtenField(field, after));
    }
    candidate.modelAfter().objects().values().forEach(this::droppedChoices);
    effects.addAll(new GatherPlanner(candidate).plan());
    return effects;
  }

  private void deletedRecordType(ComponentKey key) {
    if (!candidate.draft().deleted().contains(ComponentKey.object(key.objectName()))) {
      object(candidate.modelBefore(), key.objectName())
          .ifPresent(object -> effects.add(new DataEffect.DropRecordType(object, key)));
    }
  }

  /** Looks at models, not at what was written: a value set is in the lists of many fields. */
  private void droppedChoices(ObjectModel after) {
    object(candidate.modelBefore(), after.name())
        .filter(before -> before.id() == after.id() && before != after)
        .ifPresent(
            before ->
                before.fields().stream()
                    .filter(field -> field.id() > 0)
                    .forEach(field -> droppedChoices(before, field, after)));
  }

  private void droppedChoices(ObjectModel before, FieldModel from, ObjectModel after) {
    after
        .field(from.name())
        .filter(to -> to.id() == from.id() && to.type().getClass() == from.type().getClass())
        .filter(to -> to.type() instanceof FieldType.Choice choice && choice.source().restricted())
        .ifPresent(
            to -> {
              Set<String> left = values(to);
              List<String> dropped =
                  values(from).stream().filter(value -> !left.contains(value)).toList();
              if (!dropped.isEmpty()) {
                effects.add(new DataEffect.DropChoices(before, from, dropped));
              }
            });
  }

  private static Set<String> values(FieldModel field) {
    return field.choices().stream()
        .map(PicklistValue::value)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void deletedField(ComponentKey key) {
    // A deleted object takes its records along as a whole.
    if (candidate.draft().deleted().contains(ComponentKey.object(key.objectName()))) {
      return;
    }
    object(candidate.modelBefore(), key.objectName())
        .ifPresent(
            object ->
                object
                    .field(key.localName())
                    .filter(field -> field.id() > 0 && !field.isComputed())
                    .ifPresent(
                        field -> {
                          effects.add(new DataEffect.HideValues(object, field));
                          if (field.definition().mustBeUnique()) {
                            effects.add(new DataEffect.ReleaseValues(object, field));
                          }
                        }));
  }

  private void writtenField(FieldDefinition definition, ObjectModel after) {
    FieldModel to = after.require(definition.localName());
    String pointer = candidate.draft().pointer(definition);
    Optional<ObjectModel> before = object(candidate.modelBefore(), definition.objectName());
    FieldModel from =
        before
            .filter(object -> object.id() == after.id())
            .flatMap(object -> object.field(to.name()))
            .filter(field -> field.id() == to.id())
            .orElse(null);
    if (from == null) {
      // New, or back from the dead: then it may have values.
      if (candidate.draft().changeSet().isRestore() && to.definition().mustBeUnique()) {
        effects.add(new DataEffect.ClaimValues(after, to, pointer));
      }
      return;
    }
    changedField(before.orElseThrow(), after, from, to, pointer);
  }

  private void changedField(
      ObjectModel before, ObjectModel after, FieldModel from, FieldModel to, String pointer) {
    if (to.definition().calculation() != null) {
      return; // What is calculated is calculated anew, see GatherPlanner.
    }
    boolean converts = Conversions.isNeeded(from.definition(), to.definition());
    boolean moves = !isSamePlace(from.storage(), to.storage());
    if (isIndexDeferred(from.storage(), to.storage())) {
      effects.add(new DataEffect.IndexLater(after, to));
    } else if (converts || moves) {
      Conversion conversion =
          converts ? new Conversion(from, to, candidate.modelAfter().settings().timeZone()) : null;
      effects.add(rewrite(before, after, from, to, conversion, pointer));
    }
    boolean wasUnique = from.definition().mustBeUnique();
    boolean isUnique = to.definition().mustBeUnique();
    if (wasUnique && (!isUnique || converts)) {
      effects.add(new DataEffect.ReleaseValues(before, from));
    }
    if (isUnique && (!wasUnique || converts)) {
      effects.add(new DataEffect.ClaimValues(after, to, pointer));
    }
    if (to.definition().required() && !from.definition().required()) {
      effects.add(new DataEffect.RequireValues(after, to));
    }
  }

  private DataEffect.Rewrite rewrite(
      ObjectModel before,
      ObjectModel after,
      FieldModel from,
      FieldModel to,
      @Nullable Conversion conversion,
      String pointer) {
    String name = before.name() + "." + from.name();
    boolean mayClear = candidate.draft().changeSet().clearing().contains(name);
    return new DataEffect.Rewrite(before, after, from, to, conversion, mayClear, pointer);
  }

  private static boolean isSamePlace(Storage before, Storage after) {
    return before.equals(after);
  }

  private static boolean isIndexDeferred(Storage before, Storage after) {
    return !before.equals(after)
        && after instanceof Storage.Column column
        && column.indexed() != null
        && !column.isIndexReady();
  }

  private static Optional<ObjectModel> object(TenantModel model, String name) {
    return model.object(name);
  }
}
