package dev.trellis.runtime.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket for each tenant, on each node: so many requests a second, twice as many at once
 * after a pause.
 *
 * <p>Kept as one number, the time at which the bucket would be full again (GCRA), so that taking a
 * token is a compare-and-set.
 */
final class RateLimits {
  private static final int BURST_SECONDS = 2;

  private final long nanosPerRequest;
  private final Cache<Integer, AtomicLong> fullAt =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(1, TimeUnit.MINUTES).build();

  /**
   * @param requestsPerSecond 0 means without limit
   */
  RateLimits(int requestsPerSecond) {
    this.nanosPerRequest =
        requestsPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / requestsPerSecond;
  }

  /** Takes a token. 0 when there was one, else the nanoseconds until there is. */
  long take(int tenantId, long now) {
    if (nanosPerRequest == 0) {
      return 0;
    }
    AtomicLong bucket = fullAt.get(tenantId, _ -> new AtomicLong(now));
    long burst = TimeUnit.SECONDS.toNanos(BURST_SECONDS);
    while (true) {
      long seen = bucket.get();
      long next = Math.max(seen, now) + nanosPerRequest;
      long wait = next - now - burst;
      if (wait > 0) {
        return wait;
      }
      if (bucket.compareAndSet(seen, next)) {
        return 0;
      }
    }
  }
}
