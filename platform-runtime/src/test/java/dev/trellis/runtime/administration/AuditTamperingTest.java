package dev.trellis.runtime.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.audit.ChainHeads;
import dev.trellis.runtime.database.DatabaseAddress;
import dev.trellis.runtime.database.TestDatabase;
import dev.trellis.runtime.retention.Retention;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a log that somebody lays hands on. */
@QuarkusTest
class AuditTamperingTest {
  private static final TestDatabase DATABASE = TestDatabase.start();

  @Inject ChainHeads heads;
  @Inject Retention retention;

  private final Audited audited = new Audited();
  private int tenant;

  @BeforeEach
  void fill() throws SQLException {
    IntStream.range(0, 3).forEach(i -> audited.user("user" + i, "[]"));
    tenant = tenant();
  }

  @Test
  void anUntouchedLogIsWhole() {
    heads.anchor();
    assertThat(audited.verified().path("ok").asBoolean()).isTrue();
    assertThat(audited.verified().path("entries").asInt()).isEqualTo(audited.actions().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE audit_entry SET subject_name = 'x' WHERE seq = 6 | 6 | changed",
        "UPDATE audit_entry SET after = '{}' WHERE seq = 2 | 2 | changed",
        "UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE seq = 6 | 6 | changed",
        "DELETE FROM audit_entry WHERE seq = 6 | 6 | missing",
        "DELETE FROM audit_entry WHERE seq = 1 | 1 | missing",
        "UPDATE audit_entry SET seq = CASE seq WHEN 6 THEN -7 ELSE -6 END WHERE seq IN (6, 7);"
            + " UPDATE audit_entry SET seq = -seq WHERE seq < 0 | 6 | unlinked",
        "DELETE FROM audit_entry WHERE seq > 10 | 11 | cut_off",
        "DELETE FROM audit_entry | 1 | cut_off",
        "DELETE FROM audit_entry WHERE seq < 4; INSERT INTO audit_trim SELECT tenant_id, seq - 1, previous, 'x', now()"
            + " FROM audit_entry WHERE seq = 4 | 3 | bad_trim"
      })
  void whateverAnOwnerOfTheDatabaseDoesIsFound(String sql, long seq, String reason)
      throws SQLException {
    heads.anchor();
    asOwner(sql);
    JsonNode found = audited.verified();
    assertThat(found.path("ok").asBoolean()).isFalse();
    assertThat(found.path("first_bad").path("seq").asLong()).isEqualTo(seq);
    assertThat(found.path("first_bad").path("reason").asText()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_entry SET action = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "UPDATE audit_trim SET seq = 1",
        "INSERT INTO audit_trim VALUES (1, 1, 'x', 'x', now())",
        "DELETE FROM audit_trim"
      })
  void theApplicationCannotTakeBackWhatItWrote(String sql) throws SQLException {
    try (var connection = as(DATABASE.app())) {
      assertThatThrownBy(() -> execute(connection, sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void theApplicationCannotShortenWhatIsNotOldEnough() throws SQLException {
    try (var connection = as(DATABASE.app())) {
      assertThatThrownBy(() -> execute(connection, "SELECT trim_audit(3, 'x')"))
          .hasMessageContaining("not the last that may go");
    }
    try (var connection = as(DATABASE.app())) {
      assertThatThrownBy(() -> execute(connection, "UPDATE tenant SET audit_retention_days = 89"))
          .hasMessageContaining("audit_retention_days");
    }
  }

  @Test
  void oldEntriesGoAndTheRestStillVerifies() throws SQLException {
    heads.anchor();
    int all = audited.actions().size();
    // The rows are made old without their hashes: what is left is not touched.
    asOwner("UPDATE audit_entry SET at = at - interval '731 days' WHERE seq <= 6");
    retain();
    assertThat(audited.verified().path("ok").asBoolean()).isTrue();
    assertThat(audited.actions()).hasSize(all - 6 + 1);
    JsonNode trimmed = audited.newest("audit.trimmed");
    assertThat(trimmed.path("actor").path("kind").asText()).isEqualTo("platform");
    assertThat(trimmed.path("after").path("entries").asInt()).isEqualTo(6);

    retain();
    assertThat(audited.entries("action=audit.trimmed")).as("nothing is left to go").hasSize(1);
    asOwner("DELETE FROM audit_entry WHERE seq = 7");
    assertThat(audited.verified().path("first_bad").path("reason").asText()).isEqualTo("missing");
  }

  @Test
  void aTenantKeepsItsEntriesAsLongAsItWants() throws SQLException {
    audited.admin().patch("/api/v1/settings", "{\"audit_retention_days\": 3650}");
    asOwner("UPDATE audit_entry SET at = at - interval '731 days' WHERE seq <= 6");
    retain();
    assertThat(audited.actions()).doesNotContain("audit.trimmed");
  }

  @Test
  void manyAtOnceMakeOneChain() throws InterruptedException {
    int writers = 16;
    var done = new CountDownLatch(writers);
    ApiClient admin = audited.admin();
    for (int i = 0; i < writers; i++) {
      String body = "{\"name\": \"key" + i + "\", \"permission_sets\": []}";
      Thread.ofVirtual()
          .start(
              () -> {
                admin.post("/api/v1/api-keys", body);
                done.countDown();
              });
    }
    done.await();
    assertThat(audited.entries("action=api_key.created")).hasSize(writers);
    assertThat(audited.verified().path("ok").asBoolean()).isTrue();
  }

  private void retain() {
    retention.tenant(tenant).await().atMost(Duration.ofSeconds(30));
  }

  private int tenant() throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                DATABASE.administrator().jdbcUrl(),
                DATABASE.administrator().user(),
                DATABASE.administrator().password());
        var query = connection.prepareStatement("SELECT id FROM tenant WHERE address = ?")) {
      query.setString(1, audited.admin().tenant());
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** As whoever owns the tables, for whom the policies hold, too. */
  private void asOwner(String sql) throws SQLException {
    try (var connection = as(DATABASE.administrator())) {
      execute(connection, "SET ROLE trellis_owner");
      execute(connection, sql);
      connection.commit();
    }
  }

  private Connection as(DatabaseAddress address) throws SQLException {
    var connection =
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    connection.setAutoCommit(false);
    execute(connection, "SELECT set_config('app.tenant', '" + tenant + "', true)");
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
