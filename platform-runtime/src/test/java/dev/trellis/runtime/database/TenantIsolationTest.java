package dev.trellis.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The second wall: what the database itself refuses, whatever the program asks. */
class TenantIsolationTest {
  private static final TestDatabase DATABASE = TestDatabase.start();

  /** Tables without a policy on purpose; a new one has to be argued for here. */
  private static final List<String> WITHOUT_TENANT =
      List.of("flyway_schema_history", "installation", "sign_in_throttle", "tenant");

  @Test
  void everyTableForcesRowLevelSecurityButTheAllowed() throws SQLException {
    var sql =
        """
        select relname from pg_class
        where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
          and not (relrowsecurity and relforcerowsecurity
            and exists (select from pg_policy where polrelid = pg_class.oid))
        order by relname
        """;
    assertThat(texts(DATABASE.administrator(), sql)).isEqualTo(WITHOUT_TENANT);
  }

  @Test
  void theApplicationSeesNothingWithoutATenant() throws SQLException {
    insertAutoNumber(1001);
    try (var connection = DatabaseConnection.open(DATABASE.app())) {
      assertThat(autoNumbers(connection)).isZero();
    }
  }

  @Test
  void theApplicationSeesOnlyTheTenantOfItsTransaction() throws SQLException {
    insertAutoNumber(1002);
    insertAutoNumber(1003);
    try (var connection = DatabaseConnection.open(DATABASE.app())) {
      connection.setAutoCommit(false);
      setTenant(connection, 1002);
      assertThat(autoNumbers(connection)).isEqualTo(1);
      connection.commit();
      assertThat(autoNumbers(connection)).as("after the commit").isZero();
    }
  }

  @Test
  void theApplicationCannotWriteForAnotherTenant() throws SQLException {
    try (var connection = DatabaseConnection.open(DATABASE.app())) {
      connection.setAutoCommit(false);
      setTenant(connection, 1004);
      assertThatThrownBy(
              () -> execute(connection, "insert into auto_number values (1005, 1, 1, 1)"))
          .hasMessageContaining("row-level security");
    }
  }

  @Test
  void theApplicationCannotBecomeTheOwnerNorChangeTheSchema() throws SQLException {
    try (var connection = DatabaseConnection.open(DATABASE.app())) {
      for (var sql :
          List.of(
              "set role trellis_owner",
              "set role trellis_search",
              "alter table auto_number disable row level security",
              "create table sneaky (id int)",
              "drop policy tenant_isolation on auto_number")) {
        assertThatThrownBy(() -> execute(connection, sql))
            .as(sql)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      }
    }
  }

  private static void insertAutoNumber(int tenant) throws SQLException {
    try (var connection = DatabaseConnection.open(DATABASE.app())) {
      connection.setAutoCommit(false);
      setTenant(connection, tenant);
      execute(connection, "insert into auto_number values (" + tenant + ", 1, 1, 1)");
      connection.commit();
    }
  }

  private static void setTenant(Connection connection, int tenant) throws SQLException {
    execute(connection, "select set_config('app.tenant', '" + tenant + "', true)");
  }

  private static int autoNumbers(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from auto_number")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static List<String> texts(DatabaseAddress address, String sql) throws SQLException {
    try (var connection = DatabaseConnection.open(address);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
