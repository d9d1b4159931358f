package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A record that sharing hides is as absent as one that never was, whichever way one looks. */
@QuarkusTest
class HiddenRecordTest {
  private final Sales sales = Sales.define();
  private final ApiClient bob = sales.user("bob", "standard_user");

  private static Sales closed(Sales sales) {
    sales.change(
        """
        {"components": [
          {"kind": "object", "name": "deal", "label": "Deal", "sharing": "private"},
          {"kind": "object", "name": "account", "label": "Account", "sharing": "private"},
          {"kind": "field", "name": "deal.revenue_twice", "label": "R", "type": "formula",
           "expression": "account.revenue * 2", "returns": "number"},
          {"kind": "field", "name": "account.value", "label": "V", "type": "rollup", "from": "deal",
           "via": "account", "aggregate": "count"},
          {"kind": "duplicate_rule", "name": "deal.same", "mode": "warning", "match": ["name"]}]}
        """);
    return sales;
  }

  @Test
  void whatIsHiddenIsAsAbsentAsWhatNeverWas() {
    String deal = closed(sales).id("deal", "{\"name\": \"Secret\", \"amount\": 5}");
    String gone = sales.id("deal", "{\"name\": \"Binned\", \"amount\": 5}");
    assertThat(sales.client().delete("/api/v1/records/deal/" + gone).status()).isEqualTo(204);
    String own = id(bob.post("/api/v1/records/deal", "{\"name\": \"Own\"}"));
    byId(own)
        .forEach(
            (what, request) -> {
              String never = UUID.randomUUID().toString();
              Answer absent = request.apply(never);
              assertThat(told(request.apply(deal), deal))
                  .as("%s of a hidden record", what)
                  .isEqualTo(told(absent, never));
              assertThat(told(request.apply(gone), gone))
                  .as("%s of a hidden record in the recycle bin", what)
                  .isEqualTo(told(absent, never));
            });
    JsonNode after = sales.get("/records/deal/" + deal);
    assertThat(after.path("version").asInt()).as("nothing was changed").isEqualTo(1);
  }

  private Map<String, Function<String, Answer>> byId(String own) {
    Map<String, Function<String, Answer>> requests = new LinkedHashMap<>();
    String deals = "/api/v1/records/deal/";
    requests.put("read", id -> bob.get(deals + id));
    requests.put("read of fields", id -> bob.get(deals + id + "?fields=name,account.name"));
    requests.put("history", id -> bob.get(deals + id + "/history"));
    requests.put("timeline", id -> bob.get(deals + id + "/timeline"));
    requests.put("shares", id -> bob.get(deals + id + "/shares"));
    requests.put("access", id -> bob.get(deals + id + "/access"));
    requests.put("related", id -> bob.get("/api/v1/records/account/" + id + "/related/deals"));
    requests.put("change", id -> bob.patch(deals + id, "{\"name\": \"X\"}"));
    requests.put("bad change", id -> bob.patch(deals + id, "{\"amount\": \"x\"}"));
    requests.put(
        "stale change", id -> bob.with("If-Match", "\"7\"").patch(deals + id, "{\"name\": \"X\"}"));
    requests.put("deletion", id -> bob.delete(deals + id));
    requests.put("restoration", id -> bob.post(deals + id + "/restore", "{}"));
    requests.put(
        "sharing", id -> bob.post(deals + id + "/shares", "{\"with\": {\"everyone\": true}}"));
    requests.put("merge", id -> bob.post(deals + own + "/merge", "{\"losers\": [\"" + id + "\"]}"));
    requests.put(
        "merge into", id -> bob.post(deals + id + "/merge", "{\"losers\": [\"" + own + "\"]}"));
    requests.put(
        "duplicates",
        id -> bob.post("/api/v1/records/deal/find-duplicates", "{\"id\": \"" + id + "\"}"));
    requests.put(
        "bulk",
        id ->
            bob.post(
                "/api/v1/records/deal/bulk",
                "{\"operation\": \"update\", \"records\": [{\"id\": \"%s\", \"name\": \"X\"}]}"
                    .formatted(id)));
    requests.put(
        "bulk deletion",
        id ->
            bob.post(
                "/api/v1/records/deal/bulk",
                "{\"operation\": \"delete\", \"records\": [{\"id\": \"%s\"}]}".formatted(id)));
    requests.put(
        "batch",
        id ->
            bob.post(
                "/api/v1/batch",
                "{\"requests\": [{\"method\": \"GET\", \"path\": \"/records/deal/%s\"}]}"
                    .formatted(id)));
    requests.put(
        "filter",
        id -> bob.get("/api/v1/records/deal?count=exact&filter=id%20%3D%20%22" + id + "%22"));
    requests.put(
        "try-out",
        id ->
            bob.post(
                "/api/v1/formulas/try",
                "{\"object\": \"deal\", \"expression\": \"amount * 2\", \"records\": [\"%s\"]}"
                    .formatted(id)));
    return requests;
  }

  /** Everything that an answer tells, with the id that was asked for taken out. */
  private static String told(Answer answer, String id) {
    String headers =
        answer.header("ETag").orElse("no ETag") + answer.header("Location").orElse("nowhere");
    return answer.status()
        + headers
        + answer
            .text()
            .replace(id, "ID")
            .replaceAll("\"(instance|at|trace_id|request_id)\":\"[^\"]*\"", "");
  }

