package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.runtime.mail.Mail;
import dev.trellis.runtime.mail.MailTexts;
import dev.trellis.runtime.mail.Postbox;
import dev.trellis.runtime.tenant.Tenant;
import dev.trellis.runtime.tenant.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Links by which users choose their first password, so that nobody else has to know one. */
@Singleton
class Invitations {
  private static final Duration LIFE = Duration.ofDays(7);

  private final Database database;
  private final Tenants tenants;
  private final OneTimeTokens tokens;
  private final Postbox postbox;
  private final Clock clock;

  Invitations(
      Database database, Tenants tenants, OneTimeTokens tokens, Postbox postbox, Clock clock) {
    this.database = database;
    this.tenants = tenants;
    this.tokens = tokens;
    this.postbox = postbox;
    this.clock = clock;
  }

  /**
   * @param sent whether a mail is on its way
   * @param path where no mail could be sent, the page to pass on in another way
   */
  public record Invitation(
      boolean sent, @Schema(nullable = true) @Nullable String path, Instant expiresAt) {}

  /** Former links of the user are void: the one in the latest mail is the one that works. */
  Uni<Invitation> invite(Caller inviter, UserView user) {
    Instant expiresAt = clock.instant().plus(LIFE);
    return database
        .transaction(
            inviter.tenantId(),
            Database.Mode.READ,
            null,
            tx ->
                tokens
                    .revokeAll(tx, user.id())
                    .chain(() -> tokens.issue(tx, Token.Kind.INVITATION, user.id(), LIFE)))
        .chain(
            token ->
                send(inviter, user, token)
                    .map(
                        sent ->
                            new Invitation(
                                sent, sent ? null : PasswordLinks.path(token), expiresAt)));
  }

  private Uni<Boolean> send(Caller inviter, UserView user, Token token) {
    return postbox.isThere()
        ? tenants
            .load(inviter.tenantId())
            .chain(tenant -> postbox.send(mail(inviter, user, tenant, token)))
        : Uni.createFrom().item(false);
  }

  private Mail mail(Caller inviter, UserView user, Tenant tenant, Token token) {
    String locale = user.locale();
    return MailTexts.mail(
        "invitation",
        locale == null ? tenant.locale() : locale,
        user.email(),
        Map.of(
            "name", user.name(),
            "inviter", inviter.name(),
            "company", tenant.company(),
            "tenant", tenant.address(),
            "username", user.username(),
            "link", postbox.link(PasswordLinks.path(token)),
            "days", Long.toString(LIFE.toDays())));
  }
}
