package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Rules over roll-ups are asked when the children change, too. */
@QuarkusTest
class ParentRulesTest {
  private final Sales sales = Sales.define();

  /** An account takes deals of at most 100 together. */
  private void limit() {
    sales.change(
        """
        {"components": [
          {"kind": "field", "name": "account.total", "label": "T", "type": "rollup", "from": "deal", "via": "account",
           "aggregate": "sum", "field": "amount"},
          {"kind": "field", "name": "account.deals_count", "label": "N", "type": "rollup", "from": "deal", "via": "account",
           "aggregate": "count"},
          {"kind": "field", "name": "account.room", "label": "R", "type": "formula", "returns": "currency", "blanks": "null",
           "expression": "BLANKVALUE(revenue, 100) - total"},
          {"kind": "validation_rule", "name": "account.limit", "error_when": "room < 0",
           "message": {"en": "Too much", "zh-CN": "太多"}}]}""");
  }

  private String account(String name) {
    return sales.id("account", "{\"name\": \"" + name + "\"}");
  }

  private static String deal(String account, int amount) {
    return "{\"account\": \"%s\", \"amount\": %d}".formatted(account, amount);
  }

  private int total(String account) {
    return sales.get("/records/account/" + account).path("total").intValue();
  }

  private static JsonNode refused(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().path("violations")).hasSize(1);
    JsonNode violation = answer.json().at("/violations/0");
    assertThat(violation.path("code").asText()).isEqualTo("parent_validation_rule");
    return violation;
  }

  @Test
  void aChildIsRefusedForWhatItMakesOfItsParent() {
    limit();
    String acme = account("Acme");
    String first = sales.id("deal", deal(acme, 60));
    JsonNode violation = refused(sales.post("/records/deal", deal(acme, 41)));
    assertThat(violation.path("pointer").asText()).isEqualTo("/account");
    assertThat(violation.path("message").asText()).isEqualTo("Acme: Too much");
    assertThat(violation.at("/params/rule").asText()).isEqualTo("limit");
    assertThat(violation.at("/params/object").asText()).isEqualTo("account");
    assertThat(violation.at("/params/id").asText()).isEqualTo(acme);
    assertThat(total(acme)).isEqualTo(60);
    String second = sales.id("deal", deal(acme, 40));
    refused(sales.client().patch("/api/v1/records/deal/" + second, "{\"amount\": 41}"));
    // Deleting what weighs negatively is a change like any other.
    sales.client().patch("/api/v1/records/deal/" + second, "{\"amount\": -50}");
    sales.client().patch("/api/v1/records/deal/" + first, "{\"amount\": 150}");
    assertThat(
            refused(sales.client().delete("/api/v1/records/deal/" + second))
                .path("pointer")
                .asText())
        .isEqualTo("/id");
    assertThat(total(acme)).isEqualTo(100);
  }

  @Test
  void onlyRulesOverWhatChangesAreAsked() {
    limit();
    String acme = account("Acme");
    String deal = sales.id("deal", deal(acme, 60));
    // What stands already is wrong from now on, and has nothing to do with most of what happens.
    sales.change(
        """
        {"components": [
          {"kind": "validation_rule", "name": "account.limit", "error_when": "total > 50", "message": "Too much"},
          {"kind": "validation_rule", "name": "account.code", "error_when": "ISBLANK(code)", "message": "Code"},
          {"kind": "validation_rule", "name": "account.off", "active": false, "error_when": "total > 0", "message": "Off"}]}""");
    assertThat(sales.client().patch("/api/v1/records/deal/" + deal, "{\"notes\": \"x\"}").status())
        .isEqualTo(200);
    sales.id("deal", "{\"account\": \"%s\"}".formatted(acme));
    refused(sales.client().patch("/api/v1/records/deal/" + deal, "{\"amount\": 59}"));
    assertThat(sales.client().patch("/api/v1/records/deal/" + deal, "{\"amount\": 50}").status())
        .isEqualTo(200);
  }

  @Test
  void theySeeTheParentBeforeAndAfterAndWhatItRefersTo() {
    sales.change(
        """
        {"components": [
          {"kind": "field", "name": "account.above", "label": "A", "type": "reference", "to": "account"},
          {"kind": "field", "name": "account.total", "label": "T", "type": "rollup", "from": "deal", "via": "account",
           "aggregate": "sum", "field": "amount"},
          {"kind": "validation_rule", "name": "account.falls", "error_when": "ISCHANGED(total) && total < PRIORVALUE(total)",
           "message": "Falls"},
          {"kind": "validation_rule", "name": "account.share", "error_when": "total > above.revenue", "message": "Share"},
          {"kind": "validation_rule", "name": "account.stamp", "error_when": "total > 0 && version > 1", "message": "Version"}]}""");
    String group = sales.id("account", "{\"name\": \"Group\", \"revenue\": 10}");
    String acme = sales.id("account", "{\"name\": \"Acme\", \"above\": \"%s\"}".formatted(group));
    String deal = sales.id("deal", deal(acme, 10));
    assertThat(
            refused(sales.client().patch("/api/v1/records/deal/" + deal, "{\"amount\": 9}"))
                .at("/params/rule")
                .asText())
        .isEqualTo("falls");
    assertThat(
            refused(sales.client().patch("/api/v1/records/deal/" + deal, "{\"amount\": 11}"))
                .at("/params/rule")
                .asText())
        .isEqualTo("share");
  }

  @Test
  void itReachesTheParentsOfParents() {
    sales.change(
        """
        {"components": [
          {"kind": "object", "name": "item", "label": "Item"},
          {"kind": "field", "name": "item.deal", "label": "D", "type": "reference", "to": "deal", "on_delete": "cascade"},
          {"kind": "field", "name": "item.price", "label": "P", "type": "currency"},
          {"kind": "field", "name": "deal.worth", "label": "W", "type": "rollup", "from": "item", "via": "deal",
           "aggregate": "sum", "field": "price"},
          {"kind": "field", "name": "account.largest", "label": "L", "type": "rollup", "from": "deal", "via": "account",
           "aggregate": "max", "field": "worth"},
          {"kind": "validation_rule", "name": "account.small", "error_when": "largest > 10 || largest < 5", "message": "Size"}]}""");
    String acme = account("Acme");
    String deal = sales.id("deal", "{\"account\": null}");
    String item = sales.id("item", "{\"deal\": \"%s\", \"price\": 8}".formatted(deal));
    sales.client().patch("/api/v1/records/deal/" + deal, "{\"account\": \"%s\"}".formatted(acme));
    assertThat(
            refused(sales.client().patch("/api/v1/records/item/" + item, "{\"price\": 11}"))
                .path("pointer")
                .asText())
        .isEqualTo("/deal");
    refused(sales.client().delete("/api/v1/records/item/" + item));
    // The item goes with its deal: nobody asked for that by itself.
    assertThat(sales.client().delete("/api/v1/records/deal/" + deal).status()).isEqualTo(204);
  }

  @Test
  void ofManyTheOthersAreSaved() {
    limit();
    String acme = account("Acme");
    String other = account("Other");
    Answer answer =
        sales.post(
            "/records/deal/bulk",
            """
            {"operation": "insert", "records": [
              {"account": "%1$s", "amount": 60, "code": "a"}, {"account": "%2$s", "amount": 70, "code": "b"},
              {"account": "%1$s", "amount": 50, "code": "c"}, {"amount": 1000, "code": "d"}]}"""
                .formatted(acme, other));
    var statuses = new ArrayList<String>();
    answer.json().path("results").forEach(each -> statuses.add(each.path("status").asText()));
    assertThat(statuses).containsExactly("failed", "created", "failed", "created");
    assertThat(answer.json().at("/results/0/violations/0/code").asText())
        .isEqualTo("parent_validation_rule");
    assertThat(total(acme)).isZero();
    assertThat(total(other)).isEqualTo(70);
    // What was taken for the refused ones is free again: numbers, and unique values.
    JsonNode next = sales.create("deal", "{\"code\": \"a\"}");
    assertThat(next.path("number").asText()).isEqualTo("D-0003");
    assertThat(sales.get("/records/deal?count=exact").path("total").intValue()).isEqualTo(3);
    assertThat(sales.get("/search?q=D-0001").path("results")).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void ofManyTheOthersAreDeleted() {
    limit();
    String acme = account("Acme");
    String plus = sales.id("deal", deal(acme, 100));
    sales.client().patch("/api/v1/records/deal/" + plus, "{\"amount\": 100}");
    String minus = sales.id("deal", deal(acme, -50));
    sales.client().patch("/api/v1/records/deal/" + plus, "{\"amount\": 150}");
    String free = sales.id("deal", "{\"amount\": 1}");
    JsonNode answer =
        sales
            .post(
                "/records/deal/bulk",
                "{\"operation\": \"delete\", \"records\": [{\"id\": \"%s\"}, {\"id\": \"%s\"}]}"
                    .formatted(minus, free))
            .json();
    assertThat(answer.at("/results/0/status").asText()).isEqualTo("failed");
    assertThat(answer.at("/results/1/status").asText()).isEqualTo("deleted");
    assertThat(total(acme)).isEqualTo(100);
  }

  /** A row of refusals, each for what the one before brought to light, ends. */
  @Test
  void refusalsThatBringOthersToLightEnd() {
    sales.change(
        """
        {"components": [
          {"kind": "field", "name": "account.deals_count", "label": "N", "type": "rollup", "from": "deal", "via": "account",
           "aggregate": "count"},
          {"kind": "validation_rule", "name": "account.one", "error_when": "deals_count > 1", "message": "One"}]}""");
    var accounts = new ArrayList<String>();
    var moves = new ArrayList<String>();
    for (int i = 0; i <= 6; i++) {
      accounts.add(account("A" + i));
    }
    for (int i = 0; i <= 6; i++) {
      String deal = sales.id("deal", deal(accounts.get(i), 1));
      if (i < 6) {
        moves.add("{\"id\": \"%s\", \"account\": \"%s\"}".formatted(deal, accounts.get(i + 1)));
      }
    }
    String free = sales.id("deal", "{\"amount\": 1}");
    moves.add("{\"id\": \"%s\", \"amount\": 2}".formatted(free));
    JsonNode results =
        sales
            .post(
                "/records/deal/bulk",
                "{\"operation\": \"update\", \"records\": [" + String.join(",", moves) + "]}")
            .json()
            .path("results");
    assertThat(results.at("/5/violations/0/code").asText()).isEqualTo("parent_validation_rule");
    assertThat(results.at("/0/violations/0/code").asText()).isEqualTo("parents_keep_refusing");
    assertThat(results.at("/6/violations/0/code").asText()).isEqualTo("parents_keep_refusing");
    assertThat(sales.get("/records/deal/" + free).path("amount").intValue()).isEqualTo(1);
    assertThat(sales.get("/records/account/" + accounts.get(1)).path("deals_count").intValue())
        .isEqualTo(1);
  }

  @Test
  void whoMayGoesPastThem() {
    limit();
    String acme = account("Acme");
    Answer saved = sales.post("/records/deal?skip_validation=true", deal(acme, 200));
    assertThat(saved.status()).as(saved.text()).isEqualTo(201);
    assertThat(saved.json().at("/warnings/0/code").asText()).isEqualTo("validation_skipped");
    String deal = saved.json().path("id").asText();
    assertThat(sales.get("/records/deal/" + deal + "/history").findValuesAsText("action"))
        .contains("validation_skipped");
    assertThat(sales.get("/records/account/" + acme + "/history").findValuesAsText("action"))
        .doesNotContain("validation_skipped");
    String minus = sales.id("deal", deal(acme, -150));
    refused(sales.client().delete("/api/v1/records/deal/" + minus));
    assertThat(
            sales
                .client()
                .delete("/api/v1/records/deal/" + minus + "?skip_validation=true")
                .status())
        .isEqualTo(204);
  }

  @Test
  void whatFollowsOfItselfIsNotHeldToThem() {
    limit();
    String acme = account("Acme");
    String deal = sales.id("deal", deal(acme, 90));
    sales.client().delete("/api/v1/records/deal/" + deal);
    sales.id("deal", deal(acme, 80));
    assertThat(sales.post("/records/deal/" + deal + "/restore", "").status()).isEqualTo(200);
    assertThat(total(acme)).isEqualTo(170);
    String other = account("Other");
    sales.id("deal", deal(other, 90));
    // Merged deals move; the winner is held to its rules, and may be made to fit in the same call.
    Answer merged =
        sales.post(
            "/records/account/" + other + "/merge",
            "{\"losers\": [\"%s\"], \"fields\": {\"revenue\": 300}}".formatted(acme));
    assertThat(merged.status()).as(merged.text()).isEqualTo(200);
    assertThat(total(other)).isEqualTo(260);
  }

  @Test
  void whoMayNotReadTheParentHearsTheMessageAlone() {
    limit();
    sales.change(
        """
        {"components": [{"kind": "permission_set", "name": "clerk", "label": "Clerk",
          "objects": {"deal": ["create", "read", "edit"]},
          "fields": {"deal.account": "edit", "deal.amount": "edit"}}]}""");
    ApiClient clerk = sales.user("clerk", "clerk");
    String acme = account("Acme");
    String deal = sales.id("deal", deal(acme, 1));
    JsonNode violation = refused(clerk.patch("/api/v1/records/deal/" + deal, "{\"amount\": 101}"));
    assertThat(violation.path("pointer").asText()).isEqualTo("/account");
    assertThat(violation.path("message").asText()).isEqualTo("Too much");
    assertThat(violation.path("params").has("name")).isFalse();
    assertThat(violation.path("params").has("id")).isFalse();
  }

  @Test
  void manyAtOnceDoNotGetPastThem() throws Exception {
    limit();
    String acme = account("Acme");
    try (var threads = Executors.newFixedThreadPool(8)) {
      var saves = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 24; i++) {
        saves.add(() -> sales.post("/records/deal", deal(acme, 10)).status());
      }
      List<Future<Integer>> answers = threads.invokeAll(saves);
      int created = 0;
      for (Future<Integer> answer : answers) {
        created += answer.get() == 201 ? 1 : 0;
      }
      assertThat(created).isEqualTo(10);
    }
    assertThat(total(acme)).isEqualTo(100);
  }
}
