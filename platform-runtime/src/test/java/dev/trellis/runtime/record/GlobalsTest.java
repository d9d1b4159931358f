package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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

  private static String labels(String locale, String labels) {
    return """
        {"kind": "translation", "name": "%s", "locale": "%s", "labels": {%s}}
        """
        .formatted(locale.toLowerCase(Locale.ROOT).replace('-', '_'), locale, labels);
  }

  @Test
  void labelsSpeakTheReadersLanguage() {
    define(
        String.join(
            ",",
            labels("en", "\"greeting\": \"Hello\", \"bye\": \"Bye\""),
            labels("zh-CN", "\"greeting\": \"你好\""),
            formula("hello", "text", "$Label.Greeting & name & $Label.bye"),
            """
            {"kind": "validation_rule", "name": "deal.rude", "error_when": "notes = $Label.bye", "message": "No"}
            """));
    String deal = sales.id("deal", "{\"name\": \"!\"}");
    assertThat(sales.get("/records/deal/" + deal).path("hello").asText()).isEqualTo("Hello!Bye");
    define(READERS);
    ApiClient wei = sales.user("wei", "readers");
    String self = wei.get("/api/v1/me").json().at("/user/id").asText();
    assertThat(wei.patch("/api/v1/users/" + self, "{\"locale\": \"zh-CN\"}").status())
        .isEqualTo(200);
    define(READERS.replace("[\"read\"]}", "[\"read\"]}, \"fields\": {\"deal.*\": \"read\"}"));
    JsonNode chinese = wei.get("/api/v1/records/deal/" + deal).json();
    assertThat(chinese.path("hello").asText()).isEqualTo("你好!Bye");
    assertThat(found(sales.client(), "hello = \"Hello!Bye\"")).containsExactly(deal);
    // Forms are given the text, so the browser needs to know no labels.
    JsonNode fields = sales.get("/describe/deal").path("fields");
    assertThat(fields.toString()).contains("Hello").doesNotContain("$Label");
    assertThat(sales.post("/records/deal", "{\"notes\": \"Bye\"}").status()).isEqualTo(422);
    for (String engine : List.of("java", "sql")) {
      JsonNode worked =
          sales
              .post(
                  "/formulas/evaluate",
                  """
                  {"fields": [], "expression": "$Label.greeting & \\"!\\"", "returns": "text", "blanks": "null",
                   "rows": [{}], "engine": "%s"}"""
                      .formatted(engine))
              .json();
      assertThat(worked.at("/results/0/value").asText()).as(engine).isEqualTo("Hello!");
    }
  }

  @Test
  void aLabelThatAFormulaNamesStaysInOneLanguageAtLeast() {
    define(
        String.join(
            ",",
            labels("en", "\"greeting\": \"Hello\""),
            labels("zh-CN", "\"greeting\": \"你好\""),
            formula("hello", "text", "$Label.greeting")));
    define(labels("zh-CN", "\"other\": \"另\""));
    Answer emptied =
        sales.post(
            "/metadata/change-sets",
            "{\"components\": [" + labels("en", "\"other\": \"Other\"") + "]}");
    assertThat(emptied.status()).isEqualTo(422);
    assertThat(emptied.text()).contains("translation en is used by field deal.hello.");
    Answer deleted =
        sales.post(
            "/metadata/change-sets",
            "{\"deletions\": [{\"kind\": \"translation\", \"name\": \"en\"}]}");
    assertThat(deleted.text()).contains("translation en is used by field deal.hello.");
    Answer unknown =
        sales.post(
            "/metadata/change-sets",
            "{\"components\": [" + formula("bye", "text", "$Label.nothing") + "]}");
    assertThat(unknown.json().at("/violations/0/code").asText()).isEqualTo("unknown_label");
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
