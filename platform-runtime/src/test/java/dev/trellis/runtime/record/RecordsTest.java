package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordsTest {
  private final Sales sales = Sales.define();

  @Test
  void createAnswersTheFullRecordWithItsAddressAndVersion() {
    Answer answer =
        sales.post("/records/deal", "{\"name\": \"Big\", \"amount\": 1054.50, \"stage\": \"Won\"}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location").orElseThrow())
        .endsWith("/api/v1/records/deal/" + answer.json().path("id").asText());
    assertThat(answer.header("ETag")).contains("\"1\"");
    assertThat(answer.json().path("amount").decimalValue()).isEqualByComparingTo("1054.5");
    assertThat(answer.json().path("number").asText()).isEqualTo("D-0001");
    assertThat(answer.json().path("created_at")).isEqualTo(answer.json().path("updated_at"));
    assertThat(sales.get("/records/deal/" + answer.json().path("id").asText()))
        .isEqualTo(answer.json());
  }

  @Test
  void numbersKeepEveryDigit() {
    sales.change(
        "{\"components\": [{\"kind\": \"field\", \"name\": \"deal.exact\", \"label\": \"Exact\", \"type\": \"number\"}]}");
    Answer answer =
        sales.post("/records/deal", "{\"exact\": 12345678901234567890.123456789012345678}");
    assertThat(answer.text()).contains("\"exact\":12345678901234567890.123456789012345678");
  }

  @Test
  void everythingThatIsWrongIsToldTogetherAndNothingIsWritten() {
    Answer answer =
        sales.post(
            "/records/deal",
            "{\"code\": \"X\", \"nope\": 1, \"amount\": \"x\", \"stage\": \"Odd\", \"close_date\": \"2017-13-01\", \"account\": \""
                + UUID.randomUUID()
                + "\", \"id\": \"x\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(pointers(answer))
        .containsExactlyInAnyOrder("/nope", "/amount", "/stage", "/close_date", "/account", "/id");
    assertThat(sales.get("/records/deal?count=exact").path("total").asInt()).isZero();
  }

  @Test
  void aStaleVersionIsRefusedAndTheOtherFieldsStay() {
    JsonNode deal = sales.create("deal", "{\"name\": \"A\", \"notes\": \"long\", \"amount\": 5}");
    String path = "/api/v1/records/deal/" + deal.path("id").asText();
    Answer first = sales.client().with("If-Match", "\"1\"").patch(path, "{\"name\": \"B\"}");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().path("version").asInt()).isEqualTo(2);
    assertThat(first.json().path("notes").asText()).isEqualTo("long");
    Answer second = sales.client().with("If-Match", "\"1\"").patch(path, "{\"name\": \"C\"}");
    assertThat(second.status()).isEqualTo(412);
    assertThat(sales.get("/records/deal/" + deal.path("id").asText()).path("name").asText())
        .isEqualTo("B");
  }

  @Test
  void aChangeThatChangesNothingMakesNoVersion() {
    JsonNode deal = sales.create("deal", "{\"name\": \"A\", \"amount\": 5}");
    Answer same =
        sales
            .client()
            .patch("/api/v1/records/deal/" + deal.path("id").asText(), "{\"amount\": 5.00}");
    assertThat(same.json().path("version").asInt()).isEqualTo(1);
  }

  @Test
  void referencesAreFoundByUniqueFieldOrNameAndOnlyIfThereIsOne() {
    String acme = sales.id("account", "{\"name\": \"Acme\", \"code\": \"A-17\"}");
    sales.id("account", "{\"name\": \"Twin\"}");
    sales.id("account", "{\"name\": \"Twin\"}");
    assertThat(sales.create("deal", "{\"account\": {\"code\": \"a-17\"}}").path("account").asText())
        .isEqualTo(acme);
    assertThat(sales.create("deal", "{\"account\": {\"name\": \"Acme\"}}").path("account").asText())
        .isEqualTo(acme);
    assertThat(codes(sales.post("/records/deal", "{\"account\": {\"name\": \"Twin\"}}")))
        .containsExactly("reference_ambiguous");
    assertThat(codes(sales.post("/records/deal", "{\"account\": {\"name\": \"None\"}}")))
        .containsExactly("reference_not_found");
    assertThat(codes(sales.post("/records/deal", "{\"account\": {\"revenue\": 5}}")))
        .containsExactly("not_a_key");
  }

  @Test
  void uniqueValuesAreComparedWithoutRegardToCaseAndFreedByDeletion() {
    String first = sales.id("deal", "{\"code\": \"Ab-1\"}");
    Answer second = sales.post("/records/deal", "{\"code\": \"aB-1 \"}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(pointers(second)).containsExactly("/code");
    assertThat(sales.client().delete("/api/v1/records/deal/" + first).status()).isEqualTo(204);
    assertThat(sales.post("/records/deal", "{\"code\": \"aB-1\"}").status()).isEqualTo(201);
    assertThat(sales.post("/records/deal/" + first + "/restore", "").status())
        .as("its code is taken meanwhile")
        .isEqualTo(409);
  }

  @Test
  void recordsOfAnotherTenantAnswerLikeAbsentOnes() {
    String mine = sales.id("deal", "{\"name\": \"Mine\"}");
    Sales others = Sales.define();
    Answer foreign = others.client().get("/api/v1/records/deal/" + mine);
    Answer absent = others.client().get("/api/v1/records/deal/" + UUID.randomUUID());
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(withoutTrace(foreign)).isEqualTo(withoutTrace(absent));
    assertThat(others.client().patch("/api/v1/records/deal/" + mine, "{\"name\": \"x\"}").status())
        .isEqualTo(404);
    assertThat(others.client().delete("/api/v1/records/deal/" + mine).status()).isEqualTo(404);
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    assertThat(codes(others.post("/records/deal", "{\"account\": \"" + account + "\"}")))
        .containsExactly("reference_not_found");
  }

  @Test
  void aRecordOfAnotherObjectIsNotThere() {
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    assertThat(sales.client().get("/api/v1/records/deal/" + account).status()).isEqualTo(404);
    assertThat(
            codes(sales.post("/records/deal", "{\"account\": \"" + sales.id("deal", "{}") + "\"}")))
        .containsExactly("reference_not_found");
  }

  @Test
  void aListFiltersSortsCountsAndFollowsReferences() {
    String acme = sales.id("account", "{\"name\": \"Acme\"}");
    for (int i = 1; i <= 5; i++) {
      sales.create(
          "deal",
          "{\"name\": \"D"
              + i
              + "\", \"amount\": "
              + i * 100
              + ", \"stage\": \""
              + (i % 2 == 0 ? "Won" : "Open")
              + "\", \"account\": \""
              + acme
              + "\"}");
    }
    JsonNode page =
        sales.get(
            "/records/deal?filter=stage%20%3D%20%22Open%22%20%26%26%20amount%20%3E%20100%20%26%26%20CONTAINS(account.name%2C%22Ac%22)"
                + "&sort=-amount&fields=name,account.name&count=exact");
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(page.path("records").findValuesAsText("name"))
        .containsExactly("D5", "Acme", "D3", "Acme");
    assertThat(page.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void historyTellsWhoChangedWhatFromWhatToWhat() {
    String deal = sales.id("deal", "{\"name\": \"A\", \"amount\": 1}");
    sales.client().patch("/api/v1/records/deal/" + deal, "{\"amount\": 2}");
    JsonNode entries = sales.get("/records/deal/" + deal + "/history").path("entries");
    assertThat(entries.findValuesAsText("action")).containsExactly("updated", "created");
    JsonNode change = entries.path(0).path("changes").path(0);
    assertThat(change.path("field").asText()).isEqualTo("amount");
    assertThat(change.path("old").asInt()).isEqualTo(1);
    assertThat(change.path("new").asInt()).isEqualTo(2);
  }

  @Test
  void theChangeFeedIsReadToItsEndByPosition() {
    JsonNode end = sales.get("/changes/deal?since=latest");
    String deal = sales.id("deal", "{\"name\": \"A\"}");
    sales.client().patch("/api/v1/records/deal/" + deal, "{\"name\": \"B\"}");
    sales.client().delete("/api/v1/records/deal/" + deal);
    String since = "/changes/deal?since=" + end.path("next").asText();
    // Entries appear once every older transaction of the database has ended.
    await().until(() -> sales.get(since).path("changes").size() == 3);
    JsonNode changes = sales.get(since);
    assertThat(changes.path("changes").findValuesAsText("action"))
        .containsExactly("created", "updated", "deleted");
    assertThat(sales.get("/changes/deal?since=" + changes.path("next").asText()).path("changes"))
        .isEmpty();
  }

  @Test
  void aRetriedRequestAnswersTheFirstResultAndDoesNothing() {
    ApiClient retrying = sales.client().with("Idempotency-Key", "key-1");
    Answer first = retrying.post("/api/v1/records/deal", "{\"name\": \"Once\"}");
    Answer second = retrying.post("/api/v1/records/deal", "{\"name\": \"Once\"}");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(retrying.post("/api/v1/records/deal", "{\"name\": \"Other\"}").status())
        .isEqualTo(422);
    assertThat(sales.get("/records/deal?count=exact").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void brokenBodiesAreRefusedAsMalformed() {
    for (String body :
        List.of("{", "[1]", "{\"a\": 1, \"a\": 2}", "{} {}", "[".repeat(5_000), "")) {
      assertThat(sales.post("/records/deal", body).status())
          .as(body.substring(0, Math.min(20, body.length())))
          .isEqualTo(400);
    }
    assertThat(codes(sales.post("/records/deal", "{\"name\": \"a\\u0000b\"}")))
        .containsExactly("bad_characters");
    sales.change(
        "{\"components\": [{\"kind\": \"field\", \"name\": \"deal.extra\", \"label\": \"Extra\", \"type\": \"json\"}]}");
    for (String json : List.of("{\"a\": [\"\\u0000\"]}", "[\"\\ud800\"]", "{\"a\\u0000\": 1}")) {
      assertThat(codes(sales.post("/records/deal", "{\"extra\": " + json + "}")))
          .containsExactly("bad_characters");
    }
    assertThat(sales.create("deal", "{\"extra\": \"\\\\u0000\"}").path("extra").asText())
        .as("a backslash and five characters")
        .isEqualTo("\\u0000");
    assertThat(codes(sales.post("/records/deal", "{\"name\": \"" + "x".repeat(256) + "\"}")))
        .containsExactly("too_long");
  }

  private static List<String> pointers(Answer answer) {
    return answer.json().path("violations").findValuesAsText("pointer");
  }

  private static List<String> codes(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    return StreamSupport.stream(answer.json().path("violations").spliterator(), false)
        .map(violation -> violation.path("code").asText())
        .toList();
  }

  private static String withoutTrace(Answer answer) {
    return answer.text().replaceAll("\"trace_id\":\"[^\"]*\"", "");
  }
}
