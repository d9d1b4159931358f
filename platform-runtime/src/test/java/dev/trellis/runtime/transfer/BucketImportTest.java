package dev.trellis.runtime.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.file.store.BucketProfile;
import dev.trellis.runtime.file.store.FileStore;
import dev.trellis.runtime.file.store.S3Server;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Tables to import lie in the bucket, where every node finds them. */
@QuarkusTest
@TestProfile(BucketProfile.class)
class BucketImportTest {
  private static final String OPTIONS =
      "{\"object\": \"thing\", \"operation\": \"insert\", \"mapping\": {\"name\": \"name\"}}";

  @ConfigProperty(name = "trellis.data", defaultValue = "var")
  String data;

  @Inject FileStore store;
  S3Server server;

  private final ImportClient client = new ImportClient(ApiClient.signUp());

  @Test
  void anImportRunsFromTheBucketAndLeavesNothingThereNorHere() throws IOException {
    client.define("{\"kind\": \"object\", \"name\": \"thing\", \"label\": \"Thing\"}");
    var file = new StringBuilder("name\n");
    for (int i = 1; i <= 5_000; i++) {
      file.append("thing ").append(i).append('\n');
    }

    JsonNode job = client.run(file.toString(), OPTIONS);

    assertThat(job.get("status").textValue()).as(job.toString()).isEqualTo("completed");
    assertThat(client.count("thing")).isEqualTo(5_000);
    // The job ends in the transaction of its last batch; cleaning up comes after it.
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(server.keys("crm/imports/")).isEmpty());
    try (var copies = Files.list(Path.of(data).toAbsolutePath().resolve("imports"))) {
      assertThat(copies.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aTableThatIsGoneEndsTheImport() {
    client.define("{\"kind\": \"object\", \"name\": \"thing\", \"label\": \"Thing\"}");
    String first = client.start(manyRows(), OPTIONS);
    String second = client.start("name\nx\n".getBytes(UTF_8), OPTIONS);
    String key =
        server.keys("crm/imports/").stream()
            .filter(it -> it.endsWith(second))
            .findFirst()
            .orElseThrow();
    store.delete(key.substring("crm/".length())).await().atMost(Duration.ofSeconds(10));

    assertThat(client.finished(second).get("status").textValue()).isEqualTo("failed");
    assertThat(client.finished(first).get("status").textValue()).isEqualTo("completed");
  }

  /** Imports of a tenant run one after the other: the second waits while this one runs. */
  private static byte[] manyRows() {
    return ("name\n" + "a thing\n".repeat(20_000)).getBytes(UTF_8);
  }
}
