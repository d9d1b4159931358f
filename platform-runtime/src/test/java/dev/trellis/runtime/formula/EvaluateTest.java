package dev.trellis.runtime.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trying formulas out by HTTP. */
@QuarkusTest
class EvaluateTest {
  private final ApiClient admin = ApiClient.signUp();

  @ParameterizedTest
  @ValueSource(strings = {"java", "js"})
  void everyEngineAnswersAlike(String engine) {
    assumeTrue(engine.equals("java") || isInterfaceBuilt(), "SKIPPED: built without the interface");
    Answer answer = evaluate(engine);
    assertThat(answer.status()).isEqualTo(200);
    JsonNode results = answer.json().get("results");
    assertThat(results.get(0).get("value").decimalValue()).isEqualByComparingTo("16.67");
    assertThat(results.get(1).get("error").get("code").textValue()).isEqualTo("division_by_zero");
    assertThat(results.get(1).get("error").get("message").textValue())
        .isEqualTo("Division by zero.");
    assertThat(results.get(2).get("error").get("code").textValue()).isEqualTo("bad_sample");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "sql", "js"})
  void globalsThatNobodyGaveAreTheCallers(String engine) {
    assumeTrue(!engine.equals("js") || isInterfaceBuilt(), "SKIPPED: built without the interface");
    Answer answer =
        admin.post(
            "/api/v1/formulas/evaluate",
            """
            {"engine": "%s", "returns": "text",
             "expression": "IF($Permission.customize, who, '-') & $User.Email & $Organization.Locale",
             "fields": [{"name": "who", "type": "text", "formula": "$User.Username & '/'"},
                        {"name": "$User.Email", "type": "text"}],
             "rows": [{"$User.Email": "given"}]}
            """
                .formatted(engine));
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    assertThat(answer.json().at("/results/0/value").textValue()).endsWith("/givenen");
    assertThat(answer.json().at("/results/0/value").textValue()).doesNotStartWith("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "sql", "js"})
  void theRateOfTheTenantsOwnCurrencyIsOne(String engine) {
    assumeTrue(!engine.equals("js") || isInterfaceBuilt(), "SKIPPED: built without the interface");
    Answer answer =
        admin.post(
            "/api/v1/formulas/evaluate",
            """
            {"engine": "%s", "returns": "number", "expression": "CURRENCYRATE(code) * n",
             "fields": [{"name": "n", "type": "number"}, {"name": "code", "type": "text",
                         "formula": "$Organization.Currency"}],
             "rows": [{"n": 7}]}
            """
                .formatted(engine));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().at("/results/0/value").intValue()).as(answer.text()).isEqualTo(7);
    Answer checked =
        admin.post(
            "/api/v1/formulas/check", "{\"expression\": \"CURRENCYRATE('EUR')\", \"fields\": []}");
    assertThat(checked.json().get("ok").booleanValue()).as(checked.text()).isTrue();
  }

  @Test
  void globalsNeedNoFieldsToBeChecked() {
    Answer answer =
        admin.post(
            "/api/v1/formulas/check",
            """
            {"expression": "$User.Id = owner || $Permission.sales",
             "fields": [{"name": "owner", "type": "reference"}], "returns": "boolean"}
            """);
    assertThat(answer.json().get("ok").booleanValue()).as(answer.json().toString()).isTrue();
    Answer refused =
        admin.post(
            "/api/v1/formulas/check", "{\"expression\": \"$Setup.A__c.B__c\", \"fields\": []}");
    assertThat(refused.json().at("/violations/0/code").textValue()).isEqualTo("global_setup");
  }

  @Test
  void anUnknownEngineIsRefused() {
    Answer answer = evaluate("perl");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/violations/0/code").textValue()).isEqualTo("not_in_list");
  }

  private Answer evaluate(String engine) {
    return admin.post(
        "/api/v1/formulas/evaluate",
        """
        {"engine": "%s", "expression": "share / parts", "returns": "percent", "scale": 2,
         "fields": [{"name": "amount", "type": "number"}, {"name": "parts", "type": "number"},
                    {"name": "share", "type": "number", "formula": "amount * 0.5"}],
         "rows": [{"amount": 1, "parts": 3}, {"amount": 1, "parts": 0}, {"amount": "much"}]}
        """
            .formatted(engine));
  }

  private static boolean isInterfaceBuilt() {
    return JsEvaluator.class.getResource("/META-INF/formula/formula.mjs") != null;
  }
}
