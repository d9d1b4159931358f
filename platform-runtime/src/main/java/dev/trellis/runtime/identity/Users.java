package dev.trellis.runtime.identity;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.postgres.ControlTransaction;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.SharingRuleNames;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Administration of users. Every change that touches rights raises the security epoch. */
@Singleton
public class Users {
  /**
   * Holds until the end of the transaction, so that two administrators cannot remove each other.
   */
  private static final String LOCK_ADMINISTRATORS =
      """
      SELECT u.id FROM app_user u
        JOIN user_permission_set p ON p.tenant_id = u.tenant_id AND p.user_id = u.id
      WHERE u.tenant_id = $1 AND u.active AND p.permission_set = $2
      FOR UPDATE OF u
      """;

  private final ControlTransaction control;
  private final PasswordWorkers passwords;
  private final PasswordCheck passwordCheck;
  private final OpenSessions sessions;
  private final OneTimeTokens oneTimeTokens;
  private final AuditLog audit;
  private final UuidV7 ids;
  private final Clock clock;

  Users(
      ControlTransaction control,
      PasswordWorkers passwords,
      PasswordCheck passwordCheck,
      OpenSessions sessions,
      OneTimeTokens oneTimeTokens,
      AuditLog audit,
      UuidV7 ids,
      Clock clock) {
    this.control = control;
    this.passwords = passwords;
    this.passwordCheck = passwordCheck;
    this.sessions = sessions;
    this.oneTimeTokens = oneTimeTokens;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** Hashes on the workers; sign-up needs it before its transaction begins. */
  public Uni<String> hashPassword(String password) {
    return passwords.hash(password);
  }

  /** The first administrator of a tenant, within the transaction that creates it. */
  public Uni<UserView> createFirst(
      Mutiny.Session session, int tenantId, String email, String passwordHash) {
    AppUser user = blank(tenantId);
    user.username = email;
    user.usernameKey = Username.key(email);
    user.email = email;
    user.name = email.substring(0, email.indexOf('@'));
    user.passwordHash = passwordHash;
    user.permissionSets.add(BuiltInSets.ADMINISTRATOR);
    return session.persist(user).chain(session::flush).replaceWith(() -> UserView.of(user));
  }

  /**
   * @param alongside what the transaction writes beside the user
   */
  Uni<UserView> create(Caller caller, Rights rights, UserDraft draft, Consumer<Tx> alongside) {
    rights.require(SystemPermission.MANAGE_USERS);
    Set<String> sets = draft.permissionSets().orElse(Set.of(BuiltInSets.STANDARD_USER));
    rights.requireGrantable(caller, sets);
    return hashed(draft)
        .chain(
            hash ->
                control.transaction(
                    caller.tenantId(),
                    Database.Mode.READ,
                    null,
                    (tx, session) -> {
                      alongside.accept(tx);
                      AppUser user = blank(caller.tenantId());
                      user.createdBy = caller.userId();
                      user.updatedBy = caller.userId();
                      user.permissionSets.addAll(sets);
                      apply(draft, hash, user);
                      return requireFree(session, user)
                          .chain(() -> requireRole(tx, draft))
                          .chain(() -> session.persist(user))
                          .chain(session::flush)
                          // They have a place among the others, who see what theirs is now.
                          .chain(() -> SecurityEpoch.raisePeople(tx))
                          .replaceWith(() -> UserView.of(user))
                          .call(
                              view ->
                                  audit.append(tx, caller.actor(), IdentityAudit.created(view)));
                    }));
  }

  Uni<UserView> change(
      Caller caller, Rights rights, UUID id, UserDraft draft, OptionalInt ifVersion) {
    boolean isSelf = id.equals(caller.userId());
    if (!(isSelf && draft.isPersonal())) {
      rights.require(SystemPermission.MANAGE_USERS);
    }
    draft.permissionSets().ifPresent(sets -> rights.requireGrantable(caller, sets));
    return confirmed(caller, isSelf, draft)
        .chain(() -> hashed(draft))
        .chain(
            hash ->
                control.transaction(
                    caller.tenantId(),
                    Database.Mode.READ,
                    null,
                    (tx, session) ->
                        require(session, caller.tenantId(), id)
                            .invoke(
                                user -> {
                                  if (!isSelf) {
                                    rights.requireOver(caller, user.permissionSets);
                                  }
                                  requireVersion(user, ifVersion);
                                })
                            .chain(user -> change(tx, session, caller, user, draft, hash))));
  }

  Uni<UserView> load(int tenantId, UUID id) {
    return control.transaction(
        tenantId,
        Database.Mode.READ,
        null,
        (_, session) -> require(session, tenantId, id).map(UserView::of));
  }

  /** By username, after the given one. */
  Uni<List<UserView>> list(int tenantId, String after, int limit) {
    return control.transaction(
        tenantId,
        Database.Mode.READ,
        null,
        (_, session) ->
            session
                .createSelectionQuery(
                    "select u.id from AppUser u where u.tenantId = :tenant"
                        + " and u.usernameKey > :after order by u.usernameKey",
                    UUID.class)
                .setParameter("tenant", tenantId)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList()
                // A query leaves an eager collection empty unless it joins it, and a join
                // counts rows, not users.
                .chain(
                    ids ->
                        session
                            .createSelectionQuery(
                                "select distinct u from AppUser u left join fetch u.permissionSets"
                                    + " where u.tenantId = :tenant and u.id in :ids"
                                    + " order by u.usernameKey",
                                AppUser.class)
                            .setParameter("tenant", tenantId)
                            .setParameter("ids", ids)
                            .getResultList())
                .map(users -> users.stream().map(UserView::of).toList()));
  }

  private Uni<UserView> change(
      Tx tx,
      Mutiny.Session session,
      Caller caller,
      AppUser user,
      UserDraft draft,
      @Nullable String hash) {
    UserView before = UserView.of(user);
    boolean wasAdministrator = isAdministrator(user);
    String formerKey = user.usernameKey;
    String formerName = user.username;
    apply(draft, hash, user);
    draft
        .permissionSets()
        .filter(sets -> !sets.equals(user.permissionSets))
        .ifPresent(
            sets -> {
              user.permissionSets.retainAll(sets);
              user.permissionSets.addAll(sets);
            });
    user.updatedAt = clock.instant();
    user.updatedBy = caller.userId();
    Uni<Void> free =
        user.usernameKey.equals(formerKey)
            ? Uni.createFrom().voidItem()
            : requireFree(session, user);
    Uni<Void> guarded =
        wasAdministrator && !isAdministrator(user)
            ? requireAnotherAdministrator(tx, user.id)
            : Uni.createFrom().voidItem();
    Uni<Void> unnamed =
        user.username.equals(formerName)
            ? Uni.createFrom().voidItem()
            : SharingRuleNames.refuseNamed(tx, formerName);
    return free.chain(() -> guarded)
        .chain(() -> unnamed)
        .chain(() -> requireRole(tx, draft))
        .chain(session::flush)
        .chain(() -> endSessions(tx, caller, user, hash != null))
        .chain(() -> SecurityEpoch.raisePeople(tx))
        .replaceWith(() -> UserView.of(user))
        .call(
            after ->
                audit.append(
                    tx, caller.actor(), IdentityAudit.changed(before, after, hash != null)));
  }

  /** A new password or a user switched off ends all sessions but the one that asks, and links. */
  private Uni<Void> endSessions(Tx tx, Caller caller, AppUser user, boolean hasNewPassword) {
    if (user.active && !hasNewPassword) {
      return Uni.createFrom().voidItem();
    }
    return oneTimeTokens
        .revokeAll(tx, user.id)
        .chain(() -> sessions.revokeAll(tx, user.id, user.active ? caller.sessionId() : null));
  }

  private static boolean isAdministrator(AppUser user) {
    return user.active && user.permissionSets.contains(BuiltInSets.ADMINISTRATOR);
  }

  private static Uni<Void> requireAnotherAdministrator(Tx tx, UUID user) {
    return tx.query(LOCK_ADMINISTRATORS, Tuple.of(tx.tenantId(), BuiltInSets.ADMINISTRATOR))
        .invoke(
            rows -> {
              for (var row : rows) {
                if (!row.getUUID("id").equals(user)) {
                  return;
                }
              }
              throw PlatformException.of(ErrorCode.IN_USE, "last_administrator");
            })
        .replaceWithVoid();
  }

  /** For one's own password the present one is asked. */
  private Uni<Void> confirmed(Caller caller, boolean isSelf, UserDraft draft) {
    if (!isSelf || draft.password().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return passwordCheck.require(caller, "/current_password", draft.currentPassword().orElse(""));
  }

  private Uni<@Nullable String> hashed(UserDraft draft) {
    return draft.password().isEmpty()
        ? Uni.createFrom().nullItem()
        : passwords.hash(draft.password().get());
  }

  private static Uni<AppUser> require(Mutiny.Session session, int tenantId, UUID id) {
    return session
        .find(AppUser.class, new TenantKey(tenantId, id))
        .onItem()
        .ifNull()
        .failWith(PlatformException::notFound);
  }

  private static void requireVersion(AppUser user, OptionalInt ifVersion) {
    if (ifVersion.isPresent() && ifVersion.getAsInt() != user.version) {
      throw PlatformException.of(ErrorCode.STALE_VERSION, "stale_version");
    }
  }

  private static Uni<Void> requireFree(Mutiny.Session session, AppUser user) {
    return session
        .createSelectionQuery(
            "select count(u) from AppUser u where u.tenantId = :tenant and u.usernameKey = :key"
                + " and u.id <> :id",
            Long.class)
        .setParameter("tenant", user.tenantId)
        .setParameter("key", user.usernameKey)
        .setParameter("id", user.id)
        .getSingleResult()
        .invoke(
            count -> {
              if (count > 0) {
                throw PlatformException.of(
                    ErrorCode.DUPLICATE, List.of(Violation.of("/username", "duplicate")));
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Void> requireRole(Tx tx, UserDraft draft) {
    if (draft.role().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String name = draft.role().get();
    return tx.query(
            "SELECT FROM role WHERE tenant_id = $1 AND name = $2", Tuple.of(tx.tenantId(), name))
        .invoke(
            rows -> {
              if (rows.size() == 0) {
                throw PlatformException.invalid(
                    Violation.of("/role", "unknown_role", "name", name));
              }
            })
        .replaceWithVoid();
  }

  private static void apply(UserDraft draft, @Nullable String hash, AppUser user) {
    draft
        .username()
        .ifPresent(
            username -> {
              user.username = username;
              user.usernameKey = Username.key(username);
            });
    draft.email().ifPresent(email -> user.email = email);
    draft.name().ifPresent(name -> user.name = name);
    draft.active().ifPresent(active -> user.active = active);
    user.locale = chosen(draft, "locale", draft.locale(), user.locale);
    user.timeZone = chosen(draft, "time_zone", draft.timeZone(), user.timeZone);
    user.role = chosen(draft, "role", draft.role(), user.role);
    if (hash != null) {
      user.passwordHash = hash;
    }
  }

  private static @Nullable String chosen(
      UserDraft draft, String field, Optional<String> wanted, @Nullable String present) {
    return draft.clears().contains(field) ? null : wanted.orElse(present);
  }

  private AppUser blank(int tenantId) {
    var user = new AppUser();
    user.tenantId = tenantId;
    user.id = ids.next(clock.instant());
    user.active = true;
    user.createdAt = clock.instant();
    user.updatedAt = user.createdAt;
    user.version = 1;
    return user;
  }
}
