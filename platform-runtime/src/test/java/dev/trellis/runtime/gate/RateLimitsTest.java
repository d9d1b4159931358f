package dev.trellis.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void aBurstOfTwoSecondsIsTakenAndNoMore() {
    var limits = new RateLimits(200);
    assertThat(taken(limits, 1, 1000, 0)).isEqualTo(400);
  }

  @Test
  void afterTheBurstTheRateHolds() {
    var limits = new RateLimits(200);
    taken(limits, 1, 400, 0);
    assertThat(taken(limits, 1, 1000, SECOND)).isEqualTo(200);
    assertThat(taken(limits, 1, 1000, SECOND + SECOND / 2)).isEqualTo(100);
  }

  @Test
  void theWaitIsTheTimeUntilTheNextToken() {
    var limits = new RateLimits(10);
    taken(limits, 1, 20, 0);
    assertThat(limits.take(1, 0)).isEqualTo(SECOND / 10);
  }

  @Test
  void oneTenantsFloodLeavesAnotherAlone() {
    var limits = new RateLimits(10);
    taken(limits, 1, 1000, 0);
    assertThat(limits.take(2, 0)).isZero();
  }

  @Test
  void zeroMeansWithoutLimit() {
    assertThat(taken(new RateLimits(0), 1, 10_000, 0)).isEqualTo(10_000);
  }

  private static long taken(RateLimits limits, int tenant, int attempts, long now) {
    return IntStream.range(0, attempts).filter(_ -> limits.take(tenant, now) == 0).count();
  }
}
