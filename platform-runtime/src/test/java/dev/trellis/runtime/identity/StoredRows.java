package dev.trellis.runtime.identity;

import dev.trellis.runtime.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What lies in the database, seen past row-level security; and its clock hands. */
final class StoredRows {
  private StoredRows() {}

  /** All rows of a table as text, of all tenants. */
  static String of(String table) throws SQLException {
    try (var connection = open();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
      var text = new StringBuilder();
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
      return text.toString();
    }
  }

  static void execute(String sql) throws SQLException {
    try (var connection = open();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection open() throws SQLException {
    var administrator = TestDatabase.start().administrator();
    return DriverManager.getConnection(
        administrator.jdbcUrl(), administrator.user(), administrator.password());
  }
}
