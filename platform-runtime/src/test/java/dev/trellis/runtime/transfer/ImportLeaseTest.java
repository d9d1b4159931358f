package dev.trellis.runtime.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.database.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A node that dies, or is only slow, and another one that carries on. */
@QuarkusTest
class ImportLeaseTest {
  private static final int ROWS = 20_000;

  private final ImportClient client = new ImportClient(ApiClient.signUp());

  @Test
  void whoLosesTheLeaseWritesNoMoreAndNothingIsLostOrDoneTwice() throws SQLException {
    client.define("{\"kind\": \"object\", \"name\": \"thing\", \"label\": \"Thing\"}");
    var file = new StringBuilder("name\n");
    for (int i = 1; i <= ROWS; i++) {
      file.append("thing ").append(i).append('\n');
    }
    String id =
        client.start(
            file.toString().getBytes(UTF_8),
            "{\"object\": \"thing\", \"operation\": \"insert\", \"mapping\": {\"name\": \"name\"}}");
    int stolen = 0;
    for (int part = 1; part <= 3; part++) {
      long reached = (long) part * ROWS / 5;
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> client.job(id).get("done").longValue() >= reached);
      stolen += steal(id);
    }

    JsonNode job = client.finished(id);

    assertThat(stolen).as("leases taken away while the import ran").isPositive();
    assertThat(job.get("status").textValue()).isEqualTo("completed");
    assertThat(job.get("created").longValue()).isEqualTo(ROWS);
    assertThat(client.count("thing")).isEqualTo(ROWS);
    assertThat(
            client
                .query(
                    "{\"from\": \"thing\", \"aggregates\": [{\"fn\": \"count_distinct\", \"field\": \"name\", \"as\": \"n\"}]}")
                .get(0)
                .get("n")
                .longValue())
        .isEqualTo(ROWS);
  }

  /**
   * What another node does once the lease of a dead one has run out; it then dies as well, so that
   * this one carries on.
   */
  private static int steal(String id) throws SQLException {
    var address = TestDatabase.start().administrator();
    var url =
        "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database());
    try (var connection = DriverManager.getConnection(url, address.user(), address.password());
        var statement =
            connection.prepareStatement(
                "UPDATE import_job SET lease_token = lease_token + 1, lease_until = now() WHERE id = ?::uuid AND status = 'running'")) {
      statement.setString(1, id);
      return statement.executeUpdate();
    }
  }
}
