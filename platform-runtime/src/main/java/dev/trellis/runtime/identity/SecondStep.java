package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.audit.Client;
import dev.trellis.runtime.identity.factor.SecondFactors;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The code after the password. Wrong codes count with the wrong passwords of that user, and only
 * both together clear the count: who knows a password guesses no faster for it.
 */
@Singleton
class SecondStep {
  private static final Duration CHALLENGE = Duration.ofMinutes(5);

  private final Database database;
  private final SecondFactors factors;
  private final OneTimeTokens challenges;
  private final SignInThrottle throttle;
  private final Sessions sessions;
  private final LoginHistory history;
  private final UuidV7 ids;
  private final Clock clock;

  SecondStep(
      Database database,
      SecondFactors factors,
      OneTimeTokens challenges,
      SignInThrottle throttle,
      Sessions sessions,
      LoginHistory history,
      UuidV7 ids,
      Clock clock) {
    this.database = database;
    this.factors = factors;
    this.challenges = challenges;
    this.throttle = throttle;
    this.sessions = sessions;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whose password was right. */
  record Passed(int tenantId, String tenant, UUID userId, String username) {}

  /** With a code that came along, the end of the sign-in; without one, a challenge. */
  Uni<Tokens> begin(Passed passed, Optional<String> code, Client client) {
    if (code.isEmpty()) {
      return challenge(passed);
    }
    return inTransaction(passed.tenantId(), tx -> finish(tx, passed, code.get(), client))
        .chain(tokens -> settle(tokens, passed, client));
  }

  private Uni<Tokens> challenge(Passed passed) {
    return inTransaction(
            passed.tenantId(),
            tx -> challenges.issue(tx, Token.Kind.SIGN_IN, passed.userId(), CHALLENGE))
        .chain(
            token ->
                Uni.createFrom()
                    .failure(
                        PlatformException.of(
                            ErrorCode.SECOND_FACTOR_REQUIRED,
                            "second_factor_required",
                            "challenge",
                            token.text())));
  }

  /** A challenge is good until the code is right or its time is up. */
  Uni<Tokens> answer(String challenge, String code, Client client) {
    Optional<Token> parsed =
        Token.parse(challenge).filter(token -> token.kind() == Token.Kind.SIGN_IN);
    if (parsed.isEmpty()) {
      return Uni.createFrom().failure(expired());
    }
    Token token = parsed.get();
    return inTransaction(token.tenantId(), tx -> challenges.find(tx, token))
        .map(holder -> passed(token, holder.orElseThrow(SecondStep::expired)))
        .call(
            passed ->
                throttle.admit(passed.tenant(), Username.key(passed.username()), client.address()))
        .chain(
            passed ->
                inTransaction(token.tenantId(), tx -> answer(tx, token, passed, code, client))
                    .chain(tokens -> settle(tokens, passed, client)));
  }

  private Uni<Optional<Tokens>> answer(
      Tx tx, Token token, Passed passed, String code, Client client) {
    return finish(tx, passed, code, client)
        .call(
            tokens ->
                tokens.isPresent()
                    ? challenges.spend(tx, token).invoke(SecondStep::requireSpent)
                    : Uni.createFrom().voidItem());
  }

  /** Empty for a wrong code: the transaction is committed all the same, with what it tells. */
  private Uni<Optional<Tokens>> finish(Tx tx, Passed passed, String code, Client client) {
    return factors
        .take(tx, passed.userId(), code)
        .chain(
            taken ->
                taken
                    ? open(tx, passed, client).map(Optional::of)
                    : history
                        .refused(tx, passed.userId(), passed.username(), "wrong_code", client)
                        .replaceWith(Optional.empty()));
  }

  private Uni<Tokens> open(Tx tx, Passed passed, Client client) {
    UUID session = ids.next(clock.instant());
    return sessions
        .open(tx, session, passed.userId(), client)
        .call(() -> history.succeeded(tx, passed.userId(), passed.username(), session, client));
  }

  private Uni<Tokens> settle(Optional<Tokens> tokens, Passed passed, Client client) {
    return tokens.isPresent()
        ? throttle
            .succeeded(passed.tenant(), Username.key(passed.username()))
            .replaceWith(tokens.get())
        : throttle
            .failed(client.address())
            .chain(
                () ->
                    Uni.createFrom()
                        .failure(PlatformException.of(ErrorCode.UNAUTHENTICATED, "wrong_code")));
  }

  private <T> Uni<T> inTransaction(int tenantId, Function<Tx, Uni<T>> work) {
    return database.transaction(tenantId, Database.Mode.READ, null, work);
  }

  private static Passed passed(Token token, OneTimeTokens.Holder holder) {
    return new Passed(token.tenantId(), holder.tenant(), holder.userId(), holder.username());
  }

  /** Of two answers to one challenge that come together the later one is too late. */
  private static void requireSpent(boolean isSpent) {
    if (!isSpent) {
      throw expired();
    }
  }

  private static PlatformException expired() {
    return PlatformException.of(ErrorCode.UNAUTHENTICATED, "challenge_expired");
  }
}
