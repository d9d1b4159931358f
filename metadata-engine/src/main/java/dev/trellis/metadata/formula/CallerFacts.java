package dev.trellis.metadata.formula;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.access.SystemPermission;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What formulas may know of who reads or saves. It stays the same when the platform lends its
 * rights to a part of the work.
 *
 * @param locale the caller's language; null for nobody's
 * @param access what the caller may do
 * @param permissionSets names of those the caller holds
 */
public record CallerFacts(
    UUID userId,
    @Nullable String name,
    @Nullable String username,
    @Nullable String email,
    @Nullable String locale,
    Access access,
    List<String> permissionSets) {
  public CallerFacts {
    permissionSets = List.copyOf(permissionSets);
  }

  /** Work of the platform itself, in the name of a user of whom nothing else matters. */
  public static CallerFacts ofPlatform(UUID userId) {
    return new CallerFacts(userId, null, null, null, null, PlatformAccess.INSTANCE, List.of());
  }

  /** Whether the caller has a system permission, or holds a permission set, of this name. */
  boolean has(String permission) {
    return permissionSets.contains(permission)
        || SystemPermission.isNamed(permission)
            && access.has(SystemPermission.valueOf(permission.toUpperCase(Locale.ROOT)));
  }
}
