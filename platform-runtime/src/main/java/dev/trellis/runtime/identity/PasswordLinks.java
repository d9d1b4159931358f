package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.audit.Actor;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What invitations and password resets lead to: choosing a password. */
@Singleton
class PasswordLinks {
  private static final String SET =
      """
      UPDATE app_user SET password_hash = $3, updated_at = $4, updated_by = $2,
        version = version + 1
      WHERE tenant_id = $1 AND id = $2
      """;

  private final AccountAudit audit;
  private final Database database;
  private final OneTimeTokens tokens;
  private final PasswordWorkers passwords;
  private final OpenSessions sessions;
  private final Clock clock;

  PasswordLinks(
      Database database,
      OneTimeTokens tokens,
      PasswordWorkers passwords,
      OpenSessions sessions,
      Clock clock,
      AccountAudit audit) {
    this.audit = audit;
    this.database = database;
    this.tokens = tokens;
    this.passwords = passwords;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * The page that a link opens. The token stands behind the hash sign, where browsers send it to
   * nobody.
   */
  static String path(Token token) {
    return "/set-password#" + token.text();
  }

  /** Whose password a link sets; not found once it is spent or expired. */
  Uni<OneTimeTokens.Holder> holder(String text) {
    Token token = parse(text);
    return inTransaction(token, tx -> tokens.find(tx, token))
        .map(holder -> holder.orElseThrow(PlatformException::notFound));
  }

  /** Spends the link and ends all sessions: whoever had the former password is out. */
  Uni<Void> setPassword(String text, String password) {
    Token token = parse(text);
    return holder(text)
        .invoke(holder -> requireGood(password, holder))
        .chain(
            holder ->
                passwords
                    .hash(password)
                    .chain(
                        hash -> inTransaction(token, tx -> setPassword(tx, token, holder, hash))));
  }

  private Uni<Void> setPassword(
      Tx tx, Token token, OneTimeTokens.Holder holder, String passwordHash) {
    return tokens
        .spend(tx, token)
        .invoke(
            isSpent -> {
              if (!isSpent) {
                throw PlatformException.notFound();
              }
            })
        .chain(() -> tokens.revokeAll(tx, holder.userId()))
        .chain(
            () ->
                tx.query(
                    SET,
                    Tuple.of(
                        tx.tenantId(), holder.userId(), passwordHash, OffsetDateTime.now(clock))))
        .chain(() -> sessions.revokeAll(tx, holder.userId(), null))
        .chain(
            () ->
                audit.of(
                    tx,
                    Actor.user(holder.userId(), holder.name(), null),
                    AuditAction.PASSWORD_CHANGED,
                    holder.userId(),
                    holder.name()));
  }

  private static void requireGood(String password, OneTimeTokens.Holder holder) {
    List<Violation> violations =
        PasswordPolicy.check(
            "/password", password, List.of(holder.username(), holder.email(), holder.name()));
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
  }

  private static Token parse(String text) {
    Optional<Token> token = Token.parse(text).filter(t -> t.kind().setsPassword());
    return token.orElseThrow(PlatformException::notFound);
  }

  private <T> Uni<T> inTransaction(Token token, Function<Tx, Uni<T>> work) {
    return database.transaction(token.tenantId(), Database.Mode.READ, null, work);
  }
}
