package dev.trellis.runtime.identity;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a caller's permission sets give outside of objects.
 *
 * @param permissionSets names of all sets that the tenant has
 * @param apps what the caller may open, in the order of navigation
 */
public record Rights(Set<SystemPermission> system, Set<String> permissionSets, List<AppView> apps) {
  /** An app as the navigation shows it. */
  public record AppView(
      String name,
      String label,
      @Schema(nullable = true) @Nullable String icon,
      @Schema(nullable = true) @Nullable String color,
      List<TabView> tabs) {
    public AppView {
      tabs = List.copyOf(tabs);
    }
  }

  /**
   * @param listView local name of the view that opens first
   */
  public record TabView(
      String object, @Schema(nullable = true) @Nullable String listView, String label) {}

  public Rights {
    system = Set.copyOf(system);
    permissionSets = Set.copyOf(permissionSets);
    apps = List.copyOf(apps);
  }

  boolean has(SystemPermission permission) {
    return system.contains(permission);
  }

  void require(SystemPermission permission) {
    if (!has(permission)) {
      throw PlatformException.of(ErrorCode.FORBIDDEN, "forbidden");
    }
  }

  /** Sets that the tenant does not have are told with all else that is wrong with the request. */
  void checkKnown(RequestFields fields, Optional<Set<String>> sets) {
    sets.flatMap(this::unknown).map(List::of).ifPresent(fields::refuse);
  }

  /** Nobody hands out what they neither hold nor may manage. */
  void requireGrantable(Caller caller, Set<String> sets) {
    unknown(sets)
        .ifPresent(
            violation -> {
              throw PlatformException.invalid(violation);
            });
    if (!has(SystemPermission.MANAGE_PERMISSIONS) && !caller.permissionSets().containsAll(sets)) {
      throw PlatformException.of(ErrorCode.FORBIDDEN, "cannot_grant");
    }
  }

  private Optional<Violation> unknown(Set<String> sets) {
    var unknown = new TreeSet<>(sets);
    unknown.removeAll(permissionSets);
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Violation.of(
                "/permission_sets", "unknown_permission_set", "names", List.copyOf(unknown)));
  }

  /**
   * Who administers users must not reach, by a new password or address, what they could not grant
   * themselves.
   */
  void requireOver(Caller caller, Set<String> setsOfOther) {
    if (!has(SystemPermission.MANAGE_PERMISSIONS)
        && !caller.permissionSets().containsAll(setsOfOther)) {
      throw PlatformException.of(ErrorCode.FORBIDDEN, "cannot_manage_user");
    }
  }
}
