package dev.trellis.runtime.database;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

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
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StartFailure(
          StartProblem.MIGRATION_FAILED,
          "the database could not be brought to this version: " + e.getMessage(),
          "Nothing of the failed step was kept; report it, or start the version that wrote this data",
          e);
    }
  }
}
