package dev.trellis.metadata.change;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.RelationshipModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what names in documents stand for. */
final class PathResolver {
  private final TenantModel model;

  PathResolver(TenantModel model) {
    this.model = model;
  }

  Use object(String pointer, String name) {
    return model.object(name).isPresent()
        ? found(pointer, ComponentKey.object(name))
        : missing(pointer, List.of(), "unknown_object", "object", name);
  }

  /** A field of an object, or a path over references: {@code account.name}. */
  Use path(String pointer, String object, String path) {
    var targets = new ArrayList<ComponentKey>();
    String at = object;
    String[] steps = path.split("\\.");
    for (int i = 0; i < steps.length; i++) {
      Optional<FieldModel> field = field(at, steps[i]);
      if (field.isEmpty()) {
        return missing(pointer, targets, "unknown_field", "field", steps[i], "object", at);
      }
      targets.add(ComponentKey.field(at, steps[i]));
      if (i < steps.length - 1) {
        if (!(field.get().type() instanceof FieldType.Reference reference)) {
          return missing(pointer, targets, "not_a_reference", "field", steps[i], "object", at);
        }
        at = target(reference, steps[i + 1]);
        targets.add(ComponentKey.object(at));
      }
    }
    return new Use(pointer, targets, null);
  }

  /** Of several possible objects the first that has the field. */
  private String target(FieldType.Reference reference, String next) {
    return reference.to().stream()
        .filter(object -> field(object, next).isPresent())
        .findFirst()
        .orElse(reference.to().getFirst());
  }

  Optional<FieldModel> field(String object, String name) {
    return model.object(object).flatMap(found -> found.field(name));
  }

  Optional<RelationshipModel> relationship(String object, String name) {
    return model.relationships(object).stream()
        .filter(relationship -> relationship.name().equals(name))
        .findFirst();
  }

  Use relationship(String pointer, String object, String name) {
    return relationship(object, name)
        .map(found -> found(pointer, ComponentKey.field(found.from().name(), found.field().name())))
        .orElseGet(
            () ->
                missing(
                    pointer,
                    List.of(),
                    "unknown_relationship",
                    "relationship",
                    name,
                    "object",
                    object));
  }

  Optional<ObjectModel> object(String name) {
    return model.object(name);
  }

  static Use found(String pointer, ComponentKey target) {
    return new Use(pointer, List.of(target), null);
  }

  static Use missing(String pointer, List<ComponentKey> targets, String code, Object... params) {
    return new Use(pointer, targets, Violation.of(pointer, code, params));
  }
}
