package dev.trellis.runtime.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.sharing.Directory;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tenants' people, roles and teams. Whatever changes them raises {@code people_epoch} and {@code
 * security_epoch}; a transaction that finds a newer one of these asks here again, and they are read
 * anew if the first has risen, too.
 */
@Singleton
public class Directories {
  /** Kept in all: some 300 bytes each. */
  private static final int PEOPLE = 1_000_000;

  private static final String EPOCHS =
      "SELECT security_epoch, people_epoch FROM tenant WHERE id = $1";
  private static final String USERS =
      """
      SELECT u.id, u.username, u.name, r.id AS role FROM app_user u
        LEFT JOIN role r ON r.tenant_id = u.tenant_id AND r.name = u.role
      WHERE u.tenant_id = $1
      """;
  private static final String ROLES = "SELECT id, name, parent_id FROM role WHERE tenant_id = $1";
  private static final String TEAMS =
      """
      SELECT t.id, t.name, m.user_id FROM team t
        LEFT JOIN team_member m ON m.tenant_id = t.tenant_id AND m.team_id = t.id
      WHERE t.tenant_id = $1
      """;
  private static final String SHARED = "SELECT object_id FROM shared_object WHERE tenant_id = $1";

  private final Database database;
  private final Cache<Integer, Known> known =
      Caffeine.newBuilder()
          .maximumWeight(PEOPLE)
          .weigher((Integer _, Known one) -> 10 + one.directory().size())
          .build();

  /**
   * @param securityEpoch at which it was found to be current
   */
  private record Known(long securityEpoch, Directory directory) {}

  Directories(Database database) {
    this.database = database;
  }

  /** As of the caller's epoch or later; null when the database has to be asked. */
  public @Nullable Directory known(Caller caller) {
    Known one = known.getIfPresent(caller.tenantId());
    return one == null || one.securityEpoch() < caller.securityEpoch() ? null : one.directory();
  }

  public Uni<Directory> load(int tenantId) {
    return database
        .transaction(tenantId, Database.Mode.READ, null, this::current)
        .invoke(one -> known.put(tenantId, one))
        .map(Known::directory);
  }

  /** The epochs first: what is read after them may be newer than they say, but never older. */
  private Uni<Known> current(Tx tx) {
    return tx.query(EPOCHS, Tuple.of(tx.tenantId()))
        .chain(
            rows -> {
              Row epochs = rows.iterator().next();
              Known one = known.getIfPresent(tx.tenantId());
              long people = epochs.getLong("people_epoch");
              return (one != null && one.directory().epoch() == people
                      ? Uni.createFrom().item(one.directory())
                      : read(tx, people))
                  .map(directory -> new Known(epochs.getLong("security_epoch"), directory));
            });
  }

  private static Uni<Directory> read(Tx tx, long epoch) {
    Tuple tenant = Tuple.of(tx.tenantId());
    return Uni.combine()
        .all()
        .unis(
            tx.query(USERS, tenant),
            tx.query(ROLES, tenant),
            tx.query(TEAMS, tenant),
            tx.query(SHARED, tenant))
        .with(
            (users, roles, teams, shared) ->
                new Directory(epoch, people(users), roles(roles), teams(teams), objects(shared)));
  }

  private static ArrayList<Directory.Person> people(RowSet<Row> rows) {
    var people = new ArrayList<Directory.Person>(rows.size());
    for (Row row : rows) {
      people.add(
          new Directory.Person(
              row.getUUID("id"),
              row.getString("username"),
              row.getString("name"),
              row.getUUID("role")));
    }
    return people;
  }

  private static ArrayList<Directory.Role> roles(RowSet<Row> rows) {
    var roles = new ArrayList<Directory.Role>(rows.size());
    for (Row row : rows) {
      roles.add(
          new Directory.Role(row.getUUID("id"), row.getString("name"), row.getUUID("parent_id")));
    }
    return roles;
  }

  private static ArrayList<Directory.Team> teams(RowSet<Row> rows) {
    Map<UUID, String> names = new HashMap<>();
    Map<UUID, Set<UUID>> members = new HashMap<>();
    for (Row row : rows) {
      UUID team = row.getUUID("id");
      names.put(team, row.getString("name"));
      Set<UUID> of = members.computeIfAbsent(team, _ -> new HashSet<>());
      if (row.getUUID("user_id") != null) {
        of.add(row.getUUID("user_id"));
      }
    }
    var teams = new ArrayList<Directory.Team>();
    names.forEach((id, name) -> teams.add(new Directory.Team(id, name, members.get(id))));
    return teams;
  }

  private static Set<Integer> objects(RowSet<Row> rows) {
    var objects = new HashSet<Integer>();
    rows.forEach(row -> objects.add(row.getInteger(0)));
    return objects;
  }
}
