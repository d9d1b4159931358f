package dev.trellis.metadata.query;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** Names of time zones for PostgreSQL. */
final class SqlZone {
  private SqlZone() {}

  /** Regions have the same names; a bare offset is POSIX there and counts westwards. */
  static String name(ZoneId zone) {
    if (!(zone.normalized() instanceof ZoneOffset offset)) {
      return zone.getId();
    }
    return offset.equals(ZoneOffset.UTC)
        ? "UTC"
        : ZoneOffset.ofTotalSeconds(-offset.getTotalSeconds()).getId();
  }
}
