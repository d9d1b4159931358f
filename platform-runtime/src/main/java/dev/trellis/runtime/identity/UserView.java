package dev.trellis.runtime.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A user as the API shows it. */
public record UserView(
    UUID id,
    String username,
    String email,
    String name,
    @Schema(nullable = true) @Nullable String locale,
    @Schema(nullable = true) @Nullable String timeZone,
    boolean active,
    @Schema(nullable = true) @Nullable String role,
    List<String> permissionSets,
    Instant createdAt,
    @Schema(nullable = true) @Nullable UUID createdBy,
    Instant updatedAt,
    @Schema(nullable = true) @Nullable UUID updatedBy,
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
