package dev.trellis.runtime.database;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The three roles of the platform. {@code trellis_owner} owns and migrates the tables and cannot
 * sign in; {@code trellis_app} serves requests and stands under row-level security; {@code
 * trellis_search} owns the search function and cannot sign in.
 */
public final class DatabaseRoles {
  public static final String OWNER = "trellis_owner";
  public static final String APP = "trellis_app";
  public static final String SEARCH = "trellis_search";

  private DatabaseRoles() {}

  /**
   * The application role's password follows from the administrator's, so that any number of nodes
   * with the same URL agree on it without sharing a file.
   */
  public static DatabaseAddress appAddress(DatabaseAddress administrator) {
    return administrator.as(APP, derivedPassword(administrator.password()));
  }

  private static String derivedPassword(String administratorPassword) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      // A prefix, because HMAC refuses an empty key and trust authentication has one.
      var key = ("trellis:" + administratorPassword).getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      var digest = mac.doFinal(APP.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Creates what is missing; existing roles are left as they are and only checked. */
  static void prepare(Connection administrator, DatabaseAddress address) throws SQLException {
    var existing = existingRoles(administrator);
    try (var statement = administrator.createStatement()) {
      if (!existing.contains(OWNER)) {
        statement.execute("create role " + OWNER + " nologin");
      }
      if (!existing.contains(SEARCH)) {
        statement.execute("create role " + SEARCH + " nologin");
      }
      if (!existing.contains(APP)) {
        statement.execute(
            "create role " + APP + " login nosuperuser nobypassrls nocreatedb nocreaterole");
      }
      if (!existing.contains(APP) || !appMaySignIn(address)) {
        statement.execute("alter role " + APP + " password '" + appPassword(address) + "'");
      }
      grant(administrator, address);
    }
  }

  private static String appPassword(DatabaseAddress address) {
    return appAddress(address).password();
  }

  private static boolean appMaySignIn(DatabaseAddress address) throws SQLException {
    try (var ignored = DatabaseConnection.open(appAddress(address))) {
      return true;
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith("28")) {
        return false;
      }
      throw e;
    }
  }

  /** Memberships carry SET only: signing in as the administrator does not inherit the tables. */
  private static void grant(Connection administrator, DatabaseAddress address) throws SQLException {
    var database = quoted(address.database());
    try (var statement = administrator.createStatement()) {
      if (!maySet(administrator, address.user(), OWNER)) {
        statement.execute("grant " + OWNER + " to current_user with set true, inherit false");
      }
      if (!maySet(administrator, OWNER, SEARCH)) {
        statement.execute("grant " + SEARCH + " to " + OWNER + " with set true, inherit false");
      }
      if (!hasPrivileges(administrator, address.database())) {
        statement.execute(
            "grant connect, create, temporary on database " + database + " to " + OWNER);
        statement.execute("grant connect on database " + database + " to " + APP);
        statement.execute(
            "grant usage, create on schema public to " + OWNER + " with grant option");
        statement.execute("revoke create on schema public from public");
      }
    }
  }

  private static boolean maySet(Connection connection, String member, String role)
      throws SQLException {
    try (var query = connection.prepareStatement("select pg_has_role(?, ?, 'SET')")) {
      query.setString(1, member);
      query.setString(2, role);
      try (var rows = query.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private static boolean hasPrivileges(Connection connection, String database) throws SQLException {
    var sql =
        """
        select has_database_privilege(?, ?, 'create') and has_database_privilege(?, ?, 'connect')
          and has_schema_privilege(?, 'public', 'create with grant option')
          and not has_schema_privilege(?, 'public', 'create')
        """;
    try (var query = connection.prepareStatement(sql)) {
      query.setString(1, OWNER);
      query.setString(2, database);
      query.setString(3, APP);
      query.setString(4, database);
      query.setString(5, OWNER);
      query.setString(6, APP);
      try (var rows = query.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  /** Refuses an application role that could look past row-level security. */
  static void requireConfinedApp(Connection connection) throws SQLException {
    var excess = excessOfApp(connection);
    if (!excess.isEmpty()) {
      throw new StartFailure(
          StartProblem.DATABASE_PRIVILEGES,
          "the database role %s has %s and could pass row-level security"
              .formatted(APP, String.join(", ", excess)),
          "Take it away (alter role, revoke) and start again");
    }
  }

  private static List<String> excessOfApp(Connection connection) throws SQLException {
    var sql =
        """
        select excess from pg_roles, lateral (values
            (rolsuper, 'SUPERUSER'), (rolbypassrls, 'BYPASSRLS'), (rolcreatedb, 'CREATEDB'),
            (rolcreaterole, 'CREATEROLE'), (rolreplication, 'REPLICATION'),
            (not rolsuper and pg_has_role(oid, ?, 'MEMBER'), 'membership of ' || ?),
            (not rolsuper and pg_has_role(oid, ?, 'MEMBER'), 'membership of ' || ?)) as
          checks (present, excess)
        where rolname = ? and present
        """;
    try (var query = connection.prepareStatement(sql)) {
      query.setString(1, OWNER);
      query.setString(2, OWNER);
      query.setString(3, SEARCH);
      query.setString(4, SEARCH);
      query.setString(5, APP);
      return texts(query.executeQuery());
    }
  }

  private static List<String> existingRoles(Connection connection) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "select rolname from pg_roles where rolname like 'trellis\\_%'")) {
      return texts(query.executeQuery());
    }
  }

  private static List<String> texts(ResultSet rows) throws SQLException {
    var texts = new ArrayList<String>();
    while (rows.next()) {
      texts.add(rows.getString(1));
    }
    return texts;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
