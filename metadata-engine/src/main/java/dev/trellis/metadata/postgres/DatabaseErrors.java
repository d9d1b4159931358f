package dev.trellis.metadata.postgres;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * From what the database says to what the platform says. SQL states: PostgreSQL manual, appendix A.
 */
public final class DatabaseErrors {
  private static final String ABORTED_TRANSACTION = "25P02";
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String QUERY_CANCELED = "57014";
  private static final String DISK_FULL = "53100";
  private static final String READ_ONLY = "25006";
  private static final String TOO_DEEP = "54001";

  private DatabaseErrors() {}

  static boolean isAbortedTransaction(Throwable error) {
    return error instanceof PgException pg && ABORTED_TRANSACTION.equals(pg.getSqlState());
  }

  /** A {@link PlatformException} for what has a meaning to callers; anything else as it is. */
  public static Throwable translate(Throwable error) {
    if (error instanceof PgException pg) {
      String state = pg.getSqlState() == null ? "" : pg.getSqlState();
      return switch (state) {
        case SERIALIZATION_FAILURE, DEADLOCK, LOCK_NOT_AVAILABLE ->
            PlatformException.of(ErrorCode.CONFLICT, "concurrent_change").causedBy(error);
        case QUERY_CANCELED ->
            PlatformException.of(ErrorCode.UNAVAILABLE, "query_too_slow").causedBy(error);
        case TOO_DEEP ->
            PlatformException.invalid(Violation.of("", "formula_beyond_stack")).causedBy(error);
        case DISK_FULL, READ_ONLY ->
            PlatformException.of(ErrorCode.UNAVAILABLE, "database_read_only").causedBy(error);
        // 08 connection, 53 resources, 57P shutdown and start-up
        default ->
            state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")
                ? PlatformException.of(ErrorCode.UNAVAILABLE, "database_away").causedBy(error)
                : error;
      };
    }
    if (isConnectionLoss(error)) {
      return PlatformException.of(ErrorCode.UNAVAILABLE, "database_away").causedBy(error);
    }
    return error;
  }

  private static boolean isConnectionLoss(Throwable error) {
    if (error instanceof IOException
        || error instanceof TimeoutException
        || error instanceof ClosedConnectionException) {
      return true;
    }
    String message = error.getMessage();
    // The client reports these as plain VertxExceptions.
    return error.getClass().getName().startsWith("io.vertx.")
        && message != null
        && (message.contains("closed")
            || message.contains("not active")
            || message.contains("Timeout")
            || message.contains("max queue"));
  }
}
