package dev.trellis.runtime.sharing;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.SecurityEpoch;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.Grantee;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The tree of roles. Whoever has a role reaches what holders of the roles below own, so every
 * change raises the security epoch and holds from the next request on, with nothing to work out
 * again.
 */
@Singleton
class Roles {
  static final int MAX_NAME = 80;

  /** Deeper than any organisation, and a bound for whoever walks up the tree. */
  private static final int MAX_DEPTH = 50;

  private static final int MAX_ROLES = 5_000;
  private static final String ALL =
      """
      SELECT r.id, r.name, r.parent_id, p.name AS parent,
        (SELECT count(*) FROM app_user u WHERE u.tenant_id = r.tenant_id AND u.role = r.name) AS users
      FROM role r LEFT JOIN role p ON p.tenant_id = r.tenant_id AND p.id = r.parent_id
      WHERE r.tenant_id = $1 ORDER BY r.name
      """;
  private static final String INSERT =
      "INSERT INTO role (tenant_id, id, name, parent_id, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6)";
  private static final String UPDATE =
      "UPDATE role SET name = $3, parent_id = $4 WHERE tenant_id = $1 AND id = $2";
  private static final String DELETE = "DELETE FROM role WHERE tenant_id = $1 AND id = $2";

  private final AuditLog audit;
  private final UuidV7 ids = new UuidV7();

  Roles(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * @param parent name of the role above
   * @param users how many have it
   */
  public record RoleView(
      UUID id,
      String name,
      @Schema(nullable = true) @Nullable String parent,
      @Schema(nullable = true) @Nullable UUID parentId,
      long users) {}

  /**
   * @param parent name or id of the role above; empty for the top
   * @param hasParent whether the request speaks of it at all
   */
  record Wanted(Optional<String> name, Optional<String> parent, boolean hasParent) {}

  Uni<List<RoleView>> all(Work work) {
    return read(work).map(found -> List.copyOf(found.values()));
  }

  Uni<RoleView> create(Work work, Caller caller, Wanted wanted) {
    work.require(SystemPermission.MANAGE_USERS);
    UUID id = ids.next(work.now());
    return locked(work)
        .chain(
            roles -> {
              if (roles.size() >= MAX_ROLES) {
                throw PlatformException.invalid(
                    Violation.of("", "too_many_roles", "max", MAX_ROLES));
              }
              var role =
                  new RoleView(id, wanted.name().orElseThrow(), null, parent(roles, wanted), 0);
              check(roles, role);
              return work.tx()
                  .query(
                      INSERT,
                      Tuple.of(
                          work.tenantId(),
                          id,
                          role.name(),
                          role.parentId(),
                          work.now().atOffset(ZoneOffset.UTC),
                          work.userId()))
                  .chain(() -> changed(work, id))
                  .call(after -> told(work, caller, AuditAction.ROLE_CREATED, null, after));
            });
  }

  Uni<RoleView> change(Work work, Caller caller, UUID id, Wanted wanted) {
    work.require(SystemPermission.MANAGE_USERS);
    return locked(work)
        .chain(
            roles -> {
              RoleView before = require(roles, id);
              var role =
                  new RoleView(
                      id,
                      wanted.name().orElse(before.name()),
                      null,
                      wanted.hasParent() ? parent(roles, wanted) : before.parentId(),
                      before.users());
              check(roles, role);
              if (!role.name().equals(before.name())) {
                refuseUsed(work, before.name());
              }
              return work.tx()
                  .query(UPDATE, Tuple.of(work.tenantId(), id, role.name(), role.parentId()))
                  .chain(() -> changed(work, id))
                  .call(after -> told(work, caller, AuditAction.ROLE_CHANGED, before, after));
            });
  }

  Uni<Void> delete(Work work, Caller caller, UUID id) {
    work.require(SystemPermission.MANAGE_USERS);
    return locked(work)
        .chain(
            roles -> {
              RoleView role = require(roles, id);
              refuseUsed(work, role.name());
              if (role.users() > 0) {
                throw Named.inUse(Violation.of("", "role_held", "count", role.users()));
              }
              if (roles.values().stream().anyMatch(other -> id.equals(other.parentId()))) {
                throw Named.inUse(Violation.of("", "role_has_roles_below"));
              }
              return Named.remove(work, id, DELETE)
                  .chain(() -> told(work, caller, AuditAction.ROLE_DELETED, role, null));
            });
  }

  private Uni<Void> told(
      Work work,
      Caller caller,
      AuditAction action,
      @Nullable RoleView before,
      @Nullable RoleView after) {
    return audit.append(work.tx(), caller.actor(), SharingAudit.role(action, before, after));
  }

  private static void refuseUsed(Work work, String name) {
    Named.refuseUsed(work, "role", name, Set.of(Grantee.Type.ROLE, Grantee.Type.ROLE_AND_BELOW));
  }

  private Uni<Map<UUID, RoleView>> locked(Work work) {
    return Named.lock(work, "roles").chain(() -> read(work));
  }

  private static Uni<Map<UUID, RoleView>> read(Work work) {
    return work.tx()
        .query(ALL, Tuple.of(work.tenantId()))
        .map(
            rows -> {
              var roles = new LinkedHashMap<UUID, RoleView>();
              for (Row row : rows) {
                var role =
                    new RoleView(
                        row.getUUID("id"),
                        row.getString("name"),
                        row.getString("parent"),
                        row.getUUID("parent_id"),
                        row.getLong("users"));
                roles.put(role.id(), role);
              }
              return roles;
            });
  }

  private Uni<RoleView> changed(Work work, UUID id) {
    return SecurityEpoch.raisePeople(work.tx())
        .chain(() -> read(work))
        .map(roles -> require(roles, id));
  }

  private static RoleView require(Map<UUID, RoleView> roles, UUID id) {
    RoleView role = roles.get(id);
    if (role == null) {
      throw PlatformException.notFound();
    }
    return role;
  }

  private static @Nullable UUID parent(Map<UUID, RoleView> roles, Wanted wanted) {
    if (wanted.parent().isEmpty()) {
      return null;
    }
    String text = wanted.parent().get();
    return roles.values().stream()
        .filter(role -> role.name().equals(text) || role.id().toString().equals(text))
        .findFirst()
        .map(RoleView::id)
        .orElseThrow(
            () -> PlatformException.invalid(Violation.of("/parent", "unknown_role", "name", text)));
  }

  private static void check(Map<UUID, RoleView> roles, RoleView role) {
    boolean isTaken =
        roles.values().stream()
            .anyMatch(other -> !other.id().equals(role.id()) && other.name().equals(role.name()));
    if (isTaken) {
      throw Named.taken();
    }
    var above = new HashSet<UUID>();
    UUID next = role.parentId();
    while (next != null) {
      if (next.equals(role.id()) || !above.add(next)) {
        throw PlatformException.invalid(Violation.of("/parent", "role_circle"));
      }
      if (above.size() > MAX_DEPTH) {
        throw PlatformException.invalid(
            Violation.of("/parent", "roles_too_deep", "max", MAX_DEPTH));
      }
      next = require(roles, next).parentId();
    }
  }
}
