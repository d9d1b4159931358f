package dev.trellis.metadata.expression;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.sdk.component.FieldType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as seen from an object, over references: {@code account.parent.name}.
 *
 * @param steps the references on the way, none for a field of the object itself
 * @param owners the objects that may hold the field: several behind a reference that may point to
 *     several objects
 * @param field the field of the first of the owners
 * @param part a part of an address or location ({@code city}), else null
 */
public record FieldPath(
    List<Step> steps, List<ObjectModel> owners, FieldModel field, @Nullable String part) {
  public static final int MAX_STEPS = 5;

  /**
   * @param name as written in the path
   * @param from the object that has the reference
   * @param targets the objects it may point to
   */
  public record Step(
      String name, ObjectModel from, FieldModel reference, List<ObjectModel> targets) {
    public Step {
      targets = List.copyOf(targets);
    }
  }

  public FieldPath {
    steps = List.copyOf(steps);
    owners = List.copyOf(owners);
  }

  public ObjectModel owner() {
    return owners.getFirst();
  }

  /** The field of the object itself where it begins, which is the first reference if it has any. */
  public FieldModel own() {
    return steps.isEmpty() ? field : steps.getFirst().reference();
  }

  public ValueType type() {
    return switch (field.type()) {
      case FieldType.Address _ when part != null -> ValueType.TEXT;
      case FieldType.Geolocation _ when part != null -> ValueType.NUMBER;
      default -> ValueType.of(field);
    };
  }

  /** The same field seen from further away: over these references first. */
  public FieldPath after(List<Step> way) {
    if (way.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(way);
    all.addAll(steps);
    return new FieldPath(all, owners, field, part);
  }

  /** The same field seen from one of the objects that the first reference leads to. */
  public FieldPath beyond(ObjectModel target) {
    List<Step> rest = steps.subList(1, steps.size());
    return rest.isEmpty()
        ? new FieldPath(rest, List.of(target), target.require(field.name()), part)
        : new FieldPath(rest, owners, field, part);
  }

  /** Whether somebody may read the field and everything on the way. */
  public boolean isReadable(Access access) {
    return steps.stream().allMatch(step -> access.canRead(step.from(), step.reference()))
        && owners.stream()
            .allMatch(
                owner ->
                    (steps.isEmpty()
                            || owner.isPlatformObject()
                            || access.can(owner, ObjectPermission.READ))
                        && access.canRead(owner, owner.require(field.name())));
  }

  /** The path's names, as JSON nests them. */
  public List<String> names() {
    var names = new ArrayList<String>();
    steps.forEach(step -> names.add(step.name()));
    names.add(field.name());
    if (part != null) {
      names.add(part);
    }
    return names;
  }

  public String text() {
    return String.join(".", names());
  }
}
