package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
class BulkTest {
  private final Sales sales = Sales.define();

  @Test
  void eachRecordStandsForItselfAndResultsKeepTheOrder() {
    sales.create("deal", "{\"code\": \"A\"}");
    JsonNode results =
        bulk(
            "{\"operation\": \"insert\", \"records\": [{\"code\": \"B\"}, {\"code\": \"a\"}, {\"code\": \"C\", \"amount\": \"x\"}, {\"code\": \"b\"}, {\"code\": \"D\"}]}");
    assertThat(results.findValuesAsText("status"))
        .containsExactly("created", "failed", "failed", "failed", "created");
    assertThat(results.path(2).path("violations").path(0).path("pointer").asText())
        .isEqualTo("/amount");
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void allOrNoneWritesNothingWhenOneFails() {
    Answer answer =
        sales.post(
            "/records/deal/bulk",
            "{\"operation\": \"insert\", \"all_or_none\": true, \"records\": [{\"code\": \"B\"}, {\"stage\": \"Odd\"}]}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").path(0).path("pointer").asText())
        .isEqualTo("/records/1/stage");
    assertThat(count()).isZero();
    assertThat(sales.post("/records/deal", "{\"code\": \"B\"}").status())
        .as("its unique value was not kept")
        .isEqualTo(201);
  }

