package dev.trellis.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;

/** Holds answers against the OpenAPI document, which must name all that is in them. */
public final class Described {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final ObjectNode document =
      (ObjectNode) ApiClient.anonymous().get("/q/openapi?format=json").json();

  public Described() {
    document.at("/components/schemas").forEach(Described::close);
  }

  private static void close(JsonNode schema) {
    if (schema.has("properties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  public void answer(String method, String path, Answer answer) {
    String pointer =
        "/paths/%s/%s/responses/%d/content/application~1json/schema"
            .formatted(escaped(path), method, answer.status());
    matches(pointer, answer.json());
  }

  public void request(String method, String path, JsonNode body) {
    matches(
        "/paths/%s/%s/requestBody/content/application~1json/schema"
            .formatted(escaped(path), method),
        body);
  }

  private void matches(String pointer, JsonNode value) {
    JsonNode schema = document.at(pointer);
    assertThat(schema.has("$ref")).as("%s is described", pointer).isTrue();
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.set("$ref", schema.get("$ref"));
    whole.set("components", document.get("components"));
    assertThat(REGISTRY.getSchema(whole).validate(value)).as("%s", value).isEmpty();
  }

  private static String escaped(String path) {
    return path.replace("/", "~1");
  }
}
