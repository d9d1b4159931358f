package dev.trellis.runtime.audit;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param name as it was at that moment
 * @param credentialId the session or the API key
 */
public record Actor(
    Kind kind, @Nullable UUID id, @Nullable String name, @Nullable UUID credentialId) {
  /** The platform itself: nobody asked for it at that moment. */
  public static final Actor PLATFORM = new Actor(Kind.PLATFORM, null, null, null);

  /** Somebody who did not prove who they are. */
  public static final Actor UNKNOWN = new Actor(Kind.UNKNOWN, null, null, null);

  public enum Kind {
    USER,
    API_KEY,
    PLATFORM,
    UNKNOWN;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Actor user(UUID id, String name, @Nullable UUID session) {
    return new Actor(Kind.USER, id, name, session);
  }
}
