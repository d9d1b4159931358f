package dev.trellis.runtime.database;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema to the version of this program, as the owner role. */
final class Migrations {
  private Migrations() {}

  static void apply(DatabaseAddress administrator) {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(administrator.jdbcUrl(), administrator.user(), administrator.password())
          .initSql("set role " + DatabaseRoles.OWNER)
          .locations("classpath:db/migration")
          .placeholders(
              Map.of(
                  "owner_role", DatabaseRoles.OWNER,
                  "app_role", DatabaseRoles.APP,
                  "search_role", DatabaseRoles.SEARCH))
          // A schema newer than this program is refused too.
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayValidateException e) {
      throw new StartFailure(
          StartProblem.MIGRATION_FAILED,
          "the data was written by another version of the program (" + firstLine(e) + ")",
          "Start that version or a newer one, or set TRELLIS_DATA to another folder",
          e);
    } catch (FlywayException e) {
      throw new StartFailure(
          StartProblem.MIGRATION_FAILED,
          "the database could not be brought to this version (" + firstLine(e) + cause(e) + ")",
          "Nothing of the failed step was kept; report it, or start the version before",
          e);
    }
  }

  private static String firstLine(FlywayException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String cause(FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return ": " + String.valueOf(sql.getMessage()).lines().findFirst().orElse("");
      }
    }
    return "";
  }
}
