package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.audit.Client;
import dev.trellis.runtime.tenant.Tenant;
import dev.trellis.runtime.tenant.Tenants;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Password sign-in. Whatever is wrong, tenant, user, password or a user switched off, the work is
 * the same and so is the answer. Who has a second factor goes on with {@link SecondStep}.
 */
@Singleton
class SignIn {
  /** A number that no tenant has: the search for its users finds none, in the same time. */
  private static final int NO_TENANT = 0;

  private static final String FIND =
      """
      SELECT u.id, u.name, u.password_hash, u.active, EXISTS (SELECT FROM second_factor f
        WHERE f.tenant_id = u.tenant_id AND f.user_id = u.id AND f.confirmed_at IS NOT NULL)
        AS has_factor
      FROM app_user u WHERE u.tenant_id = $1 AND u.username_key = $2
      """;
  private static final String REHASH =
      "UPDATE app_user SET password_hash = $3 WHERE tenant_id = $1 AND id = $2";

  private final Tenants tenants;
  private final Database database;
  private final SignInThrottle throttle;
  private final PasswordWorkers passwords;
  private final Sessions sessions;
  private final SecondStep secondStep;
  private final LoginHistory history;
  private final UuidV7 ids;
  private final Clock clock;

  SignIn(
      Tenants tenants,
      Database database,
      SignInThrottle throttle,
      PasswordWorkers passwords,
      Sessions sessions,
      SecondStep secondStep,
      LoginHistory history,
      UuidV7 ids,
      Clock clock) {
    this.tenants = tenants;
    this.database = database;
    this.throttle = throttle;
    this.passwords = passwords;
    this.sessions = sessions;
    this.secondStep = secondStep;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param otp the code of a second factor, from those who send it along
   */
  record Credentials(String tenant, String username, String password, Optional<String> otp) {
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
      boolean isActive,
      boolean hasSecondFactor) {
    String failure() {
      return userId == null ? "unknown_user" : isActive ? "wrong_password" : "inactive";
    }
  }

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
    return database
        .transaction(
            tenantId,
            Database.Mode.NO_COUNTERS,
            null,
            tx -> tx.query(FIND, Tuple.of(tenantId, usernameKey)))
        .map(rows -> candidate(tenant.orElse(null), rows));
  }

  private static Candidate candidate(@Nullable Tenant tenant, RowSet<Row> rows) {
    for (Row row : rows) {
      return new Candidate(
          tenant,
          row.getUUID("id"),
          row.getString("name"),
          row.getString("password_hash"),
          row.getBoolean("active"),
          row.getBoolean("has_factor"));
    }
    return new Candidate(tenant, null, null, null, false, false);
  }

  private Uni<Tokens> decide(
      Credentials credentials, Client client, Candidate candidate, boolean matches) {
    Tenant tenant = candidate.tenant();
    UUID userId = candidate.userId();
    if (tenant != null && tenant.isActive() && userId != null && candidate.isActive() && matches) {
      return rehash(credentials, tenant, userId, candidate.passwordHash())
          .chain(
              () ->
                  candidate.hasSecondFactor()
                      ? secondStep.begin(
                          new SecondStep.Passed(
                              tenant.id(), tenant.address(), userId, credentials.username()),
                          credentials.otp(),
                          client)
                      : succeed(credentials, client, tenant, userId));
    }
    return fail(credentials, client, candidate);
  }

  private Uni<Tokens> fail(Credentials credentials, Client client, Candidate candidate) {
    Tenant tenant = candidate.tenant();
    Uni<Void> recorded =
        tenant == null
            ? Uni.createFrom().voidItem()
            : database.transaction(
                tenant.id(),
                Database.Mode.READ,
                null,
                tx ->
                    history.refused(
                        tx,
                        candidate.userId(),
                        candidate.name(),
                        credentials.username(),
                        candidate.failure(),
                        client));
    return throttle
        .failed(client.address())
        .chain(() -> recorded)
        .chain(
            () ->
                Uni.createFrom()
                    .failure(PlatformException.of(ErrorCode.UNAUTHENTICATED, "sign_in_failed")));
  }

  private Uni<Tokens> succeed(Credentials credentials, Client client, Tenant tenant, UUID userId) {
    return database
        .transaction(
            tenant.id(),
            Database.Mode.READ,
            null,
            tx -> {
              UUID session = ids.next(clock.instant());
              return sessions
                  .open(tx, session, userId, client)
                  .call(
                      () -> history.succeeded(tx, userId, credentials.username(), session, client));
            })
        .call(() -> throttle.succeeded(credentials.tenant(), Username.key(credentials.username())));
  }

  /** The only moment at which the password is there to be hashed as it is done today. */
  private Uni<Void> rehash(
      Credentials credentials, Tenant tenant, UUID userId, @Nullable String stored) {
    if (stored == null || !PasswordHash.isOutdated(stored)) {
      return Uni.createFrom().voidItem();
    }
    return passwords
        .hash(credentials.password())
        .chain(
            hash ->
                database.transaction(
                    tenant.id(),
                    Database.Mode.READ,
                    null,
                    tx -> tx.query(REHASH, Tuple.of(tenant.id(), userId, hash))))
        .replaceWithVoid();
  }
}
