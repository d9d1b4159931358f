package dev.trellis.metadata.expression;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields that one caller may read, seen from one object. What may not be read is not there. */
public final class FieldScope implements Scope {
  private static final Set<String> ADDRESS_PARTS =
      Set.of("street", "city", "state", "postal_code", "country");
  private static final Set<String> LOCATION_PARTS = Set.of("latitude", "longitude");

  private final TenantModel model;
  private final ObjectModel object;
  private final Access access;
  private final boolean hasPrior;

  public FieldScope(TenantModel model, ObjectModel object, Access access) {
    this(model, object, access, false);
  }

  private FieldScope(TenantModel model, ObjectModel object, Access access, boolean hasPrior) {
    this.model = model;
    this.object = object;
    this.access = access;
    this.hasPrior = hasPrior;
  }

  /** The same for what is asked while a record is saved. */
  FieldScope seeingChange() {
    return new FieldScope(model, object, access, true);
  }

  @Override
  public boolean hasPrior() {
    return hasPrior;
  }

  /** A path outside formulas ({@code fields}, {@code sort}); the violation has no pointer yet. */
  public Checked<FieldPath> find(String path) {
    return find(List.of(path.split("\\.", -1)));
  }

  @Override
  public Expression resolve(Syntax.Path path) {
    if (path.segments().getFirst().startsWith("$")) {
      return Globals.of(model, object, this, path);
    }
    return switch (find(path.segments())) {
      case Checked.Valid<FieldPath>(FieldPath found) ->
          new Expression.Reference(new Binding.OfField(found), found.type(), path.at());
      case Checked.Refused<FieldPath>(List<Violation> violations) -> {
        Violation first = violations.getFirst();
        var params = new ArrayList<Object>();
        first.params().forEach((name, value) -> params.addAll(List.of(name, value)));
        throw ExpressionException.at(path.at(), first.code(), params.toArray());
      }
    };
  }

  @Override
  public boolean hasObject(String name) {
    return model
        .object(name)
        .filter(found -> !found.isPlatformObject() && access.can(found, ObjectPermission.READ))
        .isPresent();
  }

  @Override
  public Binding.OfLookup lookup(Syntax.Path returned, Syntax.Path key) {
    Looked first = looked(returned);
    Looked second = looked(key);
    if (!first.object().equals(second.object())) {
      throw ExpressionException.at(key.at(), "formula_lookup_two_objects");
    }
    if (ValueType.of(second.field()) != ValueType.TEXT) {
      throw ExpressionException.at(key.at(), "formula_lookup_key", "field", key.text());
    }
    return new Binding.OfLookup(first.object(), first.field(), second.field());
  }

  private record Looked(ObjectModel object, FieldModel field) {}

  /** {@code zip.city}, or as Salesforce has it {@code $ObjectType.zip.Fields.city}. */
  private Looked looked(Syntax.Path path) {
    List<String> segments = path.segments();
    boolean isLong =
        segments.size() == 4
            && segments.getFirst().equalsIgnoreCase("$ObjectType")
            && segments.get(2).equalsIgnoreCase("Fields");
    if (!isLong && segments.size() != 2) {
      throw ExpressionException.at(path.at(), "formula_lookup_field", "field", path.text());
    }
    String objectName = segments.get(isLong ? 1 : 0).toLowerCase(Locale.ROOT);
    return model
        .object(objectName)
        .filter(found -> !found.isPlatformObject() && access.can(found, ObjectPermission.READ))
        .flatMap(
            found ->
                readable(found, segments.getLast().toLowerCase(Locale.ROOT))
                    .filter(field -> !field.isComputed())
                    .filter(field -> ValueType.of(field).isComparable())
                    .map(field -> new Looked(found, field)))
        .orElseThrow(
            () -> ExpressionException.at(path.at(), "formula_lookup_field", "field", path.text()));
  }