  @Test
  void figuresKnowNothingOfHiddenRecords() {
    closed(sales);
    for (int i = 0; i < 3; i++) {
      id(
          bob.post(
              "/api/v1/records/deal",
              "{\"name\": \"Mine %d\", \"amount\": 1, \"code\": \"b%d\"}".formatted(i, i)));
    }
    List<String> before = figures();
    var many = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      many.add(
          "{\"name\": \"Mine %d\", \"amount\": 1000, \"stage\": \"Won\", \"code\": \"h%d\"}"
              .formatted(i, i));
    }
    Answer hidden =
        sales.post(
            "/records/deal/bulk",
            "{\"operation\": \"insert\", \"records\": [%s]}".formatted(String.join(",", many)));
    assertThat(hidden.status()).isEqualTo(200);
    assertThat(figures()).isEqualTo(before);
  }

  private List<String> figures() {
    var answers = new ArrayList<String>();
    for (String path :
        List.of(
            "/records/deal?count=exact&sort=-amount&limit=2",
            "/records/deal?count=estimate",
            "/records/deal?filter=amount%20%3E%2010&count=exact",
            "/records/deal?q=mine&count=exact",
            "/records/deal/export?format=csv",
            "/search?q=mine",
            "/changes/deal",
            "/recycle-bin")) {
      Answer answer = bob.get("/api/v1" + path);
      assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
      answers.add(stable(answer.text()));
    }
    for (String query :
        List.of(
            "{\"from\": \"deal\", \"aggregates\": [{\"fn\": \"count\", \"as\": \"n\"}, {\"fn\": \"max\", \"field\": \"amount\", \"as\": \"m\"}]}",
            "{\"from\": \"deal\", \"group_by\": [\"stage\"], \"aggregates\": [{\"fn\": \"sum\", \"field\": \"amount\", \"as\": \"s\"}]}",
            "{\"from\": \"deal\", \"select\": [\"name\"], \"where\": \"stage = \\\"Won\\\"\"}")) {
      Answer answer = bob.post("/api/v1/query", query);
      assertThat(answer.status()).as(query + answer.text()).isEqualTo(200);
      answers.add(stable(answer.text()));
    }
    return answers;
  }

  /** Cursors are made anew each time; the feed's end moves on without telling by whom. */
  private static String stable(String text) {
    return text.replaceAll("\"(next_cursor|next)\":\"[^\"]*\"", "");
  }

  @Test
  void hiddenParentsAreBlankInPathsFormulasFiltersAndSorts() {
    String account =
        closed(sales).id("account", "{\"name\": \"Secret\", \"revenue\": 7, \"code\": \"S\"}");
    ObjectNode deal =
        (ObjectNode)
            sales.create("deal", "{\"name\": \"Open\", \"account\": \"%s\"}".formatted(account));
    Answer shared =
        sales.post(
            "/records/deal/" + deal.path("id").asText() + "/shares",
            "{\"with\": {\"user\": \"bob\"}, \"access\": \"edit\"}");
    assertThat(shared.status()).as(shared.text()).isEqualTo(200);
    JsonNode seen =
        bob.get("/api/v1/records/deal?fields=name,account.name,account.value,revenue_twice")
            .json()
            .path("records")
            .path(0);
    assertThat(seen.path("name").asText()).isEqualTo("Open");
    assertThat(seen.toString()).doesNotContain("Secret").doesNotContain("14");
    assertThat(
            bob.get("/api/v1/records/deal?filter=account.revenue%20%3D%207").json().path("records"))
        .isEmpty();
    assertThat(
            bob.get("/api/v1/records/deal?filter=revenue_twice%20%3E%200").json().path("records"))
        .isEmpty();
    assertThat(sales.get("/records/deal?filter=revenue_twice%20%3D%2014").path("records"))
        .hasSize(1);
    Answer byKey =
        bob.post("/api/v1/records/deal", "{\"name\": \"N\", \"account\": {\"code\": \"S\"}}");
    Answer absent =
        bob.post("/api/v1/records/deal", "{\"name\": \"N\", \"account\": {\"code\": \"T\"}}");
    assertThat(byKey.status()).isEqualTo(422);
    assertThat(byKey.json().path("violations").toString().replace("\"S\"", "\"T\""))
        .isEqualTo(absent.json().path("violations").toString());
  }

  @Test
  void warningsOfDuplicatesNameOnlyWhatIsSeen() {
    closed(sales).id("deal", "{\"name\": \"Secret\"}");
    Answer saved = bob.post("/api/v1/records/deal", "{\"name\": \"Secret\"}");
    assertThat(saved.status()).as(saved.text()).isEqualTo(201);
    assertThat(saved.text()).doesNotContain("possible_duplicate");
    Answer again = bob.post("/api/v1/records/deal", "{\"name\": \"Secret\"}");
    assertThat(again.text()).contains("possible_duplicate").contains(id(saved));
  }

  @Test
  void aFileIsHiddenWithItsRecord() {
    closed(sales);
    String file = upload();
    String deal = sales.id("deal", "{\"name\": \"A\", \"document\": \"%s\"}".formatted(file));
    assertThat(bob.get("/api/v1/files/" + file).status()).isEqualTo(404);
    sales.post("/records/deal/" + deal + "/shares", "{\"with\": {\"everyone\": true}}");
    assertThat(bob.get("/api/v1/files/" + file).status()).isEqualTo(200);
  }

  private String upload() {
    String body =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"secret.txt\"\r\n\r\nsecret\r\n--x--\r\n";
    Answer answer =
        sales
            .client()
            .with("Content-Type", "multipart/form-data; boundary=x")
            .send("POST", "/api/v1/files", BodyPublishers.ofString(body), false);
    return id(answer);
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asText();
  }
}