  @Test
  void allThatIsWrongWithTheCallIsToldTogether() {
    Answer answer =
        sales.post(
            "/records/deal/bulk",
            "{\"operation\": \"eat\", \"all_or_none\": 1, \"key\": 2, \"records\": {}, \"nope\": 3}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/operation", "/all_or_none", "/key", "/records", "/nope");
    Answer absent = sales.post("/records/deal/bulk", "{\"nope\": 3}");
    assertThat(absent.json().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/operation", "/records", "/nope");
    Answer items =
        sales.post(
            "/records/deal/bulk",
            "{\"operation\": \"insert\", \"records\": [1, {\"name\": \"x\"}, []], \"nope\": 3}");
    assertThat(items.json().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/records/0", "/records/2", "/nope");
    assertThat(count()).isZero();
  }

  @Test
  void upsertMatchesByKey() {
    sales.create("deal", "{\"code\": \"A\", \"amount\": 1}");
    JsonNode results =
        bulk(
            "{\"operation\": \"upsert\", \"key\": \"code\", \"records\": [{\"code\": \"a\", \"amount\": 2}, {\"code\": \"N\"}, {\"amount\": 3}]}");
    assertThat(results.findValuesAsText("status")).containsExactly("updated", "created", "failed");
    assertThat(count()).isEqualTo(2);
    assertThat(
            sales
                .post(
                    "/records/deal/bulk",
                    "{\"operation\": \"upsert\", \"key\": \"amount\", \"records\": [{}]}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void updatesAndDeletionsGoById() {
    String a = sales.id("deal", "{\"name\": \"A\"}");
    String b = sales.id("deal", "{\"name\": \"B\"}");
    JsonNode updated =
        bulk(
            "{\"operation\": \"update\", \"records\": [{\"id\": \""
                + a
                + "\", \"version\": 1, \"amount\": 5}, {\"id\": \""
                + b
                + "\", \"version\": 7, \"amount\": 5}]}");
    assertThat(updated.findValuesAsText("status")).containsExactly("updated", "failed");
    assertThat(updated.path(1).path("error").asText()).isEqualTo("stale_version");
    JsonNode deleted =
        bulk(
            "{\"operation\": \"delete\", \"records\": [{\"id\": \""
                + a
                + "\"}, {\"id\": \""
                + b
                + "\"}, {\"id\": \""
                + a
                + "\"}]}");
    assertThat(deleted.findValuesAsText("status")).containsExactly("deleted", "deleted", "failed");
  }

  @Test
  void whatNamesNoRecordFailsAtItsPlaceAndTheOthersGoOn() {
    String a = sales.id("deal", "{\"name\": \"A\"}");
    String records =
        "[{\"id\": \"zz\"}, {\"name\": \"x\"}, {\"id\": \"" + a + "\", \"version\": 1}]";
    JsonNode deleted = bulk("{\"operation\": \"delete\", \"records\": " + records + "}");
    assertThat(deleted.findValuesAsText("status")).containsExactly("failed", "failed", "deleted");
    assertThat(deleted.findValuesAsText("error")).containsExactly("not_found", "invalid");
    assertThat(deleted.path(2).path("id").asText()).isEqualTo(a);
  }

  @Test
  void aBatchListsAndQueriesWhatItWrote() {
    JsonNode responses =
        sales
            .post(
                "/batch",
                """
                {"all_or_none": true, "requests": [
                 {"method": "POST", "path": "/records/deal", "body": {"code": "A"}, "ref": "a"},
                 {"method": "GET", "path": "/records/deal?filter=code%20%3D%20%22A%22&fields=code"},
                 {"method": "POST", "path": "/query", "body": {"from": "deal", "select": ["id"]}}]}""")
            .json()
            .path("responses");
    assertThat(responses.path(1).path("body").path("records").path(0).path("code").asText())
        .isEqualTo("A");
    assertThat(responses.path(2).path("body").path("records").path(0).path("id"))
        .isEqualTo(responses.path(0).path("body").path("id"));
  }

  @Test
  void whatABatchCannotDoIsNamedAtItsPlace() {
    Answer answer =
        sales.post(
            "/batch",
            "{\"all_or_none\": true, \"requests\": [{\"method\": \"GET\", \"path\": \"/files/x\"}]}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").path(0).path("pointer").asText())
        .isEqualTo("/requests/0/path");
  }

  @Test
  void aCallOfABatchThatFailsLeavesNothing() {
    JsonNode answer =
        sales
            .post(
                "/batch",
                """
                {"requests": [{"method": "POST", "path": "/records/deal", "body": {"code": "S-1"}},
                  {"method": "POST", "path": "/records/deal", "body": {"code": "S-1"}},
                  {"method": "POST", "path": "/records/deal", "body": {"code": "S-2"}}]}
                """)
            .json();
    assertThat(answer.path("responses").findValuesAsText("status")).contains("201", "409");
    JsonNode deals = sales.get("/records/deal?fields=code,number&sort=code").path("records");
    assertThat(deals.findValuesAsText("code")).containsExactly("S-1", "S-2");
    assertThat(deals.findValuesAsText("number"))
        .as("what failed has no number")
        .containsExactly("D-0001", "D-0002");
  }

  @Test
  void aProblemWithinABatchIsAsWholeAsAnyOther() {
    JsonNode responses =
        sales
            .post(
                "/batch",
                """
                {"requests": [
                 {"method": "GET", "path": "/records/deal/0197a3c0-0000-7000-8000-000000000000"},
                 {"method": "POST", "path": "/records/deal/bulk", "body": {}}]}""")
            .json()
            .path("responses");
    assertThat(responses.path(0).path("body").path("detail").asText()).isNotBlank();
    assertThat(responses.path(0).path("body").path("trace_id").asText()).matches("[0-9a-f]{32}");
    assertThat(responses.path(1).path("body").path("violations").path(0).path("code").asText())
        .isEqualTo("not_batchable");
    assertThat(sales.post("/batch", "{}").status()).isEqualTo(422);
  }

  @Test
  void whatIsNoBulkCallIsRefused() {
    for (String body :
        new String[] {
          "{\"operation\": \"insert\"}", "{\"operation\": \"burn\", \"records\": []}",
        }) {
      assertThat(sales.post("/records/deal/bulk", body).status()).as(body).isEqualTo(422);
    }
  }

  @Test
  void aSingleRecordIsRefusedAtItsPlaceToo() {
    Answer answer =
        sales.post(
            "/records/deal/bulk",
            "{\"operation\": \"insert\", \"all_or_none\": true, \"records\": [{\"stage\": \"Odd\"}]}");
    assertThat(answer.json().path("violations").path(0).path("pointer").asText())
        .isEqualTo("/records/0/stage");
  }

  /** The database has no statistics of a new tenant: it must not compare all with all. */
  @Test
  @Timeout(60)
  void longPathsAreQuickInATenantOfToday() {
    sales.change(
        "{\"components\": [{\"kind\": \"field\", \"name\": \"deal.after\", \"label\": \"After\","
            + " \"type\": \"reference\", \"to\": \"deal\", \"relationship\": \"followers\"}]}");
    for (int generation = 0; generation < 4; generation++) {
      int current = generation;
      String records =
          IntStream.range(0, 500)
              .mapToObj(
                  i ->
                      "{\"code\": \"G%d-%d\"%s}"
                          .formatted(
                              current,
                              i,
                              current == 0
                                  ? ""
                                  : ", \"after\": {\"code\": \"G%d-%d\"}"
                                      .formatted(current - 1, i)))
              .collect(Collectors.joining(","));
      bulk("{\"operation\": \"insert\", \"records\": [" + records + "]}");
    }
    JsonNode found =
        sales
            .post(
                "/query",
                """
                {"from": "deal", "select": ["code"], "order_by": ["after.code"],
                 "where": "after.after.after.code = 'G0-7'"}""")
            .json()
            .path("records");
    assertThat(found.findValuesAsText("code")).containsExactly("G3-7");
  }

  @Test
  void aQueryCountsWhenAsked() {
    sales.create("deal", "{\"code\": \"A\"}");
    sales.create("deal", "{\"code\": \"B\"}");
    String query = "{\"from\": \"deal\", \"limit\": 1, \"count\": \"exact\"%s}";
    JsonNode page = sales.post("/query", query.formatted("")).json();
    assertThat(page.path("records")).hasSize(1);
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(sales.post("/query", "{\"from\": \"deal\"}").json().has("total")).isFalse();
    Answer grouped = sales.post("/query", query.formatted(", \"group_by\": [\"stage\"]"));
    assertThat(grouped.status()).isEqualTo(422);
    assertThat(grouped.json().path("violations").path(0).path("pointer").asText())
        .isEqualTo("/count");
  }

  @Test
  void thousandsOfRecordsAreOneCall() {
    String records =
        IntStream.range(0, 2_500)
            .mapToObj(i -> "{\"code\": \"C" + i + "\", \"amount\": " + i + "}")
            .collect(Collectors.joining(","));
    JsonNode results = bulk("{\"operation\": \"insert\", \"records\": [" + records + "]}");
    assertThat(results)
        .hasSize(2_500)
        .allMatch(result -> result.path("status").asText().equals("created"));
    assertThat(
            sales
                .post(
                    "/query",
                    "{\"from\": \"deal\", \"aggregates\": [{\"fn\": \"sum\", \"field\": \"amount\", \"as\": \"total\"}]}")
                .json()
                .path("records")
                .path(0)
                .path("total")
                .asInt())
        .isEqualTo(2_499 * 2_500 / 2);
    assertThat(
            sales
                .get("/records/deal?sort=-number&limit=1")
                .path("records")
                .path(0)
                .path("number")
                .asText())
        .isEqualTo("D-2500");
  }

  @Test
  void ofManyWritersOfOneUniqueValueOneWins() {
    List<Integer> statuses =
        IntStream.range(0, 20)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> sales.post("/records/deal", "{\"code\": \"same\"}").status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(19);
  }

  @Test
  void ofManyUpsertsOfNewKeysOneCreatesAndTheOthersUpdate() {
    String records =
        IntStream.range(0, 20)
            .mapToObj(i -> "{\"code\": \"k" + i + "\", \"amount\": 1}")
            .collect(Collectors.joining(", "));
    List<String> statuses =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            bulk(
                                "{\"operation\": \"upsert\", \"key\": \"code\", \"all_or_none\": "
                                    + (i % 2 == 0)
                                    + ", \"records\": ["
                                    + records
                                    + "]}")))
            .toList()
            .stream()
            .flatMap(results -> results.join().findValuesAsText("status").stream())
            .toList();
    assertThat(statuses).filteredOn("created"::equals).hasSize(20);
    assertThat(statuses).filteredOn("updated"::equals).hasSize(140);
    assertThat(count()).isEqualTo(20);
  }

  @Test
  void ofManyChangesToOneRecordNoneIsLost() {
    String deal = sales.id("deal", "{\"amount\": 0}");
    IntStream.range(0, 20)
        .mapToObj(
            i ->
                CompletableFuture.supplyAsync(
                    () ->
                        sales
                            .client()
                            .patch("/api/v1/records/deal/" + deal, "{\"name\": \"n" + i + "\"}")
                            .status()))
        .toList()
        .forEach(status -> assertThat(status.join()).isEqualTo(200));
    assertThat(sales.get("/records/deal/" + deal).path("version").asInt()).isEqualTo(21);
    assertThat(sales.get("/records/deal/" + deal + "/history").path("entries")).hasSize(21);
  }

  @Test
  void aBatchRefersToEarlierAnswersAndStandsOrFallsTogether() {
    Answer good =
        sales.post(
            "/batch",
            """
            {"all_or_none": true, "requests": [
              {"method": "POST", "path": "/records/account", "body": {"name": "Acme"}, "ref": "a"},
              {"method": "POST", "path": "/records/deal", "body": {"name": "D", "account": "@{a.id}"}, "ref": "d"},
              {"method": "GET", "path": "/records/deal/@{d.id}?fields=account.name"}]}
            """);
    assertThat(good.status()).as(good.text()).isEqualTo(200);
    assertThat(
            good.json()
                .path("responses")
                .path(2)
                .path("body")
                .path("account")
                .path("name")
                .asText())
        .isEqualTo("Acme");
    Answer bad =
        sales.post(
            "/batch",
            """
            {"all_or_none": true, "requests": [
              {"method": "POST", "path": "/records/account", "body": {"name": "Lost"}},
              {"method": "POST", "path": "/records/deal", "body": {"nope": 1}}]}
            """);
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.json().path("violations").path(0).path("pointer").asText())
        .isEqualTo("/requests/1/body/nope");
    assertThat(sales.get("/records/account?count=exact").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void anUpsertFindsARecordByItsNumber() {
    sales.change(
        """
        {"components": [{"kind": "field", "name": "deal.ticket", "label": "T", "type": "auto_number", "format": "T-{000}",
          "external_id": true}]}""");
    assertThat(sales.create("deal", "{\"name\": \"A\"}").path("ticket").asText())
        .isEqualTo("T-001");
    assertThat(sales.create("deal", "{\"name\": \"B\"}").path("ticket").asText())
        .isEqualTo("T-002");
    JsonNode results =
        bulk(
            """
            {"operation": "upsert", "key": "ticket", "records": [{"ticket": "T-002", "name": "C"}]}""");
    assertThat(results.at("/0/status").asText()).as(results.toString()).isEqualTo("updated");
    assertThat(sales.get("/records/deal?sort=ticket&fields=name").findValuesAsText("name"))
        .containsExactly("A", "C");
  }

  private JsonNode bulk(String json) {
    Answer answer = sales.post("/records/deal/bulk", json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("results");
  }

  private int count() {
    return sales.get("/records/deal?count=exact&limit=1").path("total").asInt();
  }
}
