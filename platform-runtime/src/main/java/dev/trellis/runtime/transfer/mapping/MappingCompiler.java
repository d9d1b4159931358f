package dev.trellis.runtime.transfer.mapping;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.record.DraftReader;
import dev.trellis.runtime.transfer.mapping.ImportOptions.Operation;
import dev.trellis.runtime.transfer.table.Header;
import dev.trellis.runtime.transfer.value.CellOptions;
import dev.trellis.runtime.transfer.value.CellReader;
import dev.trellis.runtime.transfer.value.DateFormat;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a mapping against header, model and rights, all violations together. */
final class MappingCompiler {
  private static final Set<String> ADDRESS_PARTS =
      Set.of("street", "city", "state", "postal_code", "country");
  private static final Set<String> USER_KEYS = Set.of("username", "email", "name");

  private final ImportOptions options;
  private final Header header;
  private final List<ColumnFormat> formats;
  private final TenantModel model;
  private final Access access;
  private final List<Violation> violations = new ArrayList<>();

  MappingCompiler(
      ImportOptions options,
      List<String> header,
      List<ColumnFormat> formats,
      TenantModel model,
      Access access) {
    this.options = options;
    this.header = new Header(header, List.of());
    this.formats = formats;
    this.model = model;
    this.access = access;
  }

  Mapping compile() {
    ObjectModel object =
        model
            .object(options.object())
            .filter(found -> !found.isPlatformObject())
            .filter(
                found ->
                    access.can(found, ObjectPermission.READ)
                        || access.can(found, ObjectPermission.CREATE))
            .orElseThrow(
                () ->
                    PlatformException.invalid(
                        violation("object", "unknown_object", "object", options.object())));
    var targets = new ArrayList<ColumnTarget>();
    options
        .mapping()
        .forEach((column, path) -> target(object, column, path).ifPresent(targets::add));
    options.replace().keySet().stream()
        .filter(column -> header.column(column).isEmpty())
        .forEach(
            column ->
                refuse(
                    "replace/" + DraftReader.escape(column), "unknown_column", "column", column));
    options.values().fieldNames().forEachRemaining(name -> checkValue(object, name));
    checkTwice(targets);
    FieldModel key = key(object, targets);
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
    return new Mapping(options, object, key, targets);
  }

  private Optional<ColumnTarget> target(ObjectModel object, String column, String path) {
    String pointer = "mapping/" + DraftReader.escape(column);
    OptionalInt position = header.column(column);
    if (position.isEmpty()) {
      refuse(pointer, "unknown_column", "column", column);
      return Optional.empty();
    }
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    String part = dot < 0 ? null : path.substring(dot + 1);
    Optional<FieldModel> field =
        object
            .field(name)
            .filter(found -> access.canRead(object, found) || access.canEdit(object, found));
    if (field.isEmpty()) {
      refuse(pointer, "unknown_field", "field", path);
      return Optional.empty();
    }
    if (!isSettable(object, field.get())) {
      refuse(pointer, "read_only", "field", path);
      return Optional.empty();
    }
    FieldModel read = part == null ? field.get() : part(field.get(), part);
    if (read == null) {
      refuse(pointer, field.get().isReference() ? "not_a_key" : "unknown_field", "field", path);
      return Optional.empty();
    }
    var reader = new CellReader(read, cellOptions(position.getAsInt()));
    Map<String, String> replace = options.replace().getOrDefault(column, Map.of());
    return Optional.of(
        new ColumnTarget(position.getAsInt(), column, field.get(), part, reader, replace));
  }

  private boolean isSettable(ObjectModel object, FieldModel field) {
    if (field.name().equals(SystemFields.ID)) {
      return options.operation() == Operation.UPDATE;
    }
    return field.isWritable()
        && access.canEdit(object, field)
        && !(field.type() instanceof FieldType.AutoNumber);
  }

