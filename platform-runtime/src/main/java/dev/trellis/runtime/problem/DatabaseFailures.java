package dev.trellis.runtime.problem;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the database means to the caller. Nothing of PostgreSQL's own text is passed
 * on: it names tables, keys and values.
 */
final class DatabaseFailures {
  private static final int RETRY_SECONDS = 2;

  private DatabaseFailures() {}

  static @Nullable PlatformException classify(List<Throwable> chain) {
    for (Throwable link : chain) {
      String state =
          switch (link) {
            case PgException e -> e.getSqlState();
            case SQLException e -> e.getSQLState();
            default -> null;
          };
      PlatformException known = state == null ? null : ofState(state);
      if (known != null) {
        return known;
      }
      if (isAway(link)) {
        return away();
      }
    }
    return null;
  }

  private static @Nullable PlatformException ofState(String state) {
    return switch (state) {
      // unique_violation, foreign_key_violation: the features check first, this is the race.
      case "23505" -> PlatformException.of(ErrorCode.DUPLICATE, "duplicate");
      case "23503" -> PlatformException.of(ErrorCode.CONFLICT, "conflict");
      // serialization_failure, deadlock_detected
      case "40001", "40P01" -> PlatformException.of(ErrorCode.CONFLICT, "conflict");
      // lock_not_available, query_canceled (our own time-out)
      case "55P03", "57014" -> away();
      // untranslatable_character, character_not_in_repertoire: a NUL byte or a lone surrogate
      case "22P05", "22021" -> PlatformException.of(ErrorCode.MALFORMED, "invalid_utf8");
      default -> isAway(state) ? away() : null;
    };
  }

  /** Connection exceptions, shutdown and crash, too many connections, a read-only standby. */
  private static boolean isAway(String state) {
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.equals("25006");
  }

  private static boolean isAway(Throwable link) {
    return link instanceof ConnectException
        || link instanceof UnknownHostException
        || link instanceof ClosedChannelException
        || link instanceof ClosedConnectionException
        || link instanceof TimeoutException;
  }

  private static PlatformException away() {
    return PlatformException.of(ErrorCode.UNAVAILABLE, "unavailable", "retry_after", RETRY_SECONDS);
  }
}
