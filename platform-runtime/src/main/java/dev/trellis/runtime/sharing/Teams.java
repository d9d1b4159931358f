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
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Teams: people who share records across the tree of roles. */
@Singleton
class Teams {
  static final int MAX_NAME = 80;
  static final int MAX_MEMBERS = 2_000;
  private static final String ALL =
      """
      SELECT t.id, t.name, u.id AS user_id, u.name AS user_name, u.username FROM team t
        LEFT JOIN team_member m ON m.tenant_id = t.tenant_id AND m.team_id = t.id
        LEFT JOIN app_user u ON u.tenant_id = m.tenant_id AND u.id = m.user_id
      WHERE t.tenant_id = $1 ORDER BY t.name, u.name
      """;
  private static final String INSERT =
      "INSERT INTO team (tenant_id, id, name, created_at, created_by) VALUES ($1, $2, $3, $4, $5)";
  private static final String RENAME = "UPDATE team SET name = $3 WHERE tenant_id = $1 AND id = $2";
  private static final String DELETE = "DELETE FROM team WHERE tenant_id = $1 AND id = $2";
  private static final String EMPTY =
      "DELETE FROM team_member WHERE tenant_id = $1 AND team_id = $2";
  private static final String FIND_USERS =
      "SELECT id, id::text AS given FROM app_user WHERE tenant_id = $1 AND id::text = ANY($2)"
          + " UNION SELECT id, username FROM app_user WHERE tenant_id = $1 AND username = ANY($2)";
  private static final String JOIN =
      "INSERT INTO team_member (tenant_id, team_id, user_id) SELECT $1, $2, unnest($3::uuid[])";

  private final AuditLog audit;
  private final UuidV7 ids = new UuidV7();

  Teams(AuditLog audit) {
    this.audit = audit;
  }

  public record MemberView(UUID id, String username, String name) {}

  public record TeamView(UUID id, String name, List<MemberView> members) {
    public TeamView {
      members = List.copyOf(members);
    }
  }

  /**
   * @param members user names or ids
   */
  record Wanted(Optional<String> name, Optional<Set<String>> members) {}

  Uni<List<TeamView>> all(Work work) {
    return read(work).map(teams -> List.copyOf(teams.values()));
  }

  Uni<TeamView> create(Work work, Caller caller, Wanted wanted) {
    work.require(SystemPermission.MANAGE_USERS);
    UUID id = ids.next(work.now());
    String name = wanted.name().orElseThrow();
    return locked(work)
        .chain(
            teams -> {
              requireFree(teams, id, name);
              return work.tx()
                  .query(
                      INSERT,
                      Tuple.of(
                          work.tenantId(),
                          id,
                          name,
                          work.now().atOffset(ZoneOffset.UTC),
                          work.userId()));
            })
        .chain(() -> join(work, id, wanted))
        .chain(() -> changed(work, id))
        .call(after -> told(work, caller, AuditAction.TEAM_CREATED, null, after));
  }

  Uni<TeamView> change(Work work, Caller caller, UUID id, Wanted wanted) {
    work.require(SystemPermission.MANAGE_USERS);
    return locked(work)
        .chain(
            teams -> {
              TeamView before = require(teams, id);
              String name = wanted.name().orElse(before.name());
              requireFree(teams, id, name);
              if (!name.equals(before.name())) {
                refuseUsed(work, before.name());
              }
              return work.tx()
                  .query(RENAME, Tuple.of(work.tenantId(), id, name))
                  .chain(() -> join(work, id, wanted))
                  .chain(() -> changed(work, id))
                  .call(after -> told(work, caller, AuditAction.TEAM_CHANGED, before, after));
            });
  }

  Uni<Void> delete(Work work, Caller caller, UUID id) {
    work.require(SystemPermission.MANAGE_USERS);
    return locked(work)
        .map(teams -> require(teams, id))
        .invoke(team -> refuseUsed(work, team.name()))
        .call(() -> Named.remove(work, id, DELETE))
        .chain(team -> told(work, caller, AuditAction.TEAM_DELETED, team, null));
  }

  private Uni<Void> told(
      Work work,
      Caller caller,
      AuditAction action,
      @Nullable TeamView before,
      @Nullable TeamView after) {
    return audit.append(work.tx(), caller.actor(), SharingAudit.team(action, before, after));
  }

  private static void refuseUsed(Work work, String name) {
    Named.refuseUsed(work, "team", name, Set.of(Grantee.Type.TEAM));
  }

  private Uni<Void> join(Work work, UUID team, Wanted wanted) {
    if (wanted.members().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String[] given = wanted.members().get().toArray(String[]::new);
    return work.tx()
        .query(FIND_USERS, Tuple.of(work.tenantId()).addValue(given))
        .map(rows -> found(rows, given))
        .chain(
            users ->
                work.tx()
                    .query(EMPTY, Tuple.of(work.tenantId(), team))
                    .chain(
                        () ->
                            work.tx()
                                .query(
                                    JOIN,
                                    Tuple.of(work.tenantId(), team)
                                        .addValue(users.toArray(UUID[]::new)))))
        .replaceWithVoid();
  }

  private static List<UUID> found(RowSet<Row> rows, String[] given) {
    Map<String, UUID> users = new LinkedHashMap<>();
    rows.forEach(row -> users.put(row.getString("given"), row.getUUID("id")));
    var violations = new ArrayList<Violation>();
    for (int i = 0; i < given.length; i++) {
      if (!users.containsKey(given[i])) {
        violations.add(Violation.of("/members/" + i, "unknown_user", "name", given[i]));
      }
    }
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
    return users.values().stream().distinct().toList();
  }

  private Uni<Map<UUID, TeamView>> locked(Work work) {
    return Named.lock(work, "teams").chain(() -> read(work));
  }

  private static Uni<Map<UUID, TeamView>> read(Work work) {
    return work.tx()
        .query(ALL, Tuple.of(work.tenantId()))
        .map(
            rows -> {
              Map<UUID, List<MemberView>> members = new LinkedHashMap<>();
              Map<UUID, String> names = new LinkedHashMap<>();
              for (Row row : rows) {
                names.put(row.getUUID("id"), row.getString("name"));
                List<MemberView> of =
                    members.computeIfAbsent(row.getUUID("id"), _ -> new ArrayList<>());
                if (row.getUUID("user_id") != null) {
                  of.add(
                      new MemberView(
                          row.getUUID("user_id"),
                          row.getString("username"),
                          row.getString("user_name")));
                }
              }
              var teams = new LinkedHashMap<UUID, TeamView>();
              names.forEach((id, name) -> teams.put(id, new TeamView(id, name, members.get(id))));
              return teams;
            });
  }

  private static Uni<TeamView> changed(Work work, UUID id) {
    return SecurityEpoch.raisePeople(work.tx())
        .chain(() -> read(work))
        .map(teams -> require(teams, id));
  }

  private static TeamView require(Map<UUID, TeamView> teams, UUID id) {
    TeamView team = teams.get(id);
    if (team == null) {
      throw PlatformException.notFound();
    }
    return team;
  }

  private static void requireFree(Map<UUID, TeamView> teams, UUID id, String name) {
    if (teams.values().stream()
        .anyMatch(other -> !other.id().equals(id) && other.name().equals(name))) {
      throw Named.taken();
    }
  }
}
