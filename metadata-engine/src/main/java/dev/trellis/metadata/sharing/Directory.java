package dev.trellis.metadata.sharing;

import dev.trellis.sdk.component.Grantee;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's people as sharing sees them, at one {@code people_epoch}: who has which role, how
 * roles stand above each other, who is in which team. Immutable.
 */
public final class Directory {
  /** Stands for everyone where a share names whom it is for. */
  public static final UUID EVERYONE = new UUID(0, 0);

  /** Of a tenant whose metadata shares nothing: nobody asks. */
  public static final Directory NONE = new Directory(0, List.of(), List.of(), List.of(), Set.of());

  /**
   * @param username as sharing rules name them
   * @param role null for none
   */
  public record Person(UUID id, String username, String name, @Nullable UUID role) {}

  /**
   * @param parent the role above; null at the top
   */
  public record Role(UUID id, String name, @Nullable UUID parent) {}

  public record Team(UUID id, String name, Set<UUID> members) {
    public Team {
      members = Set.copyOf(members);
    }
  }

  private final long epoch;
  private final Map<UUID, Person> people;
  private final Map<String, Person> peopleByName;
  private final Map<UUID, Role> roles;
  private final Map<String, Role> rolesByName;
  private final Map<UUID, List<Role>> below;
  private final Map<UUID, List<Person>> holders;
  private final Map<String, Team> teams;
  private final Set<Integer> shared;

  /**
   * @param shared ids of objects of which single records have been shared
   */
  public Directory(
      long epoch,
      Collection<Person> people,
      Collection<Role> roles,
      Collection<Team> teams,
      Set<Integer> shared) {
    this.epoch = epoch;
    this.people = index(people, Person::id);
    this.peopleByName = index(people, Person::username);
    this.roles = index(roles, Role::id);
    this.rolesByName = index(roles, Role::name);
    this.below =
        roles.stream()
            .filter(role -> role.parent() != null)
            .collect(Collectors.groupingBy(role -> Objects.requireNonNull(role.parent())));
    this.holders =
        people.stream()
            .filter(person -> person.role() != null)
            .collect(Collectors.groupingBy(person -> Objects.requireNonNull(person.role())));
    this.teams = index(teams, Team::name);
    this.shared = Set.copyOf(shared);
  }

  private static <K, V> Map<K, V> index(Collection<V> values, Function<V, K> key) {
    var map = new HashMap<K, V>();
    values.forEach(value -> map.put(key.apply(value), value));
    return Map.copyOf(map);
  }

  public long epoch() {
    return epoch;
  }

  /** How many people there are: what it costs to keep. */
  public int size() {
    return people.size();
  }

  /** Whether single records of an object may have been shared. */
  boolean hasShares(int objectId) {
    return shared.contains(objectId);
  }

  /** All that may own records. */
  public Set<UUID> everybody() {
    return people.keySet();
  }

  public Optional<Person> person(UUID id) {
    return Optional.ofNullable(people.get(id));
  }

  /** The role that somebody has. */
  public Optional<Role> roleOf(UUID user) {
    return person(user).map(Person::role).map(roles::get);
  }

  /** The roles from somebody's own up to the top, own first. */
  public List<Role> chainOf(UUID user) {
    var chain = new ArrayList<Role>();
    for (Role role = roleOf(user).orElse(null);
        role != null && !chain.contains(role);
        role = role.parent() == null ? null : roles.get(role.parent())) {
      chain.add(role);
    }
    return chain;
  }

  /** Who stands below somebody: the holders of every role under theirs. */
  public Set<UUID> subordinates(UUID user) {
    return roleOf(user).map(role -> holders(under(role))).orElse(Set.of());
  }

  /** Teams that somebody is a member of. */
  public List<Team> teamsOf(UUID user) {
    return teams.values().stream().filter(team -> team.members().contains(user)).toList();
  }

  /** All that a share may name so that it is for this user. */
  Set<UUID> principals(UUID user) {
    var principals = new HashSet<>(Set.of(user, EVERYONE));
    roleOf(user).ifPresent(role -> principals.add(role.id()));
    teamsOf(user).forEach(team -> principals.add(team.id()));
    return principals;
  }

  /** Whether there is such a user, role or team. */
  public boolean knows(Grantee grantee) {
    return switch (grantee.type()) {
      case USER -> peopleByName.containsKey(grantee.name());
      case ROLE, ROLE_AND_BELOW -> rolesByName.containsKey(grantee.name());
      case TEAM -> teams.containsKey(grantee.name());
      case EVERYONE -> true;
    };
  }

  /** Whom a document means; nobody when the name leads nowhere. */
  Set<UUID> people(Grantee grantee) {
    return switch (grantee.type()) {
      case USER -> {
        Person person = peopleByName.get(grantee.name());
        yield person == null ? Set.of() : Set.of(person.id());
      }
      case ROLE -> {
        Role role = rolesByName.get(grantee.name());
        yield role == null ? Set.of() : holders(List.of(role));
      }
      case ROLE_AND_BELOW -> {
        Role role = rolesByName.get(grantee.name());
        if (role == null) {
          yield Set.of();
        }
        List<Role> all = under(role);
        all.add(role);
        yield holders(all);
      }
      case TEAM -> {
        Team team = teams.get(grantee.name());
        yield team == null ? Set.of() : team.members();
      }
      case EVERYONE -> people.keySet();
    };
  }

  boolean includes(Grantee grantee, UUID user) {
    return people(grantee).contains(user);
  }

  /** Every role under one, itself left out; safe from circles, which are refused when written. */
  private List<Role> under(Role top) {
    var found = new ArrayList<Role>();
    Deque<Role> open = new ArrayDeque<>(below.getOrDefault(top.id(), List.of()));
    var seen = new HashSet<>(Set.of(top.id()));
    while (!open.isEmpty()) {
      Role role = open.pop();
      if (seen.add(role.id())) {
        found.add(role);
        open.addAll(below.getOrDefault(role.id(), List.of()));
      }
    }
    return found;
  }

  private Set<UUID> holders(Collection<Role> of) {
    return of.stream()
        .flatMap(role -> holders.getOrDefault(role.id(), List.of()).stream())
        .map(Person::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
