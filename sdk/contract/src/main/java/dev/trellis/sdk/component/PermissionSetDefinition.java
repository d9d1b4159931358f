package dev.trellis.sdk.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What its holders may see and do. Sets add up.
 *
 * @param objects by object name, or {@code *} for all: {@code create, read, edit, delete, view_all,
 *     modify_all, transfer, export, import}
 * @param fields by {@code object.field}, {@code object.*} or {@code *}: {@code none}, {@code read}
 *     or {@code edit}; the most specific entry wins within a set
 * @param system {@code customize, manage_users, manage_permissions, manage_reports, view_audit,
 *     ...}
 * @param apps names of apps, or {@code *}
 */
public record PermissionSetDefinition(
    String name,
    Label label,
    @Nullable Label description,
    Map<String, List<String>> objects,
    Map<String, String> fields,
    List<String> system,
    List<String> apps)
    implements Component {
  public PermissionSetDefinition {
    objects =
        objects == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(objects));
    fields = fields == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    system = system == null ? List.of() : List.copyOf(system);
    apps = apps == null ? List.of() : List.copyOf(apps);
  }

  @Override
  public Kind kind() {
    return Kind.PERMISSION_SET;
  }

  public Set<String> systemPermissions() {
    return new LinkedHashSet<>(system);
  }
}
