package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LayoutRequirementsTest {
  private static final String LAYOUTS =
      """
      {"components": [
        {"kind": "layout", "name": "deal.usual", "default": true, "sections": [{"fields": ["name",
          {"field": "amount", "required": true}, {"field": "code", "required": true, "read_only": true}]}]},
        {"kind": "layout", "name": "deal.plain", "sections": [{"fields": ["name", {"field": "stage", "required": true}]}]},
        {"kind": "record_type", "name": "deal.plain", "label": "Plain", "layout": "plain"}
      ]}
      """;

  private final Sales sales = Sales.define();

  @Test
  void aNewRecordNeedsWhatItsLayoutRequires() {
    sales.change(LAYOUTS);
    assertRequired(sales.post("/records/deal", "{\"name\": \"A\"}"), "/amount");
    sales.create("deal", "{\"amount\": 1}");
    assertRequired(
        sales.post("/records/deal", "{\"record_type\": \"plain\", \"amount\": 1}"), "/stage");
    sales.create("deal", "{\"record_type\": \"plain\", \"stage\": \"Open\"}");
    JsonNode results =
        sales
            .post(
                "/records/deal/bulk",
                "{\"operation\": \"insert\", \"records\": [{\"amount\": 1}, {\"name\": \"B\"}]}")
            .json()
            .path("results");
    assertThat(results.findValuesAsText("status")).containsExactly("created", "failed");
  }

  @Test
  void anOldRecordCanBeEditedElsewhereButNotBlankedThere() {
    String old = sales.id("deal", "{\"name\": \"Old\"}");
    sales.change(LAYOUTS);
    assertThat(patch(sales.client(), old, "{\"name\": \"Older\"}").status()).isEqualTo(200);
    assertThat(patch(sales.client(), old, "{\"amount\": 5}").status()).isEqualTo(200);
    assertRequired(patch(sales.client(), old, "{\"amount\": null}"), "/amount");
  }

  @Test
  void nobodyIsAskedForAFieldThatTheyMayNotEdit() {
    sales.change(LAYOUTS);
    sales.change(
        """
        {"components": [{"kind": "permission_set", "name": "clerk", "label": "Clerk",
          "objects": {"deal": ["create", "read", "edit"]}, "fields": {"deal.*": "edit", "deal.amount": "read"}}]}
        """);
    ApiClient clerk = sales.user("clerk", "clerk");
    assertThat(clerk.post("/api/v1/records/deal", "{\"name\": \"A\"}").status()).isEqualTo(201);
  }

  @Test
  void whatFollowsOfItselfFromADeletionIsNotHeldToALayout() {
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    String deal = sales.id("deal", "{\"account\": \"%s\"}".formatted(account));
    sales.change(
        """
        {"components": [{"kind": "layout", "name": "deal.usual", "sections":
          [{"fields": [{"field": "account", "required": true}]}]}]}
        """);
    assertThat(sales.client().delete("/api/v1/records/account/" + account).status()).isEqualTo(204);
    assertThat(sales.get("/records/deal/" + deal).path("account").isNull()).isTrue();
  }

  private void change(String sections) {
    sales.change(
        """
        {"components": [{"kind": "layout", "name": "deal.usual", "default": true, "sections": %s}]}
        """
            .formatted(sections));
  }

  @Test
  void whatIsHiddenForTheRecordsValuesIsNotRequired() {
    change(
        """
        [{"fields": ["stage", {"field": "amount", "required": true, "visible_when": "stage = \\"Won\\""}]},
         {"visible_when": "account.revenue > 100", "fields": [{"field": "notes", "required": true}]}]
        """);
    String small = sales.id("account", "{\"revenue\": 100}");
    String large = sales.id("account", "{\"revenue\": 101}");
    String deal = "{\"stage\": \"%s\", \"account\": \"%s\"}";
    sales.create("deal", deal.formatted("Open", small));
    assertRequired(sales.post("/records/deal", deal.formatted("Won", small)), "/amount");
    assertRequired(sales.post("/records/deal", deal.formatted("Open", large)), "/notes");
    assertRequired(sales.post("/records/deal", deal.formatted("Won", large)), "/amount", "/notes");
  }

  @Test
  void aChangeThatBringsAFieldToLightIsHeldToIt() {
    change(
        """
        [{"visible_when": "stage = \\"Lost\\"", "fields": [{"field": "notes", "required": true}]}]
        """);
    String deal = sales.id("deal", "{\"stage\": \"Open\"}");
    assertThat(patch(sales.client(), deal, "{\"stage\": \"Won\"}").status()).isEqualTo(200);
    assertRequired(patch(sales.client(), deal, "{\"stage\": \"Lost\"}"), "/notes");
    String lost = "{\"stage\": \"Lost\", \"notes\": \"Too dear\"}";
    assertThat(patch(sales.client(), deal, lost).status()).isEqualTo(200);
    assertRequired(patch(sales.client(), deal, "{\"notes\": null}"), "/notes");
    assertThat(patch(sales.client(), deal, "{\"notes\": null, \"stage\": \"Open\"}").status())
        .isEqualTo(200);
  }

  @Test
  void aConditionThatCannotBeWorkedOutHidesNothing() {
    change(
        """
        [{"fields": [{"field": "notes", "required": true, "visible_when": "1 / amount > 2"}]}]
        """);
    assertRequired(sales.post("/records/deal", "{\"amount\": 0}"), "/notes");
    sales.create("deal", "{\"amount\": 1}");
  }

  @Test
  void formsAreToldWhatHidesUnlessTheyMayNotReadIt() {
    change(
        """
        [{"visible_when": "amount > 10", "fields": [
          {"field": "notes", "visible_when": "stage = \\"Won\\""}, "code"]}]
        """);
    sales.change(
        """
        {"components": [{"kind": "permission_set", "name": "clerk", "label": "Clerk",
          "objects": {"deal": ["create", "read", "edit"]}, "fields": {"deal.notes": "edit", "deal.stage": "edit"}}]}
        """);
    JsonNode section = sales.get("/describe/deal").at("/layouts/0/sections/0");
    assertThat(section.at("/visible_when/inputs/0").asText()).isEqualTo("amount");
    assertThat(section.at("/fields/0/visible_when/returns").asText()).isEqualTo("boolean");
    assertThat(section.at("/fields/1").has("visible_when")).isFalse();
    ApiClient clerk = sales.user("clerk", "clerk");
    JsonNode seen = clerk.get("/api/v1/describe/deal").json().at("/layouts/0/sections/0");
    assertThat(seen.has("visible_when")).isFalse();
    assertThat(seen.at("/fields/0/visible_when/inputs/0").asText()).isEqualTo("stage");
  }

  private static Answer patch(ApiClient client, String deal, String json) {
    return client.patch("/api/v1/records/deal/" + deal, json);
  }

  private static void assertRequired(Answer answer, String... pointers) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().path("violations").findValuesAsText("pointer"))
        .containsExactly(pointers);
    assertThat(answer.json().path("violations").findValuesAsText("code")).containsOnly("required");
  }
}
