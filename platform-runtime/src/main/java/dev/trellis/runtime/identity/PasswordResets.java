package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.audit.Client;
import dev.trellis.runtime.mail.Mail;
import dev.trellis.runtime.mail.MailTexts;
import dev.trellis.runtime.mail.Postbox;
import dev.trellis.runtime.tenant.Tenant;
import dev.trellis.runtime.tenant.Tenants;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For those who forgot their password. */
@Singleton
class PasswordResets {
  private static final Duration LIFE = Duration.ofHours(1);

  /** Nobody's box is filled by a stranger who asks again and again. */
  private static final Duration BETWEEN_MAILS = Duration.ofMinutes(5);

  /** Held until the end: of two requests at once the second sees the token of the first. */
  private static final String LOCK =
      "SELECT id FROM app_user WHERE tenant_id = $1 AND username_key = $2 FOR UPDATE";

  /** $3 those that expire later than this were sent a short while ago. */
  private static final String FIND =
      """
      SELECT u.id, u.username, u.name, u.email, u.locale
      FROM app_user u
      WHERE u.tenant_id = $1 AND u.username_key = $2 AND u.active
        AND NOT EXISTS (SELECT FROM one_time_token k WHERE k.tenant_id = u.tenant_id
          AND k.user_id = u.id AND k.kind = 'password_reset' AND k.expires_at > $3)
      """;

  private final Database database;
  private final Tenants tenants;
  private final OneTimeTokens tokens;
  private final SignInThrottle throttle;
  private final Postbox postbox;
  private final Clock clock;

  PasswordResets(
      Database database,
      Tenants tenants,
      OneTimeTokens tokens,
      SignInThrottle throttle,
      Postbox postbox,
      Clock clock) {
    this.database = database;
    this.tenants = tenants;
    this.tokens = tokens;
    this.throttle = throttle;
    this.postbox = postbox;
    this.clock = clock;
  }

  private record Forgetful(
      UUID id, String username, String name, String email, @Nullable String locale) {}

  boolean arePossible() {
    return postbox.isThere();
  }

  /**
   * Ends before anything is looked for: neither the answer nor its time tells whether there is such
   * a user.
   */
  Uni<Void> request(String tenant, String username, Client client) {
    if (!arePossible()) {
      return Uni.createFrom()
          .failure(PlatformException.of(ErrorCode.UNAVAILABLE, "mail_not_set_up"));
    }
    String key = Username.key(username);
    return throttle
        .admit("reset " + tenant, key, client.address())
        .call(() -> throttle.failed(client.address()))
        .invoke(
            () ->
                send(tenant, key)
                    .subscribe()
                    .with(_ -> {}, failure -> Log.warnf(failure, "a password reset was not sent")));
  }

  private Uni<Boolean> send(String address, String usernameKey) {
    return tenants
        .find(address)
        .map(tenant -> tenant.filter(Tenant::isActive))
        .chain(
            tenant ->
                tenant.isEmpty() ? Uni.createFrom().item(false) : send(tenant.get(), usernameKey));
  }

  private Uni<Boolean> send(Tenant tenant, String usernameKey) {
    return database
        .transaction(tenant.id(), Database.Mode.READ, null, tx -> mail(tx, tenant, usernameKey))
        .chain(mail -> mail.isEmpty() ? Uni.createFrom().item(false) : postbox.send(mail.get()));
  }

  private Uni<Optional<Mail>> mail(Tx tx, Tenant tenant, String usernameKey) {
    OffsetDateTime recent = OffsetDateTime.now(clock).plus(LIFE).minus(BETWEEN_MAILS);
    tx.query(LOCK, Tuple.of(tenant.id(), usernameKey));
    return tx.query(FIND, Tuple.of(tenant.id(), usernameKey, recent))
        .chain(
            rows -> {
              for (Row row : rows) {
                Forgetful user = forgetful(row);
                return tokens
                    .issue(tx, Token.Kind.PASSWORD_RESET, user.id(), LIFE)
                    .map(token -> Optional.of(mail(tenant, user, token)));
              }
              return Uni.createFrom().item(Optional.empty());
            });
  }

  private Mail mail(Tenant tenant, Forgetful user, Token token) {
    String locale = user.locale();
    return MailTexts.mail(
        "password_reset",
        locale == null ? tenant.locale() : locale,
        user.email(),
        Map.of(
            "name", user.name(),
            "company", tenant.company(),
            "tenant", tenant.address(),
            "username", user.username(),
            "link", postbox.link(PasswordLinks.path(token)),
            "minutes", Long.toString(LIFE.toMinutes())));
  }

  private static Forgetful forgetful(Row row) {
    return new Forgetful(
        row.getUUID("id"),
        row.getString("username"),
        row.getString("name"),
        row.getString("email"),
        row.getString("locale"));
  }
}
