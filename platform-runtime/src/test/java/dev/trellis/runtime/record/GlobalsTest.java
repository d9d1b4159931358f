package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What formulas know of the caller, the tenant and records that nothing refers to. */
@QuarkusTest
class GlobalsTest {
  private final Sales sales = Sales.define();

  private void define(String components) {
    sales.change("{\"components\": [%s]}".formatted(components));
  }

  private static String formula(String name, String returns, String expression) {
    return """
        {"kind": "field", "name": "deal.%s", "label": "%1$s", "type": "formula", "returns": "%s",
         "expression": "%s"}
        """
        .formatted(name, returns, expression.replace("\"", "\\\""));
  }

  private static final String READERS =
      """
      {"kind": "permission_set", "name": "readers", "label": "Readers", "objects": {"deal": ["read"]}}
      """;

  @Test
  void everyReaderSeesTheirOwnAndListsFilterByIt() {
    define(
        String.join(
            ",",
            READERS,
            formula("who", "text", "$User.Name & \"/\" & $User.Email"),
            formula("reads", "boolean", "$Permission.readers"),
            formula("may", "boolean", "$Permission.customize"),
            formula("rate", "number", "CURRENCYRATE($Organization.Currency)"),
            formula("page", "text", "URLFOR($Action.deal.Edit, id)")));
    String deal = sales.id("deal", "{\"code\": \"A\"}");
    ApiClient ben = sales.user("ben", "readers");

    JsonNode ours = sales.get("/records/deal/" + deal);
    JsonNode his = ben.get("/api/v1/records/deal/" + deal).json();
    assertThat(his.path("who").asText()).isEqualTo("ben/ben@example.test");
    assertThat(ours.path("who").asText()).isNotEqualTo("ben/ben@example.test");
    assertThat(his.path("reads").asBoolean()).isTrue();
    assertThat(ours.path("reads").asBoolean()).isFalse();
    assertThat(his.path("may").asBoolean()).isFalse();
    assertThat(ours.path("may").asBoolean()).isTrue();
    assertThat(ours.path("rate").decimalValue()).isEqualByComparingTo("1");
    assertThat(ours.path("page").asText()).isEqualTo("/o/deal/" + deal + "/edit");

    String filter =
        "who = $User.Name & \"/ben@example.test\" && reads && $Permission.readers && rate = 1"
            + " && page = \"/o/deal/"
            + deal
            + "/edit\"";
    assertThat(found(ben, filter)).containsExactly(deal);
    assertThat(found(sales.client(), filter)).isEmpty();
  }

  private static List<String> found(ApiClient client, String filter) {
    Answer answer =
        client.get(
            "/api/v1/records/deal?fields=id&filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("records").findValuesAsText("id");
  }

  @Test
  void whatAFormulaNamesStays() {
    define(READERS + "," + formula("reads", "boolean", "$Permission.readers"));
    Answer refused =
        sales.post(
            "/metadata/change-sets",
            "{\"deletions\": [{\"kind\": \"permission_set\", \"name\": \"readers\"}]}");
    assertThat(refused.text()).contains("permission_set readers is used by field deal.reads.");
  }

  @Test
  void rulesLookUpForAllRecordsOfACall() {
    define(
        """
        {"kind": "validation_rule", "name": "deal.covered", "message": "Not covered", "error_when":
         "amount > VLOOKUP(account.revenue, account.code, VLOOKUP(account.code, account.name, code))"}
        """);
    sales.create("account", "{\"name\": \"big\", \"code\": \"B\", \"revenue\": 1000}");
    sales.create("account", "{\"name\": \"small\", \"code\": \"S\", \"revenue\": 10}");
    JsonNode results =
        sales
            .post(
                "/records/deal/bulk",
                """
                {"operation": "insert", "records": [
                  {"code": "big", "amount": 500}, {"code": "small", "amount": 500},
                  {"code": "none", "amount": 500}, {"amount": 500}]}
                """)
            .json()
            .path("results");
    assertThat(results.findValuesAsText("status"))
        .containsExactly("created", "failed", "created", "created");
  }

  /** Wherever a key is stored, it is compared letter by letter. */
  @Test
  void keysOfEveryKindAreFound() {
    define(
        """
        {"kind": "field", "name": "account.serial", "label": "S", "type": "text", "indexed": true},
        {"kind": "field", "name": "account.motto", "label": "M", "type": "long_text"},
        {"kind": "validation_rule", "name": "deal.serial", "message": "No such serial", "error_when":
         "BEGINS(code, 's') && ISBLANK(VLOOKUP(account.name, account.serial, code))"},
        {"kind": "validation_rule", "name": "deal.motto", "message": "No such motto", "error_when":
         "BEGINS(code, 'm') && ISBLANK(VLOOKUP(account.name, account.motto, code))"}
        """);
    sales.create("account", "{\"name\": \"A\", \"serial\": \"s1\", \"motto\": \"m \\\"1\\\"\"}");
    assertThat(saved("s1")).isEqualTo(201);
    assertThat(saved("s2")).isEqualTo(422);
    assertThat(saved("m \\\"1\\\"")).isEqualTo(201);
    assertThat(saved("m1")).isEqualTo(422);
    sales.create("account", "{\"name\": \"B\", \"serial\": \"sX\"}");
    assertThat(saved("sX")).isEqualTo(201);
    assertThat(saved("sx")).isEqualTo(422);
  }

  private int saved(String code) {
    return sales.post("/records/deal", "{\"code\": \"" + code + "\"}").status();
  }

  @Test
  void aFieldThatIsLookedUpStays() {
    define(
        """
        {"kind": "validation_rule", "name": "deal.known", "message": "Unknown", "error_when":
         "ISBLANK(VLOOKUP(account.revenue, account.code, code))"}
        """);
    Answer refused =
        sales.post(
            "/metadata/change-sets",
            "{\"deletions\": [{\"kind\": \"field\", \"name\": \"account.revenue\"}]}");
    assertThat(refused.text())
        .contains("field account.revenue is used by validation_rule deal.known.");
  }
}
