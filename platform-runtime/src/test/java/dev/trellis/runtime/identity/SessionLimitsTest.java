package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionLimitsTest {
  private static final OffsetDateTime OPENED =
      OffsetDateTime.of(2026, 1, 31, 9, 30, 0, 0, ZoneOffset.UTC);
  private static final OffsetDateTime NOW = OPENED.plusHours(7);

  @Test
  void withoutLimitsASessionLivesForThirtyDaysFromItsLastUse() {
    assertThat(limits(null, null).at(OPENED, NOW))
        .isEqualTo(new SessionLimits.Lives(NOW.plusMinutes(15), NOW.plusDays(30)));
  }

  @Test
  void useIsSeenFourTimesWithinTheIdleTime() {
    assertThat(limits(Duration.ofMinutes(20), null).at(OPENED, NOW))
        .isEqualTo(new SessionLimits.Lives(NOW.plusMinutes(5), NOW.plusMinutes(20)));
    assertThat(limits(Duration.ofHours(8), null).at(OPENED, NOW))
        .isEqualTo(new SessionLimits.Lives(NOW.plusMinutes(15), NOW.plusHours(8)));
  }

  @Test
  void nothingOutlivesTheTotal() {
    OffsetDateTime end = OPENED.plusHours(8);
    assertThat(limits(Duration.ofHours(2), Duration.ofHours(8)).at(OPENED, NOW).session())
        .isEqualTo(end);
    assertThat(limits(null, Duration.ofHours(8)).at(OPENED, end.minusMinutes(1)))
        .isEqualTo(new SessionLimits.Lives(end, end));
  }

  private static SessionLimits limits(Duration idle, Duration total) {
    return new SessionLimits(Optional.ofNullable(idle), Optional.ofNullable(total));
  }
}
