package dev.trellis.runtime.formula;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trying a formula out over records, part by part. */
@QuarkusTest
class RecordTryOutTest {
  private static final String MODEL =
      """
      {"components": [
        {"kind": "object", "name": "account", "label": "Account"},
        {"kind": "field", "name": "account.revenue", "label": "Revenue", "type": "currency"},
        {"kind": "object", "name": "deal", "label": "Deal"},
        {"kind": "field", "name": "deal.account", "label": "Account", "type": "reference", "to": "account"},
        {"kind": "field", "name": "deal.amount", "label": "Amount", "type": "currency"},
        {"kind": "field", "name": "deal.discount", "label": "Discount", "type": "percent"},
        {"kind": "field", "name": "deal.place", "label": "Place", "type": "address"},
        {"kind": "field", "name": "deal.parts", "label": "Parts", "type": "number"},
        {"kind": "field", "name": "deal.net", "label": "Net", "type": "formula", "returns": "currency",
         "expression": "amount * (1 - discount)"},
        {"kind": "permission_set", "name": "seller", "label": "Seller",
         "objects": {"deal": ["read", "view_all"]},
         "fields": {"deal.*": "read", "deal.discount": "none"}}
      ]}
      """;

  private final ApiClient admin = ApiClient.signUp();
  private final String acme;
  private final String whole;
  private final String bare;

  RecordTryOutTest() {
    expect(200, admin.post("/api/v1/metadata/change-sets", MODEL));
    acme = create("account", "{\"name\": \"Acme\", \"revenue\": 1000}");
    whole =
        create(
            "deal",
            """
            {"name": "Whole", "account": "%s", "amount": 200, "discount": 25, "parts": 0,
             "place": {"city": "Bern"}}
            """
                .formatted(acme));
    bare = create("deal", "{\"name\": \"Bare\"}");
  }

  @Test
  void eachRecordHasItsResultAndThatOfEachPart() {
    JsonNode records =
        tried(
            admin,
            """
            {"object": "deal", "expression": "(net + 10) / account.revenue", "returns": "percent",
             "scale": 1, "records": ["%s", "%s"]}
            """
                .formatted(whole, bare));
    assertThat(records).hasSize(2);
    JsonNode first = records.get(0);
    assertThat(first.get("id").textValue()).isEqualTo(whole);
    assertThat(first.get("name").textValue()).isEqualTo("Whole");
    assertThat(first.at("/result/value").decimalValue()).isEqualByComparingTo("16.0");
    assertThat(values(first)).containsExactly("0-28 0.16", "1-9 160", "1-4 150", "13-28 1000");
    assertThat(first.at("/parts/1/type").textValue()).isEqualTo("number");
    assertThat(records.at("/1/result/error/code").textValue()).isEqualTo("division_by_zero");
    assertThat(values(records.get(1))).startsWith("0-28 division_by_zero", "1-9 10");
  }

  @Test
  void blanksMayStayBlank() {
    JsonNode record =
        tried(
                admin,
                """
                {"object": "deal", "expression": "amount + 1", "blanks": "null", "records": ["%s"]}
                """
                    .formatted(bare))
            .get(0);
    assertThat(record.at("/result/value").isNull()).isTrue();
  }

  @Test
  void referencesAndPartsOfAddressesAreRead() {
    JsonNode record =
        tried(
                admin,
                """
                {"object": "deal", "records": ["%s"], "returns": "text",
                 "expression": "IF(ISBLANK(account), \\"\\", account.name) & place.city"}
                """
                    .formatted(whole))
            .get(0);
    assertThat(record.at("/result/value").textValue()).isEqualTo("AcmeBern");
  }

  @Test
  void aRuleIsAskedAsIfTheRecordWereSavedUnchanged() {
    JsonNode record =
        tried(
                admin,
                """
                {"object": "deal", "expression": "ISNEW() || ISCHANGED(amount)", "rule": true,
                 "records": ["%s"]}
                """
                    .formatted(whole))
            .get(0);
    assertThat(record.at("/result/value").booleanValue()).isFalse();
    Answer without =
        post(
            admin,
            "{\"object\": \"deal\", \"expression\": \"ISNEW()\", \"records\": [\""
                + whole
                + "\"]}");
    assertThat(without.status()).isEqualTo(422);
    assertThat(without.json().at("/violations/0/pointer").textValue()).isEqualTo("/expression");
  }

  @Test
  void theCallersRightsHold() {
    ApiClient seller = user();
    Answer hidden =
        post(
            seller,
            """
            {"object": "deal", "expression": "discount * 2", "records": ["%s"]}
            """
                .formatted(whole));
    assertThat(hidden.status()).isEqualTo(422);
    assertThat(hidden.json().at("/violations/0/code").textValue()).isEqualTo("unknown_field");
    // What the formula field reads is not for them, its value is.
    JsonNode record =
        tried(
                seller,
                """
                {"object": "deal", "expression": "net", "records": ["%s"]}
                """
                    .formatted(whole))
            .get(0);
    assertThat(record.at("/result/value").decimalValue()).isEqualByComparingTo("150");
    Answer object =
        post(
            seller,
            "{\"object\": \"account\", \"expression\": \"name\", \"records\": [\"" + acme + "\"]}");
    assertThat(object.json().at("/violations/0/code").textValue()).isEqualTo("unknown_object");
  }

  @Test
  void recordsOfOthersAreLeftOut() {
    assertThat(
            tried(
                admin,
                """
                {"object": "deal", "expression": "amount", "records": ["%s"]}
                """
                    .formatted(acme)))
        .isEmpty();
    ApiClient stranger = ApiClient.signUp();
    expect(200, stranger.post("/api/v1/metadata/change-sets", MODEL));
    assertThat(
            tried(
                stranger,
                """
                {"object": "deal", "expression": "amount", "records": ["%s"]}
                """
                    .formatted(whole)))
        .isEmpty();
  }

  @Test
  void twentyRecordsAreEnough() {
    String ids = String.join("\", \"", Collections.nCopies(21, whole));
    Answer answer =
        post(
            admin,
            "{\"object\": \"deal\", \"expression\": \"amount\", \"records\": [\"" + ids + "\"]}");
    assertThat(answer.json().at("/violations/0/code").textValue()).isEqualTo("too_many");
  }

  private static List<String> values(JsonNode record) {
    var values = new ArrayList<String>();
    for (JsonNode part : record.get("parts")) {
      JsonNode value = part.has("value") ? part.get("value") : part.at("/error/code");
      values.add(part.get("from") + "-" + part.get("to") + " " + value.asText());
    }
    return values;
  }

  private ApiClient user() {
    expect(
        201,
        admin.post(
            "/api/v1/users",
            """
            {"username": "sam", "email": "sam@example.test", "name": "Sam", "password": "%s",
             "permission_sets": ["seller"]}
            """
                .formatted(ApiClient.PASSWORD)));
    return admin.signIn(admin.tenant(), "sam", ApiClient.PASSWORD);
  }

  private String create(String object, String record) {
    return expect(201, admin.post("/api/v1/records/" + object, record)).json().get("id").asText();
  }

  private static JsonNode tried(ApiClient client, String request) {
    return expect(200, post(client, request)).json().get("records");
  }

  private static Answer post(ApiClient client, String request) {
    return client.post("/api/v1/formulas/try", request);
  }

  private static Answer expect(int status, Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return answer;
  }
}