  /**
   * The field whose values stand for a referred record, or a part of an address read as text; null
   * when there is none.
   */
  private @Nullable FieldModel part(FieldModel field, String part) {
    if (field.type() instanceof FieldType.Reference reference) {
      return reference.to().stream()
          .flatMap(target -> model.object(target).stream())
          .filter(target -> target.isPlatformObject() || access.can(target, ObjectPermission.READ))
          .flatMap(target -> target.field(part).filter(found -> isKey(target, found)).stream())
          .findFirst()
          .orElse(null);
    }
    boolean isPart =
        switch (field.type()) {
          case FieldType.Address _ -> ADDRESS_PARTS.contains(part);
          case FieldType.Geolocation _ -> part.equals("latitude") || part.equals("longitude");
          default -> false;
        };
    if (!isPart) {
      return null;
    }
    FieldType type =
        field.type() instanceof FieldType.Address
            ? new FieldType.Text(255)
            : new FieldType.Number(9, 6, true);
    var definition = field.definition();
    return new FieldModel(
        field.id(),
        field.ordinal(),
        part,
        new FieldDefinition(
            definition.name(),
            definition.label(),
            null,
            null,
            type,
            false,
            false,
            false,
            false,
            false,
            null,
            null),
        field.storage(),
        false,
        true,
        List.of(),
        false);
  }

  private boolean isKey(ObjectModel target, FieldModel field) {
    if (target.isPlatformObject()) {
      return target.name().equals(ObjectModel.USER) && USER_KEYS.contains(field.name());
    }
    return access.canRead(target, field)
        && (field.definition().mustBeUnique() || field.name().equals(SystemFields.NAME));
  }

  private CellOptions cellOptions(int column) {
    ColumnFormat found =
        column < formats.size() ? formats.get(column) : new ColumnFormat("yyyy-MM-dd", '.');
    DateFormat dates =
        DateFormat.of(options.dateFormat() != null ? options.dateFormat() : found.datePattern())
            .orElse(DateFormat.ISO);
    ZoneId zone =
        options.timeZone() == null ? model.settings().timeZone() : ZoneId.of(options.timeZone());
    char separator =
        options.decimalSeparator() == null
            ? found.decimalSeparator()
            : options.decimalSeparator().charAt(0);
    return new CellOptions(dates, zone, separator);
  }

  private void checkValue(ObjectModel object, String name) {
    Optional<FieldModel> field =
        object
            .field(name)
            .filter(found -> access.canRead(object, found) || access.canEdit(object, found));
    if (field.isEmpty()) {
      refuse("values/" + DraftReader.escape(name), "unknown_field", "field", name);
    }
  }

  /** Parts of one address may come from several columns; anything else only from one. */
  private void checkTwice(List<ColumnTarget> targets) {
    var taken = new HashSet<String>();
    var columns = new HashMap<Integer, String>();
    for (ColumnTarget target : targets) {
      boolean isPart = target.part() != null && !target.field().isReference();
      String place = isPart ? target.field().name() + "." + target.part() : target.field().name();
      String pointer = "mapping/" + DraftReader.escape(target.header());
      if (!taken.add(place)) {
        refuse(pointer, "mapped_twice", "field", place);
      }
      if (columns.put(target.column(), place) != null) {
        refuse(pointer, "column_twice", "column", target.header());
      }
    }
    if (targets.isEmpty() && violations.isEmpty()) {
      refuse("mapping", "required");
    }
  }

  private @Nullable FieldModel key(ObjectModel object, List<ColumnTarget> targets) {
    if (options.operation() == Operation.INSERT) {
      return null;
    }
    boolean byId =
        targets.stream().anyMatch(target -> target.field().name().equals(SystemFields.ID));
    if (options.key() == null) {
      if (byId) {
        return null;
      }
      List<FieldModel> candidates =
          targets.stream()
              .filter(target -> target.part() == null)
              .map(ColumnTarget::field)
              .filter(field -> field.definition().externalId())
              .toList();
      if (candidates.size() != 1) {
        refuse("key", "required");
        return null;
      }
      return candidates.getFirst();
    }
    if (options.key().equals(SystemFields.ID) && options.operation() == Operation.UPDATE) {
      if (!byId) {
        refuse("key", "key_not_mapped", "field", options.key());
      }
      return null;
    }
    Optional<FieldModel> key =
        object.field(options.key()).filter(field -> access.canRead(object, field));
    if (key.isEmpty()) {
      refuse("key", "unknown_field", "field", options.key());
      return null;
    }
    if (!key.get().definition().mustBeUnique()) {
      refuse("key", "not_a_key", "field", options.key());
    } else if (targets.stream()
            .noneMatch(target -> target.field().equals(key.get()) && target.part() == null)
        && !options.values().has(options.key())) {
      refuse("key", "key_not_mapped", "field", options.key());
    }
    return key.get();
  }

  private static Violation violation(String pointer, String code, Object... params) {
    return Violation.of("/options/" + pointer, code, params);
  }

  private void refuse(String pointer, String code, Object... params) {
    violations.add(violation(pointer, code, params));
  }
}
