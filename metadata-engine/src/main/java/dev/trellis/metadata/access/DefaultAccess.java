package dev.trellis.metadata.access;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.sdk.component.PermissionSetDefinition;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What permission sets grant. Within a set the most specific entry wins ({@code deal.amount} over
 * {@code deal.*} over {@code *}), over a holder's sets the most generous. A set that has entries
 * for fields of an object shows no others of them; a set that has none lets the fields follow what
 * it grants on the object. What every record has ({@code id}, {@code name}, {@code owner_id} …) is
 * readable with the object unless an entry for it says otherwise.
 */
public final class DefaultAccess implements Access {
  /** The set that grants everything, whatever its document says. */
  public static final String ADMINISTRATOR = "administrator";

  /** Permissions on an object that mean writing its fields. */
  private static final Set<String> CHANGING =
      Set.of(
          ObjectPermission.CREATE.wire(),
          ObjectPermission.EDIT.wire(),
          ObjectPermission.MODIFY_ALL.wire());

  private enum Level {
    NONE,
    READ,
    EDIT
  }

  private final List<PermissionSetDefinition> sets;
  private final boolean isAdministrator;
  private final Set<SystemPermission> system = EnumSet.noneOf(SystemPermission.class);
  private final Set<String> apps = new HashSet<>();
  private final Map<String, Set<ObjectPermission>> objects = new ConcurrentHashMap<>();
  private final Map<String, Level> fields = new ConcurrentHashMap<>();

  public DefaultAccess(Collection<PermissionSetDefinition> sets) {
    this.sets = List.copyOf(sets);
    this.isAdministrator = sets.stream().anyMatch(set -> set.name().equals(ADMINISTRATOR));
    for (PermissionSetDefinition set : sets) {
      apps.addAll(set.apps());
      for (String permission : set.system()) {
        system.add(SystemPermission.valueOf(permission.toUpperCase(Locale.ROOT)));
      }
    }
  }

  @Override
  public boolean can(ObjectModel object, ObjectPermission permission) {
    if (object.isPlatformObject()) {
      // Users are looked up by everyone; files are reached through the record that holds them.
      return permission == ObjectPermission.READ && object.name().equals(ObjectModel.USER);
    }
    return isAdministrator
        || objects.computeIfAbsent(object.name(), this::objectPermissions).contains(permission);
  }

  @Override
  public boolean canRead(ObjectModel object, FieldModel field) {
    return level(object, field).compareTo(Level.READ) >= 0;
  }

  @Override
  public boolean canEdit(ObjectModel object, FieldModel field) {
    return field.isWritable() && level(object, field) == Level.EDIT;
  }

  @Override
  public boolean has(SystemPermission permission) {
    return isAdministrator || system.contains(permission);
  }

  @Override
  public boolean canOpenApp(String app) {
    return isAdministrator || apps.contains("*") || apps.contains(app);
  }

  private Set<ObjectPermission> objectPermissions(String object) {
    var granted = EnumSet.noneOf(ObjectPermission.class);
    for (PermissionSetDefinition set : sets) {
      List<String> entry = set.objects().getOrDefault(object, set.objects().get("*"));
      if (entry != null) {
        entry.forEach(name -> granted.add(ObjectPermission.valueOf(name.toUpperCase(Locale.ROOT))));
      }
    }
    if (granted.contains(ObjectPermission.MODIFY_ALL)) {
      granted.addAll(
          EnumSet.of(
              ObjectPermission.VIEW_ALL,
              ObjectPermission.EDIT,
              ObjectPermission.DELETE,
              ObjectPermission.TRANSFER));
    }
    if (granted.contains(ObjectPermission.VIEW_ALL)
        || granted.contains(ObjectPermission.EDIT)
        || granted.contains(ObjectPermission.DELETE)) {
      granted.add(ObjectPermission.READ);
    }
    return granted;
  }

  private Level level(ObjectModel object, FieldModel field) {
    if (field.name().equals(SystemFields.DELETED_AT)) {
      return Level.NONE;
    }
    if (isAdministrator || object.isPlatformObject()) {
      return Level.EDIT;
    }
    return fields.computeIfAbsent(
        object.name() + "." + field.name(), _ -> level(object.name(), field));
  }

  private Level level(String object, FieldModel field) {
    Level highest = Level.NONE;
    for (PermissionSetDefinition set : sets) {
      Level level = level(set, object, field);
      highest = level.compareTo(highest) > 0 ? level : highest;
    }
    return highest;
  }

  private static Level level(PermissionSetDefinition set, String object, FieldModel field) {
    Level own = parse(set.fields().get(object + "." + field.name()));
    if (field.id() > 0) {
      return own != null ? own : wildcard(set, object);
    }
    if (field.name().equals(SystemFields.ID)) {
      return Level.READ;
    }
    Level fallback = wildcard(set, object);
    return own != null ? own : fallback == Level.EDIT ? Level.EDIT : Level.READ;
  }

  private static Level wildcard(PermissionSetDefinition set, String object) {
    Level ofObject = parse(set.fields().get(object + ".*"));
    Level ofAll = ofObject != null ? ofObject : parse(set.fields().get("*"));
    if (ofAll != null) {
      return ofAll;
    }
    boolean speaksOfFields =
        set.fields().keySet().stream().anyMatch(key -> key.startsWith(object + "."));
    return speaksOfFields ? Level.NONE : impliedBy(set, object);
  }

  private static Level impliedBy(PermissionSetDefinition set, String object) {
    List<String> granted = set.objects().getOrDefault(object, set.objects().get("*"));
    if (granted == null || granted.isEmpty()) {
      return Level.NONE;
    }
    return granted.stream().anyMatch(CHANGING::contains) ? Level.EDIT : Level.READ;
  }

  private static @Nullable Level parse(@Nullable String entry) {
    return entry == null ? null : Level.valueOf(entry.toUpperCase(Locale.ROOT));
  }
}
