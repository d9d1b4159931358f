package dev.trellis.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are written by hand, against what the document says of them. */
@QuarkusTest
class DescribedAnswersTest {
  private static final String CHANGE_SETS = "/api/v1/metadata/change-sets";
  private static final String MODEL =
      """
      {"components": [
        {"kind": "object", "name": "firm", "label": "Firm"},
        {"kind": "field", "name": "firm.code", "label": "Code", "type": "text"},
        {"kind": "object", "name": "visit", "label": "Visit"},
        {"kind": "field", "name": "visit.firm", "label": "Firm", "type": "reference", "to": "firm", "relationship": "visits"}
      ], "deletions": [], "dry_run": false, "conversions": {}, "clear": [], "summary": "first"}
      """;

  private final ApiClient admin = ApiClient.signUp();
  private final Described described = new Described();

  @BeforeEach
  void define() throws IOException {
    described.request("post", CHANGE_SETS, new ObjectMapper().readTree(MODEL));
    Answer defined = admin.post(CHANGE_SETS, MODEL);
    assertThat(defined.status()).as(defined.text()).isEqualTo(200);
    described.answer("post", CHANGE_SETS, defined);
  }

  @Test
  void whatIsNotInTheDocumentWouldBeFound() throws IOException {
    JsonNode unknown = new ObjectMapper().readTree("{\"clear\": [], \"nope\": 1}");
    assertThatThrownBy(() -> described.request("post", CHANGE_SETS, unknown))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nope");
  }

  @Test
  void searchesAndTheRecycleBin() {
    String id = firm("{\"name\": \"Zephyr\", \"code\": \"Zeppelin\"}");
    Answer found = admin.get("/api/v1/search?q=zep");
    assertThat(found.json().path("hits")).isNotEmpty();
    described.answer("get", "/api/v1/search", found);
    described.answer("get", "/api/v1/search", admin.get("/api/v1/search?q=zeppelin"));
    admin.delete("/api/v1/records/firm/" + id);
    Answer bin = admin.get("/api/v1/recycle-bin");
    assertThat(bin.json().path("records")).hasSize(1);
    described.answer("get", "/api/v1/recycle-bin", bin);
  }

  @Test
  void thePastOfARecord() {
    String id = firm("{\"name\": \"Zephyr\"}");
    String path = "/api/v1/records/firm/" + id;
    admin.patch(path, "{\"name\": \"Zeus\", \"code\": \"Z\"}");
    admin.post("/api/v1/records/visit", "{\"firm\": \"" + id + "\"}");
    Answer history = admin.get(path + "/history");
    assertThat(history.json().path("entries")).hasSize(2);
    described.answer("get", "/api/v1/records/{object}/{id}/history", history);
    Answer timeline = admin.get(path + "/timeline");
    assertThat(timeline.json().path("events")).hasSize(3);
    described.answer("get", "/api/v1/records/{object}/{id}/timeline", timeline);
  }

  @Test
  void changesWithAnImpactOnRecords() throws IOException {
    firm("{\"name\": \"Zephyr\", \"code\": \"no number\"}");
    Answer impact =
        admin.post(
            CHANGE_SETS,
            "{\"dry_run\": true, \"components\": [{\"kind\": \"field\", \"name\": \"firm.code\", \"label\": \"Code\", \"type\": \"number\"}]}");
    assertThat(impact.json().at("/data_impact/0/samples")).isNotEmpty();
    described.answer("post", CHANGE_SETS, impact);
    String component = "/api/v1/metadata/field/firm.code";
    described.answer(
        "put",
        "/api/v1/metadata/{kind}/{name}",
        admin.send(
            "PUT",
            component,
            BodyPublishers.ofString("{\"label\": \"Sign\", \"type\": \"text\"}"),
            true));
    described.answer("delete", "/api/v1/metadata/{kind}/{name}", admin.delete(component));
  }

  @Test
  void revisionsAndTheWayBack() throws IOException {
    Answer list = admin.get("/api/v1/metadata/revisions");
    assertThat(list.json().path("revisions")).isNotEmpty();
    described.answer("get", "/api/v1/metadata/revisions", list);
    long revision = list.json().at("/revisions/0/revision").longValue();
    String path = "/api/v1/metadata/revisions/" + revision;
    described.answer("get", "/api/v1/metadata/revisions/{number}", admin.get(path));
    String body = "{\"dry_run\": true, \"clear\": [], \"summary\": \"back\"}";
    JsonNode request = new ObjectMapper().readTree(body);
    described.request("post", "/api/v1/metadata/revisions/{number}/restore", request);
    described.answer(
        "post",
        "/api/v1/metadata/revisions/{number}/restore",
        admin.post("/api/v1/metadata/revisions/" + (revision - 1) + "/restore", body));
  }

  private String firm(String json) {
    Answer created = admin.post("/api/v1/records/firm", json);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    return created.json().path("id").asText();
  }
}
