package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is told of unique values when something else is wrong, too. */
@QuarkusTest
class UniqueValuesTest {
  private final Sales sales = Sales.define();

  @Test
  void aTakenValueIsToldWithAllElseThatIsWrong() {
    sales.create("deal", "{\"code\": \"A\"}");
    Answer answer = sales.post("/records/deal", "{\"code\": \"a\", \"amount\": \"x\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(violations(answer.json()))
        .containsExactlyInAnyOrder("/code duplicate_value", "/amount wrong_type");
  }

  @Test
  void aRefusedRecordClaimsNothing() {
    assertThat(violations(refused("{\"code\": \"B\", \"amount\": \"x\"}")))
        .containsExactly("/amount wrong_type");
    assertThat(sales.post("/records/deal", "{\"code\": \"B\"}").status()).isEqualTo(201);
  }

  @Test
  void aChangeIsNotToldOfItsOwnValue() {
    String id = sales.id("deal", "{\"code\": \"A\"}");
    sales.create("deal", "{\"code\": \"B\"}");
    String path = "/api/v1/records/deal/" + id;
    String amount = "\"amount\": \"x\"}";
    assertThat(violations(sales.client().patch(path, "{\"code\": \" a\", " + amount).json()))
        .containsExactly("/amount wrong_type");
    assertThat(violations(sales.client().patch(path, "{\"code\": \"b\", " + amount).json()))
        .containsExactlyInAnyOrder("/code duplicate_value", "/amount wrong_type");
  }

  @Test
  void allRecordsThatStandOrFallTogetherAreToldTogether() {
    sales.create("deal", "{\"code\": \"A\"}");
    JsonNode problem =
        bulk(
            true,
            "{\"stage\": \"Odd\", \"code\": \"N\"}, {\"code\": \"a\"}, {\"code\": \"n\"}, {\"code\": \"M\"}");
    assertThat(violations(problem))
        .containsExactlyInAnyOrder(
            "/records/0/stage not_in_list",
            "/records/1/code duplicate_value",
            "/records/2/code duplicate_value");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aRefusedRecordIsToldOfOneThatIsSavedBesideIt() {
    JsonNode results =
        bulk(false, "{\"code\": \"N\", \"amount\": \"x\"}, {\"code\": \"n\"}").path("results");
    assertThat(violations(results.path(0)))
        .containsExactlyInAnyOrder("/code duplicate_value", "/amount wrong_type");
    assertThat(results.path(1).path("status").asText()).isEqualTo("created");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aValueThatTheBatchGivesUpIsNotTaken() {
    String first = sales.id("deal", "{\"code\": \"A\"}");
    String second = sales.id("deal", "{\"code\": \"B\"}");
    Answer answer =
        sales.post(
            "/records/deal/bulk",
            """
            {"operation": "update", "all_or_none": true, "records": [
              {"id": "%s", "code": "C"}, {"id": "%s", "code": "A", "amount": "x"}]}
            """
                .formatted(first, second));
    assertThat(violations(answer.json())).containsExactly("/records/1/amount wrong_type");
  }

  private JsonNode refused(String record) {
    return sales.post("/records/deal", record).json();
  }

  private JsonNode bulk(boolean allOrNone, String records) {
    return sales
        .post(
            "/records/deal/bulk",
            "{\"operation\": \"insert\", \"all_or_none\": %s, \"records\": [%s]}"
                .formatted(allOrNone, records))
        .json();
  }

  private int count() {
    return sales.get("/records/deal?count=exact").path("total").asInt();
  }

  private static List<String> violations(JsonNode refused) {
    return StreamSupport.stream(refused.path("violations").spliterator(), false)
        .map(it -> it.path("pointer").asText() + " " + it.path("code").asText())
        .toList();
  }
}
