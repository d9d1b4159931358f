package dev.trellis.runtime.formula;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Bringing formulas of Salesforce along by HTTP. */
@QuarkusTest
class FormulaImportTest {
  private final ApiClient admin = ApiClient.signUp();

  private Answer imported(String request) {
    return admin.post("/api/v1/formulas/import", request);
  }

  @Test
  void namesAreTranslatedAndWarningsHaveTexts() {
    JsonNode answer =
        imported(
                """
                {"expression": "npsp__Rate__c * {!Account.Factor__c} ^ 2",
                 "names": {"account.factor__c": "account.weight"}}
                """)
            .json();
    assertThat(answer.path("expression").textValue()).isEqualTo("(rate * account.weight) ^ 2");
    assertThat(answer.at("/warnings/0/code").textValue()).isEqualTo("import_power");
    assertThat(answer.at("/warnings/0/message").textValue()).contains("parentheses");
    assertThat(answer.path("violations").isEmpty()).isTrue();
  }

  @Test
  void theResultIsCheckedAgainstAnObject() {
    JsonNode good =
        imported("{\"object\": \"user\", \"expression\": \"ISCHANGED(Email) && ISNEW()\"}").json();
    assertThat(good.path("violations").isEmpty()).as(good.toString()).isTrue();
    JsonNode bad = imported("{\"object\": \"user\", \"expression\": \"Shoe_Size__c > 3\"}").json();
    assertThat(bad.path("expression").textValue()).isEqualTo("shoe_size > 3");
    assertThat(bad.at("/violations/0/code").textValue()).isEqualTo("unknown_field");
    assertThat(imported("{\"object\": \"nothing\", \"expression\": \"1\"}").status())
        .isEqualTo(422);
  }

  @Test
  void fieldsOfTheObjectGoBeforeTheUsualNames() {
    Answer defined =
        admin.post(
            "/api/v1/metadata/change-sets",
            """
            {"components": [
              {"kind": "object", "name": "client", "label": "Client"},
              {"kind": "field", "name": "client.billing_address", "label": "B", "type": "address"},
              {"kind": "object", "name": "bid", "label": "Bid"},
              {"kind": "field", "name": "bid.account", "label": "A", "type": "reference", "to": "client"},
              {"kind": "field", "name": "bid.stage", "label": "S", "type": "picklist", "values": [{"value": "Won"}]}]}""");
    assertThat(defined.status()).as(defined.text()).isEqualTo(200);
    String formula =
        "ISPICKVAL(StageName, 'Won') && Account.BillingCity = 'Rome' && OwnerId = CreatedById";
    JsonNode over = imported("{\"object\": \"bid\", \"expression\": \"" + formula + "\"}").json();
    assertThat(over.path("expression").textValue())
        .isEqualTo(
            "ISPICKVAL(stage, 'Won') && account.billing_address.city = 'Rome' && owner_id = created_by");
    assertThat(over.path("violations").isEmpty()).as(over.toString()).isTrue();
    JsonNode alone = imported("{\"expression\": \"" + formula + "\"}").json();
    assertThat(alone.path("expression").textValue()).startsWith("ISPICKVAL(stage_name, 'Won')");
  }

  @Test
  void aNameIsNoFormula() {
    Answer answer = imported("{\"expression\": \"A__c * 2\", \"names\": {\"A__c\": \"a + b\"}}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/violations/0/code").textValue()).isEqualTo("import_bad_name");
    assertThat(answer.json().at("/violations/0/pointer").textValue()).isEqualTo("/names/A__c");
  }

  @Test
  void whatIsNoFormulaHasNoTranslation() {
    JsonNode answer = imported("{\"expression\": \"IF(a,\"}").json();
    assertThat(answer.path("expression").isNull()).isTrue();
    assertThat(answer.at("/violations/0/code").textValue()).isEqualTo("formula_incomplete");
  }
}
