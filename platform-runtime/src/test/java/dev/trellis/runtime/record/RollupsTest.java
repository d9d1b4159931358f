package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient.Answer;
import dev.trellis.runtime.database.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RollupsTest {
  private static final String ROLLUPS =
      """
      {"components": [
        {"kind": "field", "name": "account.deals_count", "label": "Deals", "type": "rollup", "from": "deal", "via": "account",
         "aggregate": "count"},
        {"kind": "field", "name": "account.won_total", "label": "Won", "type": "rollup", "from": "deal", "via": "account",
         "aggregate": "sum", "field": "amount", "where": "ISPICKVAL(stage, \\"Won\\")"},
        {"kind": "field", "name": "account.largest", "label": "Largest", "type": "rollup", "from": "deal", "via": "account",
         "aggregate": "max", "field": "amount"},
        {"kind": "field", "name": "account.mean", "label": "Mean", "type": "rollup", "from": "deal", "via": "account",
         "aggregate": "avg", "field": "amount"},
        {"kind": "field", "name": "account.first_close", "label": "First", "type": "rollup", "from": "deal", "via": "account",
         "aggregate": "min", "field": "close_date"},
        {"kind": "field", "name": "account.verdict", "label": "Verdict", "type": "formula", "returns": "text",
         "expression": "IF(won_total > 100, \\"good\\", TEXT(deals_count))"}
      ]}
      """;

  private final Sales sales = Sales.define();

  private String deal(String account, String more) {
    return sales.id("deal", "{\"name\": \"D\", \"account\": \"" + account + "\"" + more + "}");
  }

  private JsonNode account(String id) {
    return sales.get("/records/account/" + id);
  }

  private static void assertNumber(JsonNode record, String field, String value) {
    assertThat(record.path(field).decimalValue()).as(field).isEqualByComparingTo(value);
  }

  @Test
  void theyFollowWhateverHappensToTheChildren() {
    sales.change(ROLLUPS);
    assertThat(sales.get("/describe/account").path("fields").findValuesAsText("aggregate"))
        .containsExactlyInAnyOrder("count", "sum", "max", "avg", "min");
    JsonNode fresh = sales.create("account", "{\"name\": \"Acme\"}");
    assertNumber(fresh, "deals_count", "0");
    assertNumber(fresh, "won_total", "0");
    assertThat(fresh.path("largest").isNull()).isTrue();
    String acme = fresh.path("id").asText();
    String other = sales.id("account", "{\"name\": \"Other\"}");
    String first =
        deal(acme, ", \"amount\": 10, \"stage\": \"Won\", \"close_date\": \"2026-05-01\"");
    deal(acme, ", \"amount\": 25, \"stage\": \"Open\", \"close_date\": \"2026-02-01\"");
    JsonNode two = account(acme);
    assertNumber(two, "deals_count", "2");
    assertNumber(two, "won_total", "10");
    assertNumber(two, "largest", "25");
    assertNumber(two, "mean", "17.5");
    assertThat(two.path("first_close").asText()).isEqualTo("2026-02-01");
    assertThat(two.path("verdict").asText()).isEqualTo("2");
    assertThat(two.path("version").intValue()).isEqualTo(1);
    // Changed, moved, deleted, restored.
    sales.client().patch("/api/v1/records/deal/" + first, "{\"amount\": 300}");
    assertNumber(account(acme), "won_total", "300");
    assertThat(account(acme).path("verdict").asText()).isEqualTo("good");
    sales.client().patch("/api/v1/records/deal/" + first, "{\"account\": \"" + other + "\"}");
    assertNumber(account(acme), "won_total", "0");
    assertNumber(account(other), "won_total", "300");
    sales.client().delete("/api/v1/records/deal/" + first);
    assertNumber(account(other), "deals_count", "0");
    sales.post("/records/deal/" + first + "/restore", "");
    assertNumber(account(other), "deals_count", "1");
    assertNumber(account(other), "largest", "300");
  }

  /** What comes back together is counted once, whichever comes first. */
  @Test
  void parentsAndChildrenGoAndComeBackTogether() {
    sales.change(
        """
        {"components": [
          {"kind": "object", "name": "box", "label": "Box"},
          {"kind": "field", "name": "box.account", "label": "A", "type": "reference", "to": "account", "on_delete": "cascade"},
          {"kind": "object", "name": "item", "label": "Item"},
          {"kind": "field", "name": "item.box", "label": "B", "type": "reference", "to": "box", "on_delete": "cascade"},
          {"kind": "field", "name": "item.price", "label": "P", "type": "currency"},
          {"kind": "field", "name": "box.worth", "label": "W", "type": "rollup", "from": "item", "via": "box",
           "aggregate": "sum", "field": "price"},
          {"kind": "field", "name": "account.boxes", "label": "N", "type": "rollup", "from": "box", "via": "account",
           "aggregate": "count"},
          {"kind": "field", "name": "account.worth", "label": "W", "type": "rollup", "from": "box", "via": "account",
           "aggregate": "sum", "field": "worth"}]}""");
    // Which object's records come back first is a matter of chance.
    for (int i = 0; i < 12; i++) {
      String acme = sales.id("account", "{\"name\": \"Acme\"}");
      String box = sales.id("box", "{\"name\": \"B\", \"account\": \"" + acme + "\"}");
      sales.id("item", "{\"name\": \"I\", \"box\": \"" + box + "\", \"price\": 5}");
      sales.id("item", "{\"name\": \"J\", \"box\": \"" + box + "\", \"price\": 7}");
      sales.client().delete("/api/v1/records/account/" + acme);
      assertThat(sales.post("/records/account/" + acme + "/restore", "").status()).isEqualTo(200);
      assertNumber(sales.get("/records/box/" + box), "worth", "12");
      assertNumber(account(acme), "boxes", "1");
      assertNumber(account(acme), "worth", "12");
      sales.client().delete("/api/v1/records/box/" + box);
      assertNumber(account(acme), "worth", "0");
      sales.post("/records/box/" + box + "/restore", "");
      assertNumber(account(acme), "worth", "12");
      assertNumber(account(acme), "boxes", "1");
    }
  }

  @Test
  void listsFilterAndSortByThem() {
    sales.change(ROLLUPS);
    String acme = sales.id("account", "{\"name\": \"Acme\"}");
    sales.id("account", "{\"name\": \"Other\"}");
    deal(acme, ", \"amount\": 10, \"stage\": \"Won\"");
    JsonNode list = sales.get("/records/account?sort=-won_total&filter=deals_count%20%3E%200");
    assertThat(list.path("records")).hasSize(1);
    assertThat(list.at("/records/0/name").asText()).isEqualTo("Acme");
  }

  @Test
  void theyGatherFormulasOfTheChildAndRollupsOfRollups() {
    sales.change(
        """
        {"components": [
          {"kind": "object", "name": "line", "label": "Line"},
          {"kind": "field", "name": "line.deal", "label": "Deal", "type": "reference", "to": "deal"},
          {"kind": "field", "name": "line.price", "label": "Price", "type": "currency"},
          {"kind": "field", "name": "line.quantity", "label": "Quantity", "type": "number", "precision": 9, "scale": 0},
          {"kind": "field", "name": "line.total", "label": "Total", "type": "formula", "returns": "currency",
           "expression": "price * quantity"},
          {"kind": "field", "name": "deal.lines_total", "label": "Lines", "type": "rollup", "from": "line", "via": "deal",
           "aggregate": "sum", "field": "total"},
          {"kind": "field", "name": "account.lines_total", "label": "Lines", "type": "rollup", "from": "deal", "via": "account",
           "aggregate": "sum", "field": "lines_total"}]}""");
    String acme = sales.id("account", "{\"name\": \"Acme\"}");
    String deal = deal(acme, "");
    String line =
        sales.id("line", "{\"deal\": \"" + deal + "\", \"price\": 9.99, \"quantity\": 3}");
    sales.id("line", "{\"deal\": \"" + deal + "\", \"price\": 1, \"quantity\": 2}");
    assertNumber(sales.get("/records/deal/" + deal), "lines_total", "31.97");
    assertNumber(account(acme), "lines_total", "31.97");
    sales.client().delete("/api/v1/records/line/" + line);
    assertNumber(account(acme), "lines_total", "2");
    sales.client().delete("/api/v1/records/deal/" + deal);
    assertNumber(account(acme), "lines_total", "0");
  }

  @Test
  void whatIsThereAlreadyIsGatheredAtOnce() {
    String acme = sales.id("account", "{\"name\": \"Acme\"}");
    deal(acme, ", \"amount\": 10, \"stage\": \"Won\"");
    deal(acme, ", \"amount\": 20, \"stage\": \"Won\"");
    JsonNode outcome = sales.change(ROLLUPS).json();
    assertThat(outcome.toString()).contains("\"gather\"");
    assertNumber(account(acme), "won_total", "30");
    // Another filter: gathered anew.
    sales.change(
        """
        {"components": [{"kind": "field", "name": "account.won_total", "label": "Won", "type": "rollup", "from": "deal",
          "via": "account", "aggregate": "sum", "field": "amount", "where": "amount > 15"}]}""");
    assertNumber(account(acme), "won_total", "20");
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    sales.change(ROLLUPS);
    String acme = sales.id("account", "{\"name\": \"Acme\"}");
    int writers = 200;
    try (var threads = Executors.newFixedThreadPool(40)) {
      var writes = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < writers; i++) {
        int amount = i;
        writes.add(
            () ->
                sales
                    .post(
                        "/records/deal",
                        "{\"name\": \"D\", \"stage\": \"Won\", \"account\": \""
                            + acme
                            + "\", \"amount\": "
                            + amount
                            + "}")
                    .status());
      }
      for (Future<Integer> write : threads.invokeAll(writes)) {
        assertThat(write.get()).isEqualTo(201);
      }
    }
    assertNumber(account(acme), "deals_count", "200");
    assertNumber(account(acme), "won_total", "19900");
    assertNumber(account(acme), "largest", "199");
  }

  /** Many people do anything at all to children of a few parents; then repairs find nothing. */
  @Test
  void whateverHappensAtOnceTheyStayRight() throws Exception {
    sales.change(ROLLUPS);
    sales.change(
        """
        {"components": [
          {"kind": "field", "name": "account.parent", "label": "Parent", "type": "reference", "to": "account"},
          {"kind": "field", "name": "account.below", "label": "Below", "type": "rollup", "from": "account", "via": "parent",
           "aggregate": "sum", "field": "won_total"}]}""");
    String top = sales.id("account", "{\"name\": \"Top\"}");
    var accounts = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      accounts.add(sales.id("account", "{\"name\": \"A\", \"parent\": \"" + top + "\"}"));
    }
    var deals = new CopyOnWriteArrayList<String>();
    for (int i = 0; i < 12; i++) {
      deals.add(deal(accounts.get(i % 3), ", \"amount\": " + i));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      var people = new ArrayList<Callable<Integer>>();
      for (int person = 0; person < 8; person++) {
        var random = new Random(person);
        people.add(
            () -> {
              int unexpected = 0;
              for (int i = 0; i < 12; i++) {
                int status = act(random, accounts, deals);
                // Somebody else was faster, or it is there already or not any more.
                unexpected += status < 300 || status == 404 || status == 409 ? 0 : 1;
              }
              return unexpected;
            });
      }
      for (Future<Integer> person : threads.invokeAll(people)) {
        assertThat(person.get()).isZero();
      }
    }
    for (String rollup :
        List.of("deals_count", "won_total", "largest", "mean", "first_close", "below")) {
      assertThat(repaired(rollup).path("corrected").intValue()).as(rollup).isZero();
    }
    assertThat(account(top).path("below").decimalValue())
        .isEqualByComparingTo(
            accounts.stream()
                .map(id -> account(id).path("won_total").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private int act(Random random, List<String> accounts, List<String> deals) {
    String deal = deals.get(random.nextInt(deals.size()));
    String account = accounts.get(random.nextInt(accounts.size()));
    String path = "/api/v1/records/deal/" + deal;
    int amount = random.nextInt(1_000);
    return switch (random.nextInt(7)) {
      case 0 -> {
        Answer created =
            sales.post(
                "/records/deal",
                "{\"name\": \"N\", \"stage\": \"Won\", \"account\": \"%s\", \"amount\": %d}"
                    .formatted(account, amount));
        deals.add(created.json().path("id").asText());
        yield created.status();
      }
      case 1 -> sales.client().patch(path, "{\"amount\": " + amount + "}").status();
      case 2 -> sales.client().patch(path, "{\"account\": \"" + account + "\"}").status();
      case 3 ->
          sales
              .client()
              .patch(
                  path,
                  "{\"stage\": \"%s\", \"close_date\": \"2026-01-%02d\"}"
                      .formatted(random.nextBoolean() ? "Won" : "Open", 1 + random.nextInt(28)))
              .status();
      case 4 -> sales.client().delete(path).status();
      case 5 -> sales.post("/records/deal/" + deal + "/restore", "").status();
      default ->
          sales
              .post(
                  "/records/deal/bulk",
                  "{\"operation\": \"update\", \"records\": [{\"id\": \"%s\", \"amount\": %d}, {\"id\": \"%s\", \"account\": \"%s\"}]}"
                      .formatted(deal, amount, deals.getFirst(), account))
              .status();
    };
  }

  @Test
  void aRepairProvesThemRight() throws Exception {
    sales.change(ROLLUPS);
    String acme = sales.id("account", "{\"name\": \"Acme\"}");
    sales.id("account", "{\"name\": \"Other\"}");
    deal(acme, ", \"amount\": 10, \"stage\": \"Won\"");
    assertThat(repaired("won_total").path("corrected").intValue()).isZero();
    falsify(acme);
    assertNumber(account(acme), "won_total", "77");
    JsonNode job = repaired("won_total");
    assertThat(job.path("corrected").intValue()).isEqualTo(1);
    assertThat(job.path("done").intValue()).isEqualTo(2);
    assertNumber(account(acme), "won_total", "10");
    assertThat(sales.post("/metadata/rollups/account/revenue/repair", "").status()).isEqualTo(404);
    assertThat(
            sales
                .user("sally", "standard_user")
                .post("/api/v1/metadata/rollups/account/mean/repair", "")
                .status())
        .isEqualTo(403);
  }

  private JsonNode repaired(String field) {
    Answer answer = sales.post("/metadata/rollups/account/" + field + "/repair", "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return Awaitility.await()
        .until(() -> job("account." + field), job -> job.path("state").asText().equals("done"));
  }

  private JsonNode job(String rollup) {
    for (JsonNode job : sales.get("/metadata/rollups").path("jobs")) {
      if (job.path("rollup").asText().equals(rollup)) {
        return job;
      }
    }
    throw new AssertionError("no job of " + rollup);
  }

  /** As only somebody with the database's own password could. */
  private static void falsify(String account) throws SQLException {
    var administrator = TestDatabase.start().administrator();
    try (var owner =
            DriverManager.getConnection(
                administrator.jdbcUrl(), administrator.user(), administrator.password());
        var statement =
            owner.prepareStatement(
                "UPDATE record SET n3 = 7700 WHERE id = ?::uuid AND n3 = 1000")) {
      statement.setString(1, account);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void whatCannotBeKeptInStepIsRefused() {
    assertRefused(
        "{\"kind\": \"field\", \"name\": \"account.x\", \"label\": \"X\", \"type\": \"rollup\", \"from\": \"deal\", \"via\": \"account\", \"aggregate\": \"count\", \"where\": \"close_date < TODAY()\"}",
        "rollup_reads_moment");
    assertRefused(
        "{\"kind\": \"field\", \"name\": \"account.x\", \"label\": \"X\", \"type\": \"rollup\", \"from\": \"deal\", \"via\": \"account\", \"aggregate\": \"count\", \"where\": \"account.revenue > 1\"}",
        "rollup_reads_other_records");
    assertRefused(
        "{\"kind\": \"field\", \"name\": \"account.x\", \"label\": \"X\", \"type\": \"rollup\", \"from\": \"deal\", \"via\": \"account\", \"aggregate\": \"sum\", \"field\": \"code\"}",
        "not_aggregatable");
    assertRefused(
        "{\"kind\": \"field\", \"name\": \"account.x\", \"label\": \"X\", \"type\": \"rollup\", \"from\": \"deal\", \"via\": \"account\", \"aggregate\": \"sum\"}",
        "required");
    assertRefused(
        "{\"kind\": \"field\", \"name\": \"deal.x\", \"label\": \"X\", \"type\": \"rollup\", \"from\": \"deal\", \"via\": \"account\", \"aggregate\": \"count\"}",
        "wants_reference_to");
  }

  private void assertRefused(String field, String code) {
    Answer answer = sales.post("/metadata/change-sets", "{\"components\": [" + field + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().at("/violations/0/code").asText()).as(answer.text()).isEqualTo(code);
    assertThat(answer.json().at("/violations/0/message").asText()).contains(" ");
  }
}
