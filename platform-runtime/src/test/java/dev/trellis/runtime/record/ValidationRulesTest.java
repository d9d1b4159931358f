package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ValidationRulesTest {
  private final Sales sales = Sales.define();

  private void rule(String name, String errorWhen, String more) {
    sales.change(
        """
        {"components": [{"kind": "validation_rule", "name": "%s", "error_when": "%s"%s}]}
        """
            .formatted(name, errorWhen.replace("\"", "\\\""), more));
  }

  private void rule(String errorWhen) {
    rule("deal.rule", errorWhen, ", \"message\": \"No\"");
  }

  @Test
  void aRuleOverSeveralFieldsRefusesBesideItsField() {
    rule(
        "deal.won_needs_value",
        "ISPICKVAL(stage, \"Won\") && (ISBLANK(amount) || amount <= 0)",
        """
        , "message": {"en": "A won deal needs a value", "zh-CN": "赢单必须填写金额"}, "field": "amount"
        """);
    Answer refused = sales.post("/records/deal", "{\"stage\": \"Won\"}");
    assertThat(refused.status()).isEqualTo(422);
    JsonNode violation = refused.json().path("violations").path(0);
    assertThat(violation.path("pointer").asText()).isEqualTo("/amount");
    assertThat(violation.path("code").asText()).isEqualTo("validation_rule");
    assertThat(violation.path("message").asText()).isEqualTo("A won deal needs a value");
    assertThat(violation.path("params").path("rule").asText()).isEqualTo("won_needs_value");
    sales.create("deal", "{\"stage\": \"Won\", \"amount\": 1}");
    sales.create("deal", "{\"stage\": \"Open\"}");
  }

  @Test
  void theMessageIsInTheCallersLanguage() {
    rule("deal.never", "TRUE", ", \"message\": {\"en\": \"Never\", \"zh-CN\": \"永不\"}");
    assertThat(message(sales.client())).isEqualTo("Never");
    assertThat(message(sales.client().with("Accept-Language", "zh-CN"))).isEqualTo("永不");
    sales.change(
        """
        {"components": [{"kind": "translation", "name": "zh", "locale": "zh-CN",
          "texts": {"validation_rule/deal.never/message": "绝不"}}]}
        """);
    assertThat(message(sales.client().with("Accept-Language", "zh-CN"))).isEqualTo("绝不");
    String bulk =
        sales
            .client()
            .with("Accept-Language", "zh-CN")
            .post("/api/v1/records/deal/bulk", "{\"operation\": \"insert\", \"records\": [{}]}")
            .json()
            .at("/results/0/violations/0/message")
            .asText();
    assertThat(bulk).isEqualTo("绝不");
  }

  @Test
  void whoSaysNothingGetsTheLanguageThatTheyChose() {
    rule("deal.never", "TRUE", ", \"message\": {\"en\": \"Never\", \"zh-CN\": \"永不\"}");
    Answer user =
        sales.post(
            "/users",
            """
            {"username": "li", "email": "li@example.test", "name": "Li", "password": "%s", "locale": "zh-CN",
             "permission_sets": ["standard_user"]}
            """
                .formatted(ApiClient.PASSWORD));
    assertThat(user.status()).as(user.text()).isEqualTo(201);
    ApiClient li = sales.client().signIn(sales.client().tenant(), "li", ApiClient.PASSWORD);
    assertThat(message(li)).isEqualTo("永不");
    assertThat(message(li.with("Accept-Language", "en"))).isEqualTo("Never");
  }

  private static String message(ApiClient client) {
    Answer answer = client.post("/api/v1/records/deal", "{}");
    assertThat(answer.json().at("/violations/0/pointer").asText()).isEmpty();
    return answer.json().at("/violations/0/message").asText();
  }

  @Test
  void aRuleSeesWhatARecordRefersTo() {
    sales.change(
        """
        {"components": [{"kind": "field", "name": "account.parent", "label": "Parent", "type": "reference",
          "to": "account", "relationship": "children"}]}
        """);
    rule("amount > account.revenue || account.parent.name = \"Blocked\"");
    String blocked = sales.id("account", "{\"name\": \"Blocked\"}");
    String rich = sales.id("account", "{\"name\": \"Rich\", \"revenue\": 100}");
    String child = sales.id("account", "{\"revenue\": 100, \"parent\": \"%s\"}".formatted(blocked));
    String deal = sales.id("deal", "{\"amount\": 100, \"account\": \"%s\"}".formatted(rich));
    assertRefused(
        create("{\"amount\": 101, \"account\": \"%s\"}".formatted(rich)), "validation_rule");
    assertRefused(
        create("{\"amount\": 1, \"account\": \"%s\"}".formatted(child)), "validation_rule");
    assertRefused(patch(deal, "{\"amount\": 101}"), "validation_rule");
    assertRefused(patch(deal, "{\"account\": \"%s\"}".formatted(child)), "validation_rule");
    // By key, and found only then.
    sales.client().patch("/api/v1/records/account/" + rich, "{\"code\": \"R\"}");
    assertRefused(create("{\"amount\": 101, \"account\": {\"code\": \"R\"}}"), "validation_rule");
    assertThat(create("{\"amount\": 100, \"account\": {\"code\": \"R\"}}").status()).isEqualTo(201);
  }

  @Test
  void aRecordThatIsGoneIsBlank() {
    rule("!ISBLANK(account) && ISBLANK(account.name) || amount > 10 && ISBLANK(account.name)");
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    String deal = sales.id("deal", "{\"amount\": 20, \"account\": \"%s\"}".formatted(account));
    assertThat(sales.client().delete("/api/v1/records/account/" + account).status())
        .as("what follows of itself is not held to rules")
        .isEqualTo(204);
    assertRefused(patch(deal, "{\"name\": \"B\"}"), "validation_rule");
    assertThat(patch(deal, "{\"amount\": 5}").status()).isEqualTo(200);
  }

  @Test
  void aPolymorphicReferenceLeadsToTheRightRecord() {
    sales.change(
        """
        {"components": [{"kind": "field", "name": "deal.about", "label": "About", "type": "reference",
          "to": ["account", "deal"], "relationship": "about"}]}
        """);
    rule("about.name = \"Bad\"");
    String good = sales.id("account", "{\"name\": \"Good\"}");
    String bad = sales.id("deal", "{\"name\": \"Bad\"}");
    assertThat(create("{\"about\": \"%s\"}".formatted(good)).status()).isEqualTo(201);
    assertRefused(create("{\"about\": \"%s\"}".formatted(bad)), "validation_rule");
  }

  @Test
  void aRuleSeesTheRecordAsItWas() {
    rule(
        "ISCHANGED(stage) && TEXT(PRIORVALUE(stage)) = \"Won\" || PRIORVALUE(amount) > amount"
            + " || ISNEW() && !ISBLANK(close_date)");
    assertRefused(create("{\"close_date\": \"2026-01-01\"}"), "validation_rule");
    String deal = sales.id("deal", "{\"stage\": \"Won\", \"amount\": 10}");
    assertThat(patch(deal, "{\"close_date\": \"2026-01-01\", \"amount\": 11}").status())
        .isEqualTo(200);
    assertRefused(patch(deal, "{\"amount\": 10}"), "validation_rule");
    assertRefused(patch(deal, "{\"stage\": \"Lost\"}"), "validation_rule");
    assertThat(patch(deal, "{\"stage\": \"Won\"}").status()).isEqualTo(200);
  }

  @Test
  void whatThePlatformKeepsIsSeenAsItWillBe() {
    rule(
        "ISBLANK(id) || created_by <> $User.Id || ISBLANK(created_at) || ISBLANK(updated_at)"
            + " || updated_by <> $User.Id || ISBLANK(owner.name) || ISNEW() && version <> 1"
            + " || !ISNEW() && version <> 2 || created_by.email <> owner.email");
    String deal = sales.id("deal", "{}");
    assertThat(patch(deal, "{\"amount\": 1}").text()).contains("\"version\":2");
    assertRefused(patch(deal, "{\"amount\": 2}"), "validation_rule");
  }

  @Test
  void aFormulaFieldMayBeAsked() {
    sales.change(
        """
        {"components": [
          {"kind": "field", "name": "account.limit", "label": "Limit", "type": "formula", "returns": "number",
           "expression": "revenue / 3"},
          {"kind": "field", "name": "deal.share", "label": "Share", "type": "formula", "returns": "number", "scale": 0,
           "expression": "amount / account.limit"}]}
        """);
    rule("share > 1");
    String account = sales.id("account", "{\"revenue\": 30}");
    assertThat(create("{\"amount\": 10, \"account\": \"%s\"}".formatted(account)).status())
        .isEqualTo(201);
    assertRefused(
        create("{\"amount\": 10.01, \"account\": \"%s\"}".formatted(account)), "validation_rule");
  }

  @Test
  void aRuleThatCannotBeWorkedOutRefusesAndSaysWhy() {
    rule("1 / amount > 2");
    assertThat(create("{\"amount\": 1}").status()).isEqualTo(201);
    Answer failed = create("{\"amount\": 0}");
    assertRefused(failed, "validation_rule_failed");
    JsonNode violation = failed.json().path("violations").path(0);
    assertThat(violation.path("message").asText()).contains("rule").contains("Division by zero");
    assertThat(violation.path("params").path("error").asText()).isEqualTo("division_by_zero");
  }

  @Test
  void everythingIsSaidAtOnce() {
    sales.change(
        """
        {"components": [
          {"kind": "validation_rule", "name": "deal.a", "error_when": "ISBLANK(notes)", "message": "A"},
          {"kind": "validation_rule", "name": "deal.b", "error_when": "ISBLANK(close_date)", "message": "B"},
          {"kind": "validation_rule", "name": "deal.c", "error_when": "ISBLANK(amount)", "message": "C"},
          {"kind": "validation_rule", "name": "deal.off", "active": false, "error_when": "TRUE", "message": "Off"}]}
        """);
    Answer answer = create("{\"amount\": \"much\", \"account\": {\"code\": \"nobody\"}}");
    List<String> said = new ArrayList<>();
    answer
        .json()
        .path("violations")
        .forEach(v -> said.add(v.path("pointer").asText() + " " + v.path("message").asText()));
    assertThat(said).hasSize(4).contains(" A", " B").doesNotContain(" C", " Off");
    JsonNode results =
        sales
            .post(
                "/records/deal/bulk",
                """
                {"operation": "insert", "records": [{"notes": "x", "close_date": "2026-01-01", "amount": 1}, {"amount": 1}]}
                """)
            .json()
            .path("results");
    assertThat(results.findValuesAsText("status")).containsExactly("created", "failed");
    assertThat(results.path(1).path("violations")).hasSize(2);
  }

  /** Many records are judged beside the event loop. */
  @Test
  void ofManyRecordsThoseAreRefusedThatBreakARule() {
    sales.change(
        """
        {"components": [{"kind": "field", "name": "deal.limit", "label": "Limit", "type": "currency",
          "default_formula": "account.revenue / 2"}]}
        """);
    rule("amount > limit");
    String account = sales.id("account", "{\"revenue\": 100}");
    var records = new ArrayList<String>();
    for (int i = 1; i <= 100; i++) {
      records.add("{\"account\": \"%s\", \"amount\": %d}".formatted(account, i));
    }
    JsonNode results =
        sales
            .post(
                "/records/deal/bulk",
                "{\"operation\": \"insert\", \"records\": [%s]}"
                    .formatted(String.join(",", records)))
            .json()
            .path("results");
    List<String> status = results.findValuesAsText("status");
    assertThat(status.subList(0, 50)).containsOnly("created");
    assertThat(status.subList(50, 100)).containsOnly("failed");
    Answer none =
        sales.post(
            "/records/deal/bulk",
            "{\"operation\": \"insert\", \"all_or_none\": true, \"records\": [%s]}"
                .formatted(String.join(",", records)));
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.json().at("/violations/0/pointer").asText()).isEqualTo("/records/50");
  }

  @Test
  void nobodyHearsOfWhatTheyMayNotRead() {
    rule("deal.secret", "1 / amount > 2", ", \"field\": \"amount\", \"message\": \"Too small\"");
    sales.change(
        """
        {"components": [{"kind": "permission_set", "name": "clerk", "label": "Clerk",
          "objects": {"deal": ["create", "read", "edit"]}, "fields": {"deal.*": "edit", "deal.amount": "none"}}]}
        """);
    ApiClient clerk = sales.user("clerk", "clerk");
    String deal = sales.id("deal", "{\"amount\": 1}");
    sales.change(
        """
        {"components": [{"kind": "validation_rule", "name": "deal.secret", "error_when": "1 / (amount - 1) > 2",
          "field": "amount", "message": "Too small"}]}
        """);
    JsonNode violation =
        clerk
            .patch("/api/v1/records/deal/" + deal, "{\"notes\": \"x\"}")
            .json()
            .at("/violations/0");
    assertThat(violation.path("pointer").asText()).isEmpty();
    assertThat(violation.path("params").path("error").asText()).isEqualTo("formula_without_value");
    JsonNode rule = clerk.get("/api/v1/describe/deal").json().at("/validation_rules/0");
    assertThat(rule.path("name").asText()).isEqualTo("secret");
    assertThat(rule.path("field").isNull()).isTrue();
    assertThat(rule.has("formula")).isFalse();
  }

  @Test
  void rulesAreSkippedOnlyByWhoMayAndAsks() {
    rule("amount < 0");
    Answer saved = sales.post("/records/deal?skip_validation=true", "{\"amount\": -1}");
    assertThat(saved.status()).as(saved.text()).isEqualTo(201);
    assertThat(saved.json().at("/warnings/0/code").asText()).isEqualTo("validation_skipped");
    assertThat(saved.json().at("/warnings/0/rule").asText()).isEqualTo("rule");
    String deal = saved.json().path("id").asText();
    assertRefused(patch(deal, "{\"notes\": \"x\"}"), "validation_rule");
    assertThat(patch(deal + "?skip_validation=true", "{\"amount\": -2}").status()).isEqualTo(200);
    assertThat(
            sales
                .get("/records/deal/" + deal + "/history")
                .path("entries")
                .findValuesAsText("action"))
        .containsExactlyInAnyOrder(
            "validation_skipped", "updated", "validation_skipped", "created");
    assertThat(
            sales
                .post(
                    "/records/deal/bulk?skip_validation=true",
                    "{\"operation\": \"insert\", \"records\": [{\"amount\": -1}]}")
                .json()
                .at("/results/0/status")
                .asText())
        .isEqualTo("created");
    ApiClient standard = sales.user("standard", "standard_user");
    assertThat(
            standard.post("/api/v1/records/deal?skip_validation=true", "{\"amount\": -1}").status())
        .isEqualTo(403);
    assertThat(standard.post("/api/v1/records/deal", "{\"amount\": 1}").status()).isEqualTo(201);
    sales.change(
        """
        {"components": [{"kind": "permission_set", "name": "mender", "label": "Mender",
          "objects": {"*": ["create", "read", "edit"]}, "system": ["skip_validation_rules"]}]}
        """);
    ApiClient mender = sales.user("mender", "mender");
    assertRefused(mender.post("/api/v1/records/deal", "{\"amount\": -1}"), "validation_rule");
    assertThat(
            mender.post("/api/v1/records/deal?skip_validation=true", "{\"amount\": -1}").status())
        .isEqualTo(201);
  }

  @Test
  void batchAndUpsertAndMergeAreHeldToRulesAndRestoreIsNot() {
    String old = sales.id("deal", "{\"amount\": -1}");
    assertThat(sales.client().delete("/api/v1/records/deal/" + old).status()).isEqualTo(204);
    rule("amount < 0");
    assertThat(sales.post("/records/deal/" + old + "/restore", "").status()).isEqualTo(200);
    JsonNode upserted =
        sales
            .post(
                "/records/deal/bulk",
                """
                {"operation": "upsert", "key": "code", "records": [{"code": "A", "amount": -1}, {"code": "B", "amount": 1}]}
                """)
            .json()
            .path("results");
    assertThat(upserted.findValuesAsText("status")).containsExactly("failed", "created");
    JsonNode batch =
        sales
            .post(
                "/batch",
                """
                {"requests": [{"method": "POST", "path": "/records/deal", "body": {"amount": -1}},
                  {"method": "POST", "path": "/records/deal?skip_validation=true", "body": {"amount": -1}}]}
                """)
            .json();
    assertThat(batch.findValuesAsText("status")).contains("422", "201");
    String winner = sales.id("deal", "{\"amount\": 1}");
    assertRefused(
        sales.post(
            "/records/deal/" + winner + "/merge",
            "{\"losers\": [\"%1$s\"], \"fields\": {\"amount\": {\"from\": \"%1$s\"}}}"
                .formatted(old)),
        "validation_rule");
  }

  @Test
  void formsGetRulesAsTrees() {
    sales.change(
        """
        {"components": [{"kind": "field", "name": "account.size", "label": "Size", "type": "formula", "returns": "number",
          "blanks": "null", "expression": "revenue * 2"}]}
        """);
    rule(
        "deal.big",
        "amount > account.size",
        ", \"field\": \"amount\", \"message\": {\"en\": \"Big\", \"zh-CN\": \"大\"}");
    JsonNode rule =
        sales
            .client()
            .with("Accept-Language", "zh-CN")
            .get("/api/v1/describe/deal")
            .json()
            .at("/validation_rules/0");
    assertThat(rule.path("message").asText()).isEqualTo("大");
    assertThat(rule.path("field").asText()).isEqualTo("amount");
    JsonNode formula = rule.path("formula");
    assertThat(formula.path("returns").asText()).isEqualTo("boolean");
    assertThat(formula.path("blanks").asText()).isEqualTo("null");
    assertThat(formula.path("inputs").toString()).isEqualTo("[\"amount\",\"account.revenue\"]");
    assertThat(formula.at("/steps/0/name").asText()).isEqualTo("account.size");
    assertThat(formula.at("/steps/0/tree/left/name").asText()).isEqualTo("account.revenue");
    assertThat(formula.at("/tree/right/name").asText()).isEqualTo("account.size");
    JsonNode account = sales.get("/describe/account");
    account
        .path("fields")
        .forEach(
            field ->
                assertThat(field.has("formula"))
                    .isEqualTo(field.path("name").asText().equals("size")));
  }

  private Answer create(String json) {
    return sales.post("/records/deal", json);
  }

  private Answer patch(String deal, String json) {
    return sales.client().patch("/api/v1/records/deal/" + deal, json);
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().path("violations").findValuesAsText("code")).containsExactly(code);
  }
}
