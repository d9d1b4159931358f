package dev.trellis.metadata.postgres;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * What a transaction found when it began.
 *
 * @param revision the tenant's metadata revision
 * @param securityEpoch rises with every change of users, sessions and assignments
 */
public record Counters(long revision, long securityEpoch) {
  static Counters of(RowSet<Row> rows) {
    for (Row row : rows) {
      return new Counters(row.getLong("revision"), row.getLong("security_epoch"));
    }
    // Only a forged token names a tenant that is not there.
    throw PlatformException.of(ErrorCode.UNAUTHENTICATED, "unauthenticated");
  }
}
