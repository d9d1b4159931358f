package dev.trellis.runtime.problem;

import dev.trellis.metadata.postgres.DatabaseErrors;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the database means to the caller, for statements that did not run in one of the
 * engine's transactions or came wrapped by Hibernate. Nothing of PostgreSQL's own text is passed
 * on: it names tables, keys and values.
 */
final class DatabaseFailures {
  private DatabaseFailures() {}

  static @Nullable PlatformException classify(List<Throwable> chain) {
    for (Throwable link : chain) {
      PlatformException known = ofData(state(link));
      if (known != null) {
        return known;
      }
      if (DatabaseErrors.translate(asPgException(link)) instanceof PlatformException translated) {
        return translated;
      }
    }
    return null;
  }

  /** What a statement's values were refused for: the features check first, this is the race. */
  private static @Nullable PlatformException ofData(String state) {
    return switch (state) {
      // unique_violation
      case "23505" -> PlatformException.of(ErrorCode.DUPLICATE, "duplicate");
      // foreign_key_violation
      case "23503" -> PlatformException.of(ErrorCode.CONFLICT, "conflict");
      // untranslatable_character, character_not_in_repertoire: a NUL byte or a lone surrogate
      case "22P05", "22021" -> PlatformException.of(ErrorCode.MALFORMED, "invalid_utf8");
      // numeric_value_out_of_range, datetime_field_overflow: only what a formula computes gets
      // there
      case "22003", "22008" -> PlatformException.of(ErrorCode.INVALID, "calculation_out_of_range");
      default -> null;
    };
  }

  private static String state(Throwable link) {
    String state =
        switch (link) {
          case PgException e -> e.getSqlState();
          case SQLException e -> e.getSQLState();
          default -> null;
        };
    return state == null ? "" : state;
  }

  /** Hibernate Reactive turns errors of the driver into those of JDBC. */
  private static Throwable asPgException(Throwable link) {
    return link instanceof SQLException e
        ? new PgException("", "ERROR", e.getSQLState() == null ? "" : e.getSQLState(), "")
        : link;
  }
}
