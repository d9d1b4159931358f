package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.runtime.database.DatabaseAddress;
import dev.trellis.runtime.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses to the application role in the tables of identity. */
class IdentityTablesTest {
  private static final TestDatabase DATABASE = TestDatabase.start();
  private static final int MINE = 710_001;
  private static final int THEIRS = 710_002;
  private static final UUID USER = UUID.randomUUID();

  @BeforeAll
  static void addUsersOfTwoTenants() throws SQLException {
    for (int tenant : List.of(MINE, THEIRS)) {
      asTenant(
          tenant,
          connection -> {
            insertUser(connection, tenant, USER);
            execute(
                connection,
                "INSERT INTO session (tenant_id, id, user_id, created_at, expires_at)"
                    + " VALUES (%d, '%s', '%s', now(), now())".formatted(tenant, USER, USER));
            execute(
                connection,
                "INSERT INTO session_token (tenant_id, hash, session_id, kind, expires_at)"
                    + " VALUES (%d, 'x', '%s', 'access', now())".formatted(tenant, USER));
            execute(
                connection,
                "INSERT INTO user_permission_set VALUES (%d, '%s', 'a')".formatted(tenant, USER));
            execute(
                connection,
                "INSERT INTO api_key (tenant_id, id, name, hash, user_id, created_at)"
                    + " VALUES (%d, '%s', 'k', 'x', '%s', now())".formatted(tenant, USER, USER));
            execute(
                connection,
                "INSERT INTO api_key_permission_set VALUES (%d, '%s', 'a')"
                    .formatted(tenant, USER));
            execute(
                connection,
                "INSERT INTO login_history (tenant_id, id, at, username, outcome)"
                    + " VALUES (%d, '%s', now(), 'u', 'success')".formatted(tenant, USER));
            execute(
                connection,
                "INSERT INTO second_factor (tenant_id, user_id, sealed_secret)"
                    + " VALUES (%d, '%s', 'x')".formatted(tenant, USER));
            execute(
                connection,
                "INSERT INTO recovery_code VALUES (%d, '%s', 'x')".formatted(tenant, USER));
            execute(connection, "INSERT INTO sign_in_policy VALUES (%d, 30, 12)".formatted(tenant));
            execute(
                connection,
                "INSERT INTO one_time_token VALUES (%d, 'x', 'sign_in', '%s', now())"
                    .formatted(tenant, USER));
          });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app_user",
        "user_permission_set",
        "session",
        "session_token",
        "api_key",
        "api_key_permission_set",
        "login_history",
        "second_factor",
        "recovery_code",
        "one_time_token",
        "sign_in_policy"
      })
  void aTenantSeesItsOwnRowsAndNobodySeesAnyWithout(String table) throws SQLException {
    asTenant(
        MINE,
        connection ->
            assertThat(texts(connection, "SELECT DISTINCT tenant_id FROM " + table))
                .containsExactly(Integer.toString(MINE)));
    try (var connection = open(DATABASE.app())) {
      assertThat(texts(connection, "SELECT tenant_id FROM " + table)).isEmpty();
    }
  }

  @Test
  void anotherTenantsRowsAreNeitherChangedNorMoved() throws SQLException {
    asTenant(
        MINE,
        connection -> {
          try (var statement = connection.createStatement()) {
            assertThat(
                    statement.executeUpdate(
                        "UPDATE app_user SET name = 'x' WHERE tenant_id = " + THEIRS))
                .isZero();
          }
        });
    assertDenied("UPDATE app_user SET tenant_id = " + THEIRS, "42501");
    assertDenied(
        "INSERT INTO user_permission_set VALUES (%d, '%s', 'administrator')"
            .formatted(THEIRS, USER),
        "42501");
  }

  @Test
  void aReferenceToAnotherTenantsUserIsLikeOneToNobody() throws SQLException {
    UUID stranger = UUID.randomUUID();
    asTenant(THEIRS, connection -> insertUser(connection, THEIRS, stranger));
    for (UUID id : List.of(stranger, UUID.randomUUID())) {
      assertDenied(
          "INSERT INTO user_permission_set VALUES (%d, '%s', 'a')".formatted(MINE, id), "23503");
    }
  }

  @Test
  void aUsernameOfOneTenantIsFreeInAnother() throws SQLException {
    assertDenied(
        "INSERT INTO app_user (tenant_id, id, username, username_key, email, name, created_at, updated_at)"
            + " VALUES (%d, '%s', 'u', '%s', 'e', 'n', now(), now())"
                .formatted(MINE, UUID.randomUUID(), USER),
        "23505");
  }

  @ParameterizedTest
  @CsvSource({
    "login_history, UPDATE",
    "login_history, DELETE",
    "app_user, DELETE",
    "api_key, DELETE",
    "recovery_code, UPDATE",
    "one_time_token, UPDATE",
    "installation, DELETE",
    "user_permission_set, UPDATE",
    "app_user, TRUNCATE",
    "session, TRUNCATE",
    "app_user, REFERENCES",
    "app_user, TRIGGER",
    "tenant, DELETE",
    "tenant, TRUNCATE"
  })
  void theApplicationHasNoRightItDoesNotNeed(String table, String privilege) throws SQLException {
    try (var connection = open(DATABASE.app())) {
      assertThat(
              texts(
                  connection, "SELECT has_table_privilege('%s', '%s')".formatted(table, privilege)))
          .containsExactly("f");
    }
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private static void asTenant(int tenant, Work work) throws SQLException {
    try (var connection = open(DATABASE.app())) {
      connection.setAutoCommit(false);
      execute(connection, "SELECT set_config('app.tenant', '" + tenant + "', true)");
      work.on(connection);
      connection.commit();
    }
  }

  private static void assertDenied(String sql, String state) {
    assertThatThrownBy(() -> asTenant(MINE, connection -> execute(connection, sql)))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  private static void insertUser(Connection connection, int tenant, UUID id) throws SQLException {
    execute(
        connection,
        "INSERT INTO app_user (tenant_id, id, username, username_key, email, name, created_at, updated_at)"
            + " VALUES (%d, '%s', 'u', '%s', 'e', 'n', now(), now())".formatted(tenant, id, id));
  }

  private static Connection open(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
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
