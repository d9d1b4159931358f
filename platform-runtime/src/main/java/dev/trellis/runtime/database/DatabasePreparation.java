package dev.trellis.runtime.database;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes a database ready to serve: version, roles, migrations, and the proof of confinement. */
public final class DatabasePreparation {
  /** 16 brought {@code grant … with set/inherit}, on which the separation of the roles rests. */
  private static final int OLDEST_VERSION = 18;

  private DatabasePreparation() {}

  /**
   * @return the address under which requests are served, with the application role
   */
  public static DatabaseAddress prepare(DatabaseAddress administrator) {
    try (var connection = DatabaseConnection.open(administrator)) {
      requireVersion(connection, administrator);
      prepareRoles(connection, administrator);
      DatabaseRoles.requireConfinedApp(connection);
      Migrations.apply(administrator);
      return DatabaseRoles.appAddress(administrator);
    } catch (SQLException e) {
      throw explained(e, administrator);
    }
  }

  /** Makes the named database on a server of our own, unless it is there. */
  public static DatabaseAddress createDatabase(DatabaseAddress server, String name) {
    try (var connection = DatabaseConnection.open(server);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
      if (!rows.next()) {
        execute(connection, "create database " + name);
      }
      return server.in(name);
    } catch (SQLException e) {
      throw explained(e, server);
    }
  }

  private static void requireVersion(Connection connection, DatabaseAddress address)
      throws SQLException {
    var server = connection.getMetaData();
    if (server.getDatabaseMajorVersion() < OLDEST_VERSION) {
      throw new StartFailure(
          StartProblem.DATABASE_TOO_OLD,
          "PostgreSQL at %s:%d is version %s; 18 or newer is needed (formulas change the case of letters with its collation pg_unicode_fast)"
              .formatted(address.host(), address.port(), server.getDatabaseProductVersion()),
          "Upgrade the server, or unset TRELLIS_DATABASE_URL to use the embedded one");
    }
  }

  private static void prepareRoles(Connection connection, DatabaseAddress administrator)
      throws SQLException {
    try {
      // One starting node at a time: two creating the same role at once would fail one of them.
      execute(connection, "select pg_advisory_lock(hashtext('trellis roles'))");
      DatabaseRoles.prepare(connection, administrator);
    } catch (SQLException e) {
      if ("42501".equals(e.getSQLState())) {
        throw new StartFailure(
            StartProblem.DATABASE_PRIVILEGES,
            "the database user "
                + administrator.user()
                + " may not set up the platform's roles ("
                + e.getMessage()
                + ")",
            "Let it own the database and give it CREATEROLE (see docs/operators.md)",
            e);
      }
      throw e;
    } finally {
      if (!connection.isClosed()) {
        execute(connection, "select pg_advisory_unlock_all()");
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static StartFailure explained(SQLException e, DatabaseAddress address) {
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("28")) {
      return new StartFailure(
          StartProblem.DATABASE_REFUSED_SIGN_IN,
          "PostgreSQL at %s:%d refused the user or password of %s"
              .formatted(address.host(), address.port(), address.user()),
          "Correct user and password in TRELLIS_DATABASE_URL",
          e);
    }
    if (state.equals("3D000")) {
      return new StartFailure(
          StartProblem.DATABASE_UNREACHABLE,
          "there is no database %s at %s:%d"
              .formatted(address.database(), address.host(), address.port()),
          "Create it (create database " + address.database() + ") or correct TRELLIS_DATABASE_URL",
          e);
    }
    if (state.startsWith("08")) {
      return new StartFailure(
          StartProblem.DATABASE_UNREACHABLE,
          "PostgreSQL at %s:%d cannot be reached".formatted(address.host(), address.port()),
          "Start it, open the way to it, or correct TRELLIS_DATABASE_URL",
          e);
    }
    return new StartFailure(
        StartProblem.DATABASE_BROKEN,
        "the database at %s:%d answered: %s"
            .formatted(address.host(), address.port(), e.getMessage()),
        "Mend the database and start again",
        e);
  }
}
