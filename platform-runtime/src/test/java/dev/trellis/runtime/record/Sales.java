package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;

/** A small sales model in a tenant of its own, for tests of records. */
final class Sales {
  private static final String MODEL =
      """
      {"components": [
        {"kind": "object", "name": "account", "label": "Account"},
        {"kind": "field", "name": "account.code", "label": "Code", "type": "text", "external_id": true},
        {"kind": "field", "name": "account.revenue", "label": "Revenue", "type": "currency"},
        {"kind": "object", "name": "deal", "label": "Deal"},
        {"kind": "field", "name": "deal.code", "label": "Code", "type": "text", "external_id": true},
        {"kind": "field", "name": "deal.account", "label": "Account", "type": "reference", "to": "account", "relationship": "deals"},
        {"kind": "field", "name": "deal.stage", "label": "Stage", "type": "picklist", "indexed": true,
         "values": [{"value": "Open"}, {"value": "Won"}, {"value": "Lost"}]},
        {"kind": "field", "name": "deal.amount", "label": "Amount", "type": "currency", "indexed": true},
        {"kind": "field", "name": "deal.close_date", "label": "Close date", "type": "date"},
        {"kind": "field", "name": "deal.number", "label": "Number", "type": "auto_number", "format": "D-{0000}"},
        {"kind": "field", "name": "deal.document", "label": "Document", "type": "file"},
        {"kind": "field", "name": "deal.notes", "label": "Notes", "type": "long_text"}
      ]}
      """;

  private final ApiClient client;

  private Sales(ApiClient client) {
    this.client = client;
  }

  static Sales define() {
    var sales = new Sales(ApiClient.signUp());
    sales.change(MODEL);
    return sales;
  }

  ApiClient client() {
    return client;
  }

  /** Another user of the tenant, signed in. */
  ApiClient user(String username, String permissionSet) {
    Answer answer =
        post(
            "/users",
            """
            {"username": "%1$s", "email": "%1$s@example.test", "name": "%1$s", "password": "%2$s",
             "permission_sets": ["%3$s"]}
            """
                .formatted(username, ApiClient.PASSWORD, permissionSet));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return client.signIn(client.tenant(), username, ApiClient.PASSWORD);
  }

  Answer change(String changeSet) {
    Answer answer = client.post("/api/v1/metadata/change-sets", changeSet);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  Answer post(String path, String json) {
    return client.post("/api/v1" + path, json);
  }

  JsonNode get(String path) {
    Answer answer = client.get("/api/v1" + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  JsonNode create(String object, String json) {
    Answer answer = post("/records/" + object, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  String id(String object, String json) {
    return create(object, json).path("id").asText();
  }
}
