package dev.trellis.runtime.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import dev.trellis.runtime.operation.Described;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Answers of imports, against what the document says of them. */
@QuarkusTest
class DescribedImportsTest {
  private static final String IMPORTS = "/api/v1/imports";
  private static final byte[] FILE =
      "name;amount;since\nA;1,5;31.12.2025\nB;x;30.12.2025\n".getBytes(UTF_8);
  private static final String OPTIONS =
      "{\"object\": \"thing\", \"operation\": \"insert\", \"decimal_separator\": \",\","
          + " \"mapping\": {\"name\": \"name\", \"amount\": \"amount\"}}";

  private final ImportClient client = new ImportClient(ApiClient.signUp());
  private final Described described = new Described();

  @Test
  void previews() {
    define();
    described.answer(
        "post",
        IMPORTS + "/preview",
        client.upload(IMPORTS + "/preview", FILE, "{\"object\": \"thing\"}"));
    described.answer(
        "post",
        IMPORTS + "/preview",
        client.upload(IMPORTS + "/preview", "a,a\n1\n".getBytes(UTF_8), "{}"));
  }

  @Test
  void importsFromTheirStartToTheirUndoing() {
    define();
    Answer started = client.upload(IMPORTS, FILE, OPTIONS);
    described.answer("post", IMPORTS, started);
    String id = started.json().path("id").asText();
    assertThat(client.finished(id).path("failed").asInt()).isEqualTo(1);
    ApiClient api = client.api();
    described.answer("get", IMPORTS + "/{id}", api.get(IMPORTS + "/" + id));
    described.answer("get", IMPORTS, api.get(IMPORTS));
    Answer refusals = api.get(IMPORTS + "/" + id + "/errors");
    assertThat(refusals.json().path("reasons")).hasSize(1);
    described.answer("get", IMPORTS + "/{id}/errors", refusals);
    Answer undone = api.delete(IMPORTS + "/" + id);
    assertThat(undone.json().at("/undo/removed").asInt()).isEqualTo(1);
    described.answer("delete", IMPORTS + "/{id}", undone);
  }

  private void define() {
    client.define(
        "{\"kind\": \"object\", \"name\": \"thing\", \"label\": \"Thing\"}",
        "{\"kind\": \"field\", \"name\": \"thing.amount\", \"label\": \"Amount\", \"type\": \"number\"}");
  }
}
