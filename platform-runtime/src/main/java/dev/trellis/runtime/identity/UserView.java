package dev.trellis.runtime.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as the API shows it. */
public record UserView(
    UUID id,
    String username,
    String email,
    String name,
    @Nullable String locale,
    @Nullable String timeZone,
    boolean active,
    @Nullable String role,
    List<String> permissionSets,
    Instant createdAt,
    @Nullable UUID createdBy,
    Instant updatedAt,
    @Nullable UUID updatedBy,
    int version) {
  static UserView of(AppUser user) {
    return new UserView(
        user.id,
        user.username,
        user.email,
        user.name,
        user.locale,
        user.timeZone,
        user.active,
        user.role,
        user.permissionSets.stream().sorted().toList(),
        user.createdAt,
        user.createdBy,
        user.updatedAt,
        user.updatedBy,
        user.version);
  }
}
