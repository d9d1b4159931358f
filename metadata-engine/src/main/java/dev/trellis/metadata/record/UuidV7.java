package dev.trellis.metadata.record;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Record ids: UUID version 7 (RFC 9562 §5.7), so that ids in creation order are also in index
 * order. The 12 bits after the millisecond count within it (§6.2, method 1), so ids of one node
 * never run backwards.
 */
public final class UuidV7 {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int COUNTER_LIMIT = 1 << 12;

  private long lastMillis;
  private int counter;

  /** An id at the present, or a moment later when more than 4,096 were made in this millisecond. */
  public synchronized UUID next(Instant now) {
    long millis = now.toEpochMilli();
    if (millis > lastMillis) {
      lastMillis = millis;
      counter = 0;
    } else if (++counter == COUNTER_LIMIT) {
      lastMillis++;
      counter = 0;
    }
    long high = lastMillis << 16 | 0x7000 | counter;
    long low = RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** The millisecond that an id was made at: a record's {@code created_at}. */
  public static Instant instant(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
