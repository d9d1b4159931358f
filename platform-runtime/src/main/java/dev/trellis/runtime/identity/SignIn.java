package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.ControlTransaction;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.audit.Actor;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.audit.Client;
import dev.trellis.runtime.tenant.Tenant;
import dev.trellis.runtime.tenant.Tenants;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Password sign-in. Whatever is wrong, tenant, user, password or a user switched off, the work is
 * the same and so is the answer.
 */
@Singleton
class SignIn {
  /** A number that no tenant has: the search for its users finds none, in the same time. */
  private static final int NO_TENANT = 0;

  private final Tenants tenants;
  private final ControlTransaction control;
  private final SignInThrottle throttle;
  private final PasswordWorkers passwords;
  private final Sessions sessions;
  private final AuditLog audit;
  private final UuidV7 ids;
  private final Clock clock;

  SignIn(
      Tenants tenants,
      ControlTransaction control,
      SignInThrottle throttle,
      PasswordWorkers passwords,
      Sessions sessions,
      AuditLog audit,
      UuidV7 ids,
      Clock clock) {
    this.tenants = tenants;
    this.control = control;
    this.throttle = throttle;
    this.passwords = passwords;
    this.sessions = sessions;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  record Credentials(String tenant, String username, String password) {
    @Override
    public String toString() {
      return username + " of " + tenant;
    }
  }

  /** What was found under a tenant and a username. */
  private record Candidate(
      @Nullable Tenant tenant,
      @Nullable UUID userId,
      @Nullable String name,
      @Nullable String passwordHash,
      boolean isActive) {}

  Uni<Tokens> signIn(Credentials credentials, Client client) {
    String key = Username.key(credentials.username());
    return throttle
        .admit(credentials.tenant(), key, client.address())
        .chain(() -> tenants.find(credentials.tenant()))
        .chain(tenant -> candidate(tenant, key))
        .chain(
            candidate ->
                passwords
                    .matches(credentials.password(), candidate.passwordHash())
                    .chain(matches -> decide(credentials, client, candidate, matches)));
  }

  private Uni<Candidate> candidate(Optional<Tenant> tenant, String usernameKey) {
    int tenantId = tenant.map(Tenant::id).orElse(NO_TENANT);
    return control
        .transaction(
            tenantId,
            Database.Mode.NO_COUNTERS,
            null,
            (_, session) ->
                session
                    .createSelectionQuery(
                        "from AppUser u where u.tenantId = :tenant and u.usernameKey = :key",
                        AppUser.class)
                    .setParameter("tenant", tenantId)
                    .setParameter("key", usernameKey)
                    .getSingleResultOrNull())
        .map(
            user ->
                user == null
                    ? new Candidate(tenant.orElse(null), null, null, null, false)
                    : new Candidate(
                        tenant.orElse(null), user.id, user.name, user.passwordHash, user.active));
  }

  private Uni<Tokens> decide(
      Credentials credentials, Client client, Candidate candidate, boolean matches) {
    Tenant tenant = candidate.tenant();
    UUID userId = candidate.userId();
    String name = candidate.name();
    if (tenant != null
        && tenant.isActive()
        && userId != null
        && name != null
        && candidate.isActive()
        && matches) {
      return succeed(credentials, client, tenant, userId, name, candidate.passwordHash());
    }
    String outcome =
        userId == null ? "unknown_user" : candidate.isActive() ? "wrong_password" : "inactive";
    Uni<Void> recorded =
        tenant == null
            ? Uni.createFrom().voidItem()
            : control.transaction(
                tenant.id(),
                Database.Mode.READ,
                null,
                (tx, session) ->
                    record(tx, session, credentials, client, userId, outcome)
                        .chain(session::flush)
                        .chain(
                            () ->
                                audit.append(
                                    tx,
                                    Actor.UNKNOWN,
                                    IdentityAudit.refused(userId, name, outcome))));
    return throttle
        .failed(client.address())
        .chain(() -> recorded)
        .chain(
            () ->
                Uni.createFrom()
                    .failure(PlatformException.of(ErrorCode.UNAUTHENTICATED, "sign_in_failed")));
  }

  private Uni<Tokens> succeed(
      Credentials credentials,
      Client client,
      Tenant tenant,
      UUID userId,
      String name,
      @Nullable String storedHash) {
    UUID sessionId = ids.next(clock.instant());
    Uni<Optional<String>> rehashed =
        storedHash != null && PasswordHash.isOutdated(storedHash)
            ? passwords.hash(credentials.password()).map(Optional::of)
            : Uni.createFrom().item(Optional.empty());
    return rehashed
        .chain(
            hash ->
                control.transaction(
                    tenant.id(),
                    Database.Mode.READ,
                    null,
                    (tx, session) ->
                        rehash(session, tenant, userId, hash)
                            .chain(
                                () -> record(tx, session, credentials, client, userId, "success"))
                            .chain(() -> session.flush())
                            .chain(() -> sessions.open(tx, sessionId, userId, client))
                            .call(
                                () ->
                                    audit.append(
                                        tx,
                                        Actor.user(userId, name, sessionId),
                                        IdentityAudit.signedIn(userId, name)))))
        .call(() -> throttle.succeeded(credentials.tenant(), Username.key(credentials.username())));
  }

  private static Uni<Void> rehash(
      Mutiny.Session session, Tenant tenant, UUID userId, Optional<String> hash) {
    return hash.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .find(AppUser.class, new TenantKey(tenant.id(), userId))
            .invoke(user -> user.passwordHash = hash.get())
            .replaceWithVoid();
  }

  private Uni<Void> record(
      Tx tx,
      Mutiny.Session session,
      Credentials credentials,
      Client client,
      @Nullable UUID userId,
      String outcome) {
    var entry = new LoginEntry();
    entry.tenantId = tx.tenantId();
    entry.id = ids.next(clock.instant());
    entry.at = clock.instant();
    entry.userId = userId;
    entry.username = credentials.username();
    entry.outcome = outcome;
    entry.address = client.address();
    entry.agent = client.agent();
    return session.persist(entry);
  }
}
