package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FormulaFieldsTest {
  private final Sales sales = Sales.define();

  private static String formula(String name, String returns, String expression, String more) {
    return """
        {"kind": "field", "name": "%s", "label": "F", "type": "formula", "returns": "%s", "expression": "%s"%s}"""
        .formatted(name, returns, expression.replace("\\", "\\\\").replace("\"", "\\\""), more);
  }

  private void define(String... fields) {
    sales.change("{\"components\": [" + String.join(",", fields) + "]}");
  }

  private Answer refused(String... fields) {
    Answer answer =
        sales.post("/metadata/change-sets", "{\"components\": [" + String.join(",", fields) + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    return answer;
  }

  private List<String> names(String query) {
    var names = new ArrayList<String>();
    sales
        .get("/records/deal?" + query)
        .path("records")
        .forEach(record -> names.add(record.path("name").asText()));
    return names;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void aFormulaIsWorkedOutForSavesReadsAndLists() {
    define(formula("deal.tax", "currency", "amount * 0.19", ""));
    JsonNode created = sales.create("deal", "{\"name\": \"A\", \"amount\": 100.55}");
    assertThat(created.path("tax").decimalValue()).isEqualByComparingTo("19.10");
    String path = "/records/deal/" + created.path("id").asText();
    assertThat(sales.get(path).path("tax").decimalValue()).isEqualByComparingTo("19.10");
    Answer changed = sales.client().patch("/api/v1" + path, "{\"amount\": 200}");
    assertThat(changed.json().path("tax").decimalValue()).isEqualByComparingTo("38");
    JsonNode listed = sales.get("/records/deal?fields=name,tax").path("records").path(0);
    assertThat(listed.path("tax").decimalValue()).isEqualByComparingTo("38");
    assertThat(listed.has("amount")).isFalse();
  }

  @Test
  void blanksAreZeroUnlessToldOtherwise() {
    define(
        formula("deal.plain", "number", "amount + 1", ""),
        formula("deal.strict", "number", "amount + 1", ", \"blanks\": \"null\""));
    JsonNode deal = sales.create("deal", "{\"name\": \"A\"}");
    assertThat(deal.path("plain").intValue()).isEqualTo(1);
    assertThat(deal.path("strict").isNull()).isTrue();
  }

  private static String nested(int levels, String inner) {
    return "IF(amount > 0, ".repeat(levels) + inner + ", 2)".repeat(levels);
  }

  private void worksEverywhere(String field, int expected) {
    String deal = sales.id("deal", "{\"name\": \"Deep\", \"amount\": 5}");
    assertThat(sales.get("/records/deal/" + deal).path(field).intValue()).isEqualTo(expected);
    assertThat(names("sort=-" + field)).isNotEmpty();
    assertThat(names("filter=" + encoded(field + " = " + expected))).contains("Deep");
    assertThat(sales.get("/describe/deal").toString()).contains("\"name\":\"" + field + "\"");
  }

  @Test
  void aFormulaAsDeepAsItMayBeWorksEverywhere() {
    define(formula("deal.deep", "number", nested(97, "1"), ""));
    worksEverywhere("deep", 1);
    String filter = "NOT (".repeat(44) + "deep = 1" + ")".repeat(44);
    assertThat(names("filter=" + encoded(filter))).contains("Deep");
    Answer refused = refused(formula("deal.deeper", "number", nested(270, "1"), ""));
    assertThat(refused.text()).contains("formula_too_deep", "100", "column");
  }

  @Test
  void aLongChainOfTextsIsNotDeep() {
    define(formula("deal.stars", "text", "name" + " & \"*\"".repeat(700), ""));
    JsonNode deal = sales.create("deal", "{\"name\": \"A\"}");
    assertThat(deal.path("stars").asText()).isEqualTo("A" + "*".repeat(700));
    assertThat(names("filter=" + encoded("BEGINS(stars, \"A*\")"))).contains("A");
  }

  @Test
  void levelsOfFormulasThatReadOneAnotherAddUp() {
    define(
        formula("deal.one", "number", nested(28, "1"), ""),
        formula("deal.two", "number", nested(28, "one"), ""),
        formula("deal.three", "number", nested(28, "two"), ""));
    worksEverywhere("three", 1);
    Answer refused = refused(formula("deal.four", "number", nested(28, "three"), ""));
    assertThat(refused.text())
        .contains("formula_too_deep_with_others", "three → two → one", "deal.four", "100");
    Answer inner = refused(formula("deal.one", "number", nested(60, "1"), ""));
    assertThat(inner.text()).contains("formula_too_deep_with_others", "deal.three");
  }

  @Test
  void aFormulaFollowsReferencesAndIsNeverStale() {
    define(
        formula("account.grade", "text", "IF(revenue > 1000, \"大客户\", \"small\")", ""),
        formula("deal.who", "text", "account.name & \" / \" & account.grade", ""));
    String account = sales.id("account", "{\"name\": \"Acme\", \"revenue\": 5000}");
    String deal = sales.id("deal", "{\"name\": \"A\", \"account\": \"" + account + "\"}");
    sales.id("deal", "{\"name\": \"B\"}");
    assertThat(sales.get("/records/deal/" + deal).path("who").asText()).isEqualTo("Acme / 大客户");
    sales.client().patch("/api/v1/records/account/" + account, "{\"revenue\": 1}");
    assertThat(sales.get("/records/deal/" + deal).path("who").asText()).isEqualTo("Acme / small");
    assertThat(names("filter=" + encoded("who = \"Acme / small\""))).containsExactly("A");
  }

  @Test
  void listsFilterSortAndGroupByFormulas() {
    define(
        formula("deal.size", "text", "IF(amount >= 100, \"large\", \"small\")", ""),
        formula("deal.double", "number", "amount * 2", ""),
        formula("deal.share", "percent", "amount / 1000", ""),
        formula("deal.late", "boolean", "close_date < DATE(2026, 1, 1)", ""),
        formula("deal.next", "date", "close_date + 7", ""));
    sales.id("deal", "{\"name\": \"A\", \"amount\": 50, \"close_date\": \"2025-12-31\"}");
    sales.id("deal", "{\"name\": \"B\", \"amount\": 150, \"close_date\": \"2026-03-01\"}");
    sales.id("deal", "{\"name\": \"C\", \"amount\": 250}");
    assertThat(names("filter=" + encoded("size = \"large\"") + "&sort=name"))
        .containsExactly("B", "C");
    assertThat(names("sort=-double")).containsExactly("C", "B", "A");
    assertThat(names("filter=" + encoded("share > 0.1 && double < 400"))).containsExactly("B");
    assertThat(names("filter=" + encoded("late"))).containsExactly("A");
    assertThat(names("filter=" + encoded("next = DATE(2026, 3, 8)"))).containsExactly("B");
    assertThat(names("sort=next&filter=" + encoded("NOT(ISBLANK(next))")))
        .containsExactly("A", "B");
    JsonNode groups =
        sales
            .post(
                "/query",
                """
                {"from": "deal", "group_by": ["size"], "order_by": ["size"],
                 "aggregates": [{"fn": "sum", "field": "double", "as": "total"}, {"fn": "avg", "field": "share", "as": "mean"}]}""")
            .json()
            .path("records");
    assertThat(groups.path(0).path("size").asText()).isEqualTo("large");
    assertThat(groups.path(0).path("total").decimalValue()).isEqualByComparingTo("800");
    assertThat(groups.path(0).path("mean").decimalValue()).isEqualByComparingTo("20");
    assertThat(groups.path(1).path("total").decimalValue()).isEqualByComparingTo("100");
  }

  @Test
  void pagesGoOnBehindTheValueOfAFormula() {
    define(formula("deal.rest", "number", "MOD(amount, 3)", ""));
    for (int i = 0; i < 9; i++) {
      sales.id("deal", "{\"name\": \"D" + i + "\", \"amount\": " + i + "}");
    }
    var seen = new ArrayList<String>();
    String cursor = "";
    do {
      JsonNode page = sales.get("/records/deal?sort=rest,name&limit=2&fields=name" + cursor);
      page.path("records").forEach(record -> seen.add(record.path("name").asText()));
      cursor =
          page.path("next_cursor").isNull()
              ? ""
              : "&cursor=" + encoded(page.path("next_cursor").asText());
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly("D0", "D3", "D6", "D1", "D4", "D7", "D2", "D5", "D8");
  }

  @Test
  void whatCannotBeWorkedOutIsBlankThere() {
    define(
        formula("deal.ratio", "number", "100 / amount", ""),
        formula("deal.safe", "number", "IFERROR(ratio, -1)", ""),
        formula("deal.odd", "text", "TEXT(DATEVALUE(code))", ""));
    JsonNode none = sales.create("deal", "{\"name\": \"A\", \"amount\": 0, \"code\": \"x\"}");
    assertThat(none.path("ratio").isNull()).isTrue();
    assertThat(none.path("safe").intValue()).isEqualTo(-1);
    assertThat(none.path("odd").isNull()).isTrue();
    sales.id("deal", "{\"name\": \"B\", \"amount\": 4, \"code\": \"2026-02-03\"}");
    assertThat(names("filter=" + encoded("ratio = 25"))).containsExactly("B");
    assertThat(names("filter=" + encoded("safe = -1"))).containsExactly("A");
    assertThat(names("filter=" + encoded("ISBLANK(odd)"))).containsExactly("A");
  }

  @Test
  void aFormulaWithinAnotherIsNotRounded() {
    define(
        formula("deal.third", "number", "amount / 3", ", \"scale\": 2, \"precision\": 18"),
        formula("deal.whole", "number", "third * 3", ", \"scale\": 4, \"precision\": 18"));
    JsonNode deal = sales.create("deal", "{\"name\": \"A\", \"amount\": 100}");
    assertThat(deal.path("third").decimalValue()).isEqualByComparingTo("33.33");
    assertThat(deal.path("whole").decimalValue()).isEqualByComparingTo("100");
    assertThat(names("filter=" + encoded("third = 33.33 && whole = 100"))).containsExactly("A");
  }

  @Test
  void whatPostgresCannotDoIsReadAllTheSame() {
    define(formula("deal.valid", "boolean", "REGEX(code, \"[A-Z]+\\\\d\")", ""));
    JsonNode deal = sales.create("deal", "{\"name\": \"A\", \"code\": \"AB1\"}");
    assertThat(deal.path("valid").booleanValue()).isTrue();
    assertThat(sales.get("/records/deal?fields=valid").at("/records/0/valid").booleanValue())
        .isTrue();
    Answer filtered = sales.client().get("/api/v1/records/deal?filter=valid");
    assertThat(filtered.status()).isEqualTo(422);
    assertThat(filtered.json().at("/violations/0/code").asText())
        .isEqualTo("formula_field_not_in_filters");
    assertThat(sales.client().get("/api/v1/records/deal?sort=valid").status()).isEqualTo(422);
    JsonNode fields = sales.get("/describe/deal").path("fields");
    fields.forEach(
        field -> {
          if (field.path("name").asText().equals("valid")) {
            assertThat(field.path("type").asText()).isEqualTo("formula");
            assertThat(field.path("returns").asText()).isEqualTo("boolean");
            assertThat(field.path("sortable").booleanValue()).isFalse();
          }
        });
  }

  @Test
  void formulasOfTheMomentAndTheReader() {
    define(
        formula("deal.age", "number", "TODAY() - close_date", ""),
        formula("deal.mine", "boolean", "owner_id = $User.Id", ""));
    sales.id("deal", "{\"name\": \"A\", \"close_date\": \"2000-01-01\"}");
    assertThat(names("filter=" + encoded("age > 9000 && mine"))).containsExactly("A");
    sales.user("reader", "standard_user");
    assertThat(sales.get("/records/deal?fields=mine,age").at("/records/0/mine").booleanValue())
        .isTrue();
  }

  @Test
  void exportsRelatedListsAndBatchesHaveThem() {
    define(formula("deal.tax", "currency", "amount * 0.19", ""));
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    String deal =
        sales.id("deal", "{\"name\": \"A\", \"amount\": 100, \"account\": \"" + account + "\"}");
    Answer csv = sales.client().get("/api/v1/records/deal/export?format=csv&fields=name,tax");
    assertThat(csv.text()).contains("A,19");
    assertThat(sales.client().get("/api/v1/records/deal/export?format=jsonl").text())
        .contains("\"tax\":19");
    assertThat(sales.client().get("/api/v1/records/deal/export?format=xlsx").status())
        .isEqualTo(200);
    JsonNode related = sales.get("/records/account/" + account + "/related/deals");
    assertThat(related.at("/records/0/tax").decimalValue()).isEqualByComparingTo("19");
    JsonNode batch =
        sales
            .post(
                "/batch",
                "{\"requests\": [{\"method\": \"PATCH\", \"path\": \"/records/deal/"
                    + deal
                    + "\", \"body\": {\"amount\": 200}}]}")
            .json();
    assertThat(batch.at("/responses/0/body/tax").decimalValue()).isEqualByComparingTo("38");
    assertThat(sales.get("/search?q=Acme").path("hits")).isNotEmpty();
  }

  @Test
  void circlesAreRefusedWithTheirPath() {
    define(formula("deal.a", "number", "amount", ""), formula("deal.b", "number", "a + 1", ""));
    JsonNode violation =
        refused(formula("deal.a", "number", "b + 1", "")).json().at("/violations/0");
    assertThat(violation.path("code").asText()).isEqualTo("formula_circle");
    assertThat(violation.path("message").asText()).contains("deal.a → deal.b → deal.a");
    assertThat(
            refused(formula("deal.c", "number", "c + 1", ""))
                .json()
                .at("/violations/0/code")
                .asText())
        .isIn("formula_circle", "unknown_field");
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    JsonNode violation =
        refused(formula("deal.x", "number", "amount & 1", "")).json().at("/violations/0");
    assertThat(violation.path("pointer").asText()).isEqualTo("/components/0/expression");
    assertThat(violation.path("params").path("column").intValue()).isPositive();
    assertThat(
            refused(formula("deal.x", "text", "amount", ""))
                .json()
                .at("/violations/0/code")
                .asText())
        .isEqualTo("formula_wrong_result");
    assertThat(
            refused(formula("deal.x", "boolean", "ISNEW()", ""))
                .json()
                .at("/violations/0/code")
                .asText())
        .isEqualTo("formula_no_prior");
  }

  @Test
  void chainsThatGrowWithoutBoundAreRefused() {
    var fields = new ArrayList<String>();
    fields.add(formula("deal.g0", "number", "amount + 1", ""));
    for (int i = 1; i < 20; i++) {
      fields.add(
          formula(
                  "deal.g" + i,
                  "number",
                  "g" + (i - 1) + " * g" + (i - 1) + " + code_" + i + "0",
                  "")
              .replace("code_" + i + "0", "1"));
    }
    // Each reads the one before once more; references are counted once, so the tree stays small …
    define(fields.toArray(String[]::new));
    JsonNode deal = sales.create("deal", "{\"name\": \"A\", \"amount\": 0}");
    assertThat(deal.path("g3").decimalValue()).isEqualByComparingTo("26");
  }

  @Test
  void nobodyWritesAFormulaAndStoredFieldsDoNotBecomeOne() {
    define(formula("deal.tax", "currency", "amount * 0.19", ""));
    Answer written = sales.post("/records/deal", "{\"name\": \"A\", \"tax\": 5}");
    assertThat(written.status()).isEqualTo(422);
    assertThat(written.json().at("/violations/0/code").asText()).isEqualTo("read_only");
    assertThat(
            refused(formula("deal.amount", "currency", "1", ""))
                .json()
                .at("/violations/0/code")
                .asText())
        .isEqualTo("type_change_impossible");
  }

  @Test
  void whatAFormulaReadsIsNotDeleted() {
    define(formula("deal.who", "text", "account.code", ""));
    Answer answer =
        sales.post(
            "/metadata/change-sets",
            "{\"deletions\": [{\"kind\": \"field\", \"name\": \"account.code\"}]}");
    assertThat(answer.status()).isIn(409, 422);
    assertThat(answer.text()).contains("deal.who");
  }
}