  private Checked<FieldPath> find(List<String> segments) {
    var steps = new ArrayList<FieldPath.Step>();
    List<ObjectModel> owners = List.of(object);
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i).toLowerCase(Locale.ROOT);
      boolean last = i == segments.size() - 1;
      if (owners.size() > 1 && !segment.equals("name") && !segment.equals("id")) {
        return Checked.refused(
            Violation.of("", "polymorphic_path", "path", String.join(".", segments)));
      }
      ObjectModel owner = owners.getFirst();
      Optional<FieldModel> found = last ? readable(owner, segment) : reference(owner, segment);
      if (found.isEmpty()) {
        return Checked.refused(unknown(owner, segments.get(i)));
      }
      FieldModel field = found.get();
      if (last) {
        return Checked.valid(new FieldPath(steps, owners, field, null));
      }
      if (i == segments.size() - 2 && hasPart(field, segments.get(i + 1))) {
        return Checked.valid(new FieldPath(steps, owners, field, segments.get(i + 1)));
      }
      List<ObjectModel> targets = targets(field);
      if (targets.isEmpty()) {
        return Checked.refused(notThrough(owner, field, segments.get(i + 1)));
      }
      steps.add(new FieldPath.Step(segment, owner, field, targets));
      if (steps.size() > FieldPath.MAX_STEPS) {
        return Checked.refused(Violation.of("", "path_too_long", "max", FieldPath.MAX_STEPS));
      }
      owners = targets;
    }
    throw new IllegalStateException("a path has at least one segment");
  }

  /** See {@link KnownFields}. */
  public Set<String> namesAfter(List<String> way) {
    ObjectModel owner = object;
    for (String step : way) {
      List<ObjectModel> targets = reference(owner, step).map(this::targets).orElse(List.of());
      if (targets.size() != 1) {
        return Set.of();
      }
      owner = targets.getFirst();
    }
    ObjectModel last = owner;
    return last.fields().stream()
        .filter(field -> access.canRead(last, field))
        .map(FieldModel::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Violation unknown(ObjectModel owner, String name) {
    List<String> readable =
        owner.fields().stream()
            .filter(field -> access.canRead(owner, field))
            .map(FieldModel::name)
            .toList();
    return Nearest.to(name, readable)
        .map(
            meant ->
                Violation.of(
                    "",
                    "unknown_field",
                    "field",
                    name,
                    "object",
                    owner.name(),
                    "suggestion",
                    meant))
        .orElseGet(() -> Violation.of("", "unknown_field", "field", name, "object", owner.name()));
  }

  /** Addresses and places have parts, references lead on; nothing else has anything behind it. */
  private static Violation notThrough(ObjectModel owner, FieldModel field, String name) {
    String whole = owner.name() + "." + field.name();
    return switch (field.type()) {
      case FieldType.Address _, FieldType.Geolocation _, FieldType.Reference _ ->
          Violation.of("", "unknown_field", "field", name, "object", whole);
      default ->
          Violation.of(
              "", "not_a_reference", "field", whole, "type", field.type().wire(), "part", name);
    };
  }

  private Optional<FieldModel> readable(ObjectModel owner, String name) {
    return owner.field(name).filter(field -> access.canRead(owner, field));
  }

  /** A step may drop the {@code _id} of {@code owner_id}. */
  private Optional<FieldModel> reference(ObjectModel owner, String name) {
    return readable(owner, name).or(() -> readable(owner, name + "_id"));
  }

  /** The objects behind a reference that the caller may read at all. */
  private List<ObjectModel> targets(FieldModel field) {
    if (!(field.type() instanceof FieldType.Reference reference)) {
      return List.of();
    }
    return reference.to().stream()
        .flatMap(name -> model.object(name).stream())
        .filter(target -> target.isPlatformObject() || access.can(target, ObjectPermission.READ))
        .toList();
  }

  private static boolean hasPart(FieldModel field, @Nullable String part) {
    return switch (field.type()) {
      case FieldType.Address _ -> ADDRESS_PARTS.contains(part);
      case FieldType.Geolocation _ -> LOCATION_PARTS.contains(part);
      default -> false;
    };
  }
}
