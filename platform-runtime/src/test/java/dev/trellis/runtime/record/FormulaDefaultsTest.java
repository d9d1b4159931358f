package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FormulaDefaultsTest {
  private final Sales sales = Sales.define();

  /** {@code field("deal.notes", "long_text", "name & \"!\"")} */
  private void field(String name, String type, String formula) {
    sales.change(
        """
        {"components": [{"kind": "field", "name": "%s", "label": "X", %s, "default_formula": "%s"}]}
        """
            .formatted(name, type, formula.replace("\"", "\\\"")));
  }

  private JsonNode created(String json) {
    return sales.create("deal", json);
  }

  @Test
  void aNewRecordGetsWhatItDoesNotSay() {
    field("deal.fee", "\"type\": \"number\", \"precision\": 5, \"scale\": 1", "amount * 0.125");
    field("deal.title", "\"type\": \"text\"", "name & \" / \" & TEXT(stage)");
    JsonNode deal = created("{\"name\": \"A\", \"stage\": \"Open\", \"amount\": 10}");
    assertThat(deal.path("fee").decimalValue()).isEqualByComparingTo("1.3");
    assertThat(deal.path("title").asText()).isEqualTo("A / Open");
    assertThat(created("{\"amount\": 10, \"fee\": 2}").path("fee").intValue()).isEqualTo(2);
    assertThat(created("{\"amount\": 10, \"fee\": null}").path("fee").isNull()).isTrue();
    assertThat(created("{}").path("fee").isNull()).isTrue();
    String id = deal.path("id").asText();
    JsonNode changed = sales.client().patch("/api/v1/records/deal/" + id, "{\"fee\": null}").json();
    assertThat(changed.path("fee").isNull()).as("only new records have defaults").isTrue();
  }

  @Test
  void defaultsFollowEachOtherAndReferences() {
    // The first of them needs the last.
    field("deal.alpha", "\"type\": \"number\"", "NULL");
    field("deal.beta", "\"type\": \"number\"", "account.revenue * 2");
    field("deal.alpha", "\"type\": \"number\"", "beta + 1");
    field("deal.manager", "\"type\": \"reference\", \"to\": \"user\"", "account.owner_id");
    field("deal.contact", "\"type\": \"text\"", "manager.email & \" \" & TEXT(alpha)");
    String account = sales.id("account", "{\"revenue\": 5}");
    JsonNode deal = created("{\"account\": \"%s\"}".formatted(account));
    assertThat(deal.path("alpha").intValue()).isEqualTo(11);
    assertThat(deal.path("manager").asText()).isEqualTo(deal.path("owner_id").asText());
    assertThat(deal.path("contact").asText()).contains("@").endsWith(" 11");
    assertThat(created("{\"beta\": 1}").path("alpha").intValue()).isEqualTo(2);
  }

  @Test
  void theResultIsHeldToTheField() {
    field("deal.short", "\"type\": \"text\", \"length\": 3", "name");
    field(
        "deal.rank",
        "\"type\": \"picklist\", \"values\": [\"High\", \"Low\"]",
        "IF(amount > 10, \"High\", IF(amount < 0, \"None\", \"Low\"))");
    field("deal.mine", "\"type\": \"reference\", \"to\": \"user\"", "$User.Id");
    field("deal.rate", "\"type\": \"percent\"", "amount / 200");
    field("deal.took", "\"type\": \"duration\"", "amount * 60");
    field("deal.due", "\"type\": \"date\"", "DATE(2026, 1, 31) + amount");
    field("deal.big", "\"type\": \"boolean\"", "amount > 10");
    JsonNode deal = created("{\"name\": \"abc\", \"amount\": 20}");
    assertThat(deal.path("rank").asText()).isEqualTo("High");
    assertThat(deal.path("mine").asText()).isEqualTo(deal.path("created_by").asText());
    assertThat(deal.path("rate").decimalValue()).isEqualByComparingTo("10");
    assertThat(deal.path("took").asText()).isEqualTo("PT20M");
    assertThat(deal.path("due").asText()).isEqualTo("2026-02-20");
    assertThat(deal.path("big").booleanValue()).isTrue();
    assertThat(created("{}").path("big").booleanValue()).isFalse();
    assertViolation(sales.post("/records/deal", "{\"name\": \"abcd\"}"), "/short", "too_long");
    assertViolation(sales.post("/records/deal", "{\"amount\": -1}"), "/rank", "not_in_list");
  }

  @Test
  void aDefaultThatCannotBeWorkedOutIsAViolationAtItsField() {
    field("deal.parts", "\"type\": \"number\"", "1 / amount");
    Answer answer = sales.post("/records/deal", "{\"amount\": 0}");
    assertViolation(answer, "/parts", "default_formula_failed");
    assertThat(answer.json().at("/violations/0/message").asText()).contains("Division by zero");
    assertThat(sales.post("/records/deal", "{\"amount\": 0, \"parts\": 1}").status())
        .isEqualTo(201);
  }

  @Test
  void aRequiredFieldMayHaveOneAndRulesSeeIt() {
    field("deal.must", "\"type\": \"number\", \"required\": true", "amount");
    sales.change(
        """
        {"components": [{"kind": "validation_rule", "name": "deal.r", "error_when": "must > 5", "message": "No"}]}
        """);
    assertThat(created("{\"amount\": 5}").path("must").intValue()).isEqualTo(5);
    assertViolation(sales.post("/records/deal", "{\"amount\": 6}"), "", "validation_rule");
    assertViolation(sales.post("/records/deal", "{}"), "/must", "required");
  }

  @Test
  void formsGetThemAsTrees() {
    field("deal.fee", "\"type\": \"currency\"", "amount * 2");
    for (JsonNode field : sales.get("/describe/deal").path("fields")) {
      if (field.path("name").asText().equals("fee")) {
        assertThat(field.at("/default_formula/returns").asText()).isEqualTo("currency");
        assertThat(field.at("/default_formula/inputs/0").asText()).isEqualTo("amount");
        assertThat(field.at("/default_formula/tree/operator").asText()).isEqualTo("*");
      } else {
        assertThat(field.has("default_formula")).isFalse();
      }
    }
  }

  private static void assertViolation(Answer answer, String pointer, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().path("violations")).as(answer.text()).hasSize(1);
    assertThat(answer.json().at("/violations/0/pointer").asText()).isEqualTo(pointer);
    assertThat(answer.json().at("/violations/0/code").asText()).isEqualTo(code);
  }
}
