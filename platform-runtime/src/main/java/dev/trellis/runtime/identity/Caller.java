package dev.trellis.runtime.identity;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.runtime.audit.Actor;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as read at one moment. Cached; a transaction that finds a newer {@code
 * security_epoch} has it read again by {@link Callers#reload}.
 *
 * @param sessionId the session, or the API key
 * @param isApiKey whether a program calls with a key of its own
 * @param locale the language of this user: own setting, else the tenant's
 * @param permissionSets names, sorted; of a key its own
 * @param securityEpoch the tenant's counter when this was read
 * @param expiresAt when the token ends, in milliseconds of the epoch
 * @param csrfToken what a browser must send back with every change
 */
public record Caller(
    int tenantId,
    UUID userId,
    UUID sessionId,
    boolean isApiKey,
    String username,
    String name,
    String email,
    String locale,
    ZoneId timeZone,
    List<String> permissionSets,
    long securityEpoch,
    long expiresAt,
    @Nullable String csrfToken,
    TokenHash tokenHash) {
  public Caller {
    permissionSets = List.copyOf(permissionSets);
  }

  /** The same caller, answered in the language that a request asks for. */
  Caller speaking(String language) {
    return new Caller(
        tenantId,
        userId,
        sessionId,
        isApiKey,
        username,
        name,
        email,
        language,
        timeZone,
        permissionSets,
        securityEpoch,
        expiresAt,
        csrfToken,
        tokenHash);
  }

  /** What formulas may know of the caller. */
  public CallerFacts facts(Access access) {
    return new CallerFacts(userId, name, username, email, locale, access, permissionSets);
  }

  /** Who does what this caller asks for, as the audit log names them. */
  public Actor actor() {
    return isApiKey
        ? new Actor(Actor.Kind.API_KEY, userId, name, sessionId)
        : Actor.user(userId, name, isInBackground() ? null : sessionId);
  }

  /** Whether this is a job acting for a user, without a token. */
  boolean isInBackground() {
    return tokenHash == TokenHash.NONE;
  }

  boolean isExpired(long now) {
    return now >= expiresAt;
  }

  @Override
  public String toString() {
    return "user " + userId + " of tenant " + tenantId;
  }
}
