package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeletionTest {
  private final Sales sales = Sales.define();

  @Test
  void aDeletedRecordWaitsInTheBinAndComesBackAsItWas() {
    JsonNode deal = sales.create("deal", "{\"name\": \"A\", \"code\": \"X\", \"notes\": \"long\"}");
    String id = deal.path("id").asText();
    assertThat(sales.client().delete("/api/v1/records/deal/" + id).status()).isEqualTo(204);
    assertThat(sales.client().get("/api/v1/records/deal/" + id).status()).isEqualTo(404);
    JsonNode bin = sales.get("/recycle-bin").path("records");
    assertThat(bin.path(0).path("id").asText()).isEqualTo(id);
    assertThat(bin.path(0).path("deleted_by").path("id").asText())
        .isEqualTo(deal.path("owner_id").asText());
    Answer restored = sales.post("/records/deal/" + id + "/restore", "");
    assertThat(restored.status()).as(restored.text()).isEqualTo(200);
    assertThat(restored.json().path("notes").asText()).isEqualTo("long");
    assertThat(sales.get("/recycle-bin").path("records")).isEmpty();
    assertThat(sales.get("/search?q=X").path("hits")).isNotEmpty();
  }

  @Test
  void theBinCallsARecordByTheFieldThatNamesIt() {
    sales.post(
        "/metadata/change-sets",
        """
        {"components": [
          {"kind": "object", "name": "ticket", "label": "Ticket", "name_field": "code"},
          {"kind": "field", "name": "ticket.code", "label": "Code", "type": "text"}]}""");
    String ticket = sales.id("ticket", "{\"code\": \"T-1\"}");
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    sales.client().delete("/api/v1/records/ticket/" + ticket);
    sales.client().delete("/api/v1/records/account/" + account);
    assertThat(sales.get("/recycle-bin").path("records").findValuesAsText("name"))
        .startsWith("Acme");
    assertThat(
            sales.get("/recycle-bin?object=ticket").path("records").path(0).path("name").asText())
        .isEqualTo("T-1");
  }

  @Test
  void clearingReferencesAreEmptied() {
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    String deal = sales.id("deal", "{\"account\": \"" + account + "\"}");
    assertThat(sales.client().delete("/api/v1/records/account/" + account).status()).isEqualTo(204);
    assertThat(sales.get("/records/deal/" + deal).path("account").isNull()).isTrue();
    assertThat(
            sales
                .get("/records/deal/" + deal + "/history")
                .path("entries")
                .path(0)
                .path("changes")
                .path(0)
                .path("old")
                .asText())
        .isEqualTo(account);
  }

  @Test
  void restrictingReferencesRefuse() {
    onDelete("restrict");
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    String deal = sales.id("deal", "{\"account\": \"" + account + "\"}");
    Answer refused = sales.client().delete("/api/v1/records/account/" + account);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("in_use");
    sales.client().delete("/api/v1/records/deal/" + deal);
    assertThat(sales.client().delete("/api/v1/records/account/" + account).status()).isEqualTo(204);
  }

  @Test
  void cascadingReferencesGoAndComeBackTogether() {
    onDelete("cascade");
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    String deal = sales.id("deal", "{\"name\": \"D\", \"account\": \"" + account + "\"}");
    String earlier = sales.id("deal", "{\"name\": \"E\", \"account\": \"" + account + "\"}");
    sales.client().delete("/api/v1/records/deal/" + earlier);
    assertThat(sales.client().delete("/api/v1/records/account/" + account).status()).isEqualTo(204);
    assertThat(sales.client().get("/api/v1/records/deal/" + deal).status()).isEqualTo(404);
    assertThat(sales.post("/records/account/" + account + "/restore", "").status()).isEqualTo(200);
    assertThat(sales.get("/records/deal/" + deal).path("account").asText()).isEqualTo(account);
    assertThat(sales.client().get("/api/v1/records/deal/" + earlier).status())
        .as("deleted on its own")
        .isEqualTo(404);
  }

  @Test
  void aMergePointsIntoTheFieldsItWasGiven() {
    String winner = sales.id("account", "{\"name\": \"W\"}");
    String loser = sales.id("account", "{\"name\": \"L\"}");
    Answer refused =
        sales.post(
            "/records/account/" + winner + "/merge",
            "{\"losers\": [\"" + loser + "\"], \"fields\": {\"revenue\": \"much\"}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("violations").path(0).path("pointer").asText())
        .isEqualTo("/fields/revenue");
    assertThat(sales.get("/records/account/" + loser).path("version").asInt()).isEqualTo(1);
  }

  @Test
  void mergingMovesReferencesAndTakesChosenValues() {
    String winner = sales.id("account", "{\"name\": \"Acme\", \"revenue\": 1}");
    String loser = sales.id("account", "{\"name\": \"Acme Inc\", \"code\": \"L\", \"revenue\": 2}");
    String deal = sales.id("deal", "{\"account\": \"" + loser + "\"}");
    Answer merged =
        sales.post(
            "/records/account/" + winner + "/merge",
            "{\"losers\": [\""
                + loser
                + "\"], \"fields\": {\"revenue\": {\"from\": \""
                + loser
                + "\"}, \"code\": \"L\"}}");
    assertThat(merged.status()).as(merged.text()).isEqualTo(200);
    assertThat(merged.json().path("revenue").asInt()).isEqualTo(2);
    assertThat(merged.json().path("code").asText()).isEqualTo("L");
    assertThat(sales.get("/records/deal/" + deal).path("account").asText()).isEqualTo(winner);
    assertThat(sales.client().get("/api/v1/records/account/" + loser).status()).isEqualTo(404);
    assertThat(
            sales
                .get("/records/account/" + winner + "/history")
                .path("entries")
                .findValuesAsText("action"))
        .contains("merged");
  }

  private void onDelete(String what) {
    sales.change(
        "{\"components\": [{\"kind\": \"field\", \"name\": \"deal.account\", \"label\": \"Account\", \"type\": \"reference\", \"to\": \"account\","
            + " \"relationship\": \"deals\", \"on_delete\": \""
            + what
            + "\"}]}");
  }
}
