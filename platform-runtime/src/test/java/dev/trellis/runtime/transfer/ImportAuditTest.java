package dev.trellis.runtime.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportAuditTest {
  private final ImportClient client = new ImportClient(ApiClient.signUp());

  @Test
  void anImportAndItsUndoAreWrittenDown() {
    client.define("{\"kind\": \"object\", \"name\": \"deal\", \"label\": \"Deal\"}");
    JsonNode job =
        client.run(
            "name\nA\n",
            "{\"object\": \"deal\", \"operation\": \"insert\", \"mapping\": {\"name\": \"name\"}}");
    client.undo(job.get("id").textValue());
    JsonNode entries =
        client
            .api()
            .get("/api/v1/audit?action=import.run,import.undone&subject=" + job.get("id").asText())
            .json()
            .path("entries");
    assertThat(entries.findValuesAsText("action")).containsExactly("import.undone", "import.run");
    assertThat(entries.path(1).path("subject").path("name").asText()).isEqualTo("data.csv");
    assertThat(entries.path(1).path("after").path("object").asText()).isEqualTo("deal");
    assertThat(entries.path(1).path("address").asText()).isNotEmpty();
  }
}
