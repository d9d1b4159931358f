package dev.trellis.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.runtime.database.embedded.EmbeddedPostgres;
import dev.trellis.runtime.database.embedded.PostgresSettings;
import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Setting up a server that is not ours; roles belong to the whole server, so it has its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseRolesTest {
  @TempDir static Path folder;
  private static EmbeddedPostgres server;

  /** What docs/operators.md asks for: owns its database, may create roles, is no superuser. */
  private static DatabaseAddress operator;

  @BeforeAll
  static void start() throws SQLException {
    server =
        EmbeddedPostgres.start(folder, Path.of("target/postgres"), PostgresSettings.forTests());
    execute(server.administrator(), "create role operator login createrole password 'op'");
    execute(server.administrator(), "create database crm owner operator");
    operator = server.administrator().in("crm").as("operator", "op");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void severalNodesStartingAtOnceOnAnEmptyDatabaseAllSucceed() {
    var starts =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> DatabasePreparation.prepare(operator)))
            .limit(3)
            .toList();
    assertThat(starts)
        .allSatisfy(start -> assertThat(start.join().user()).isEqualTo("trellis_app"));
  }

  @Test
  @Order(2)
  void anOperatorWithoutSuperuserCanSetUpAndTheApplicationSignsIn() throws SQLException {
    var app = DatabasePreparation.prepare(operator);
    try (var connection = DatabaseConnection.open(app);
        var rows = connection.createStatement().executeQuery("select count(*) from tenant")) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  @Order(3)
  void aNewPasswordOfTheOperatorCarriesOverToTheApplication() throws SQLException {
    execute(server.administrator(), "alter role operator password 'new'");
    operator = operator.as("operator", "new");
    var app = DatabasePreparation.prepare(operator);
    DatabaseConnection.open(app).close();
  }

  @ParameterizedTest
  @Order(4)
  @ValueSource(strings = {"superuser", "bypassrls", "createdb", "createrole", "replication"})
  void anApplicationRoleThatMayTooMuchIsRefused(String attribute) throws SQLException {
    execute(server.administrator(), "alter role trellis_app " + attribute);
    try {
      assertPrivilegesRefused(operator, attribute);
    } finally {
      execute(server.administrator(), "alter role trellis_app no" + attribute);
    }
  }

  @ParameterizedTest
  @Order(5)
  @ValueSource(strings = {"trellis_owner", "trellis_search"})
  void anApplicationRoleThatBelongsToAnotherIsRefused(String role) throws SQLException {
    execute(server.administrator(), "grant " + role + " to trellis_app");
    try {
      assertPrivilegesRefused(operator, role);
    } finally {
      execute(server.administrator(), "revoke " + role + " from trellis_app");
    }
  }

  @Test
  @Order(6)
  void aUserWithoutTheRightToSetUpRolesIsToldWhatIsMissing() throws SQLException {
    execute(server.administrator(), "create role plain login password 'plain'");
    execute(server.administrator(), "create database plain owner plain");
    var plain = server.administrator().in("plain").as("plain", "plain");
    assertPrivilegesRefused(plain, "plain");
  }

  private static void assertPrivilegesRefused(DatabaseAddress address, String about) {
    assertThatThrownBy(() -> DatabasePreparation.prepare(address))
        .isInstanceOfSatisfying(
            StartFailure.class,
            failure -> {
              assertThat(failure.problem()).isEqualTo(StartProblem.DATABASE_PRIVILEGES);
              assertThat(failure.line()).containsIgnoringCase(about);
            });
  }

  private static void execute(DatabaseAddress address, String sql) throws SQLException {
    try (var connection = DatabaseConnection.open(address);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
