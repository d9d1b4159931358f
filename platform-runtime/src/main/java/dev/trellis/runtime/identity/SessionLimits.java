package dev.trellis.runtime.identity;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How long sessions live in a tenant, beside the platform's own limit.
 *
 * @param idle since the last renewal
 * @param total since the sign-in
 */
record SessionLimits(Optional<Duration> idle, Optional<Duration> total) {
  private static final Duration ACCESS = Duration.ofMinutes(15);
  private static final Duration REFRESH = Duration.ofDays(30);

  /** Use is seen when a token is renewed: four times within the idle time, at least. */
  private static final int RENEWALS_WITHIN_IDLE = 4;

  /** How long tokens of a session are good that are made now. */
  record Lives(OffsetDateTime access, OffsetDateTime session) {}

  Lives at(OffsetDateTime openedAt, OffsetDateTime now) {
    OffsetDateTime session = now.plus(REFRESH);
    if (idle.isPresent()) {
      session = earlier(session, now.plus(idle.get()));
    }
    if (total.isPresent()) {
      session = earlier(session, openedAt.plus(total.get()));
    }
    return new Lives(earlier(now.plus(access()), session), session);
  }

  private Duration access() {
    Duration seen = idle.map(time -> time.dividedBy(RENEWALS_WITHIN_IDLE)).orElse(ACCESS);
    return seen.compareTo(ACCESS) < 0 ? seen : ACCESS;
  }

  private static OffsetDateTime earlier(OffsetDateTime one, OffsetDateTime other) {
    return one.isBefore(other) ? one : other;
  }
}
