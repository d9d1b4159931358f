package dev.trellis.bench;

import dev.trellis.bench.Load.Request;
import dev.trellis.bench.Machine.Served;
import dev.trellis.bench.Report.Figure;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What formulas cost: lists with ten formula fields and saves with formulas, roll-ups and
 * validation rules, each against another tenant with the same records and without them; and how
 * many evaluations the three engines do in a second.
 */
final class FormulasScenario implements Scenario {
  private static final int LISTED = 20_000;
  private static final int SAVED = 10_000;
  private static final int WRITERS = 200;
  private static final int ROWS = 1_000;

  private static final List<String> TEN =
      List.of(
          "currency:amount * (1 - probability)",
          "currency:amount / MAX(quantity, 1)",
          "text:IF(amount > 50000, \"large\", IF(amount > 10000, \"middle\", \"small\"))",
          "number:CASE(stage, \"won\", 3, \"lost\", 0, \"new\", 1, 2)",
          "text:account.name & \" / \" & title",
          "boolean:close_date < DATE(2025, 1, 1) && active",
          "date:close_date + 30",
          "number:YEAR(close_date) * 100 + MONTH(close_date)",
          "text:UPPER(LEFT(city, 3)) & \"-\" & TEXT(score)",
          "percent:discount / MAX(amount, 1)");

  @Override
  public void run(Machine machine, Report report) throws Exception {
    machine.createDatabase("bench_formulas");
    try (Served served = machine.startTrellis("bench_formulas", Settings.PORT);
        var admin = machine.connect("bench_formulas")) {
      Trellis plain = Trellis.signUp(served.port(), "plain");
      Trellis rich = Trellis.signUp(served.port(), "rich");
      plain.apply(Deals.changeSet());
      rich.apply(Deals.changeSet());
      rich.apply(Map.of("components", formulas(TEN)));
      for (Trellis tenant : List.of(plain, rich)) {
        List<UUID> accounts = tenant.insertAccounts();
        tenant.insert("deal", LISTED, row -> Deals.body(row, accounts));
        Trellis.settle(admin, tenant.tenantId(admin), "deal", false);
      }
      lists(machine, report, served, plain, rich);
      saves(report, served);
      writers(report, served);
      engines(report, plain);
    }
  }

  private static List<Map<String, Object>> formulas(List<String> formulas) {
    var fields = new ArrayList<Map<String, Object>>();
    for (String formula : formulas) {
      int colon = formula.indexOf(':');
      fields.add(
          Deals.field(
              "deal",
              "f" + fields.size(),
              "formula",
              Map.of(
                  "returns", formula.substring(0, colon),
                  "expression", formula.substring(colon + 1))));
    }
    return fields;
  }

  // --- lists

  private static void lists(
      Machine machine, Report report, Served served, Trellis plain, Trellis rich) throws Exception {
    for (int connections : Settings.CONNECTIONS) {
      var with = new double[Settings.ROUNDS];
      var without = new double[Settings.ROUNDS];
      for (int round = -1; round < Settings.ROUNDS; round++) {
        double seconds = round < 0 ? Settings.WARM_UP : Settings.SECONDS;
        double a = perSecond(machine, served, plain, connections, seconds);
        double b = perSecond(machine, served, rich, connections, seconds);
        if (round >= 0) {
          without[round] = 1e3 * connections / a;
          with[round] = 1e3 * connections / b;
        }
      }
      Figure rich_ = Figure.of(with);
      Figure plain_ = Figure.of(without);
      report.add(
          "formulas",
          "list of 50 with ten formula fields, %d connections, ms".formatted(connections),
          rich_,
          plain_,
          rich_.median() / plain_.median(),
          "≤ 1.5");
    }
  }

  private static double perSecond(
      Machine machine, Served served, Trellis tenant, int connections, double seconds)
      throws Exception {
    Request list = new Request(HttpMethod.GET, RecordsScenario.listPath("won", 50_000), null);
    var result =
        Load.http(
            machine.vertx(), served.port(), _ -> tenant.token(), connections, seconds, _ -> list);
    if (result.failures() > 0) {
      throw new IOException(result.failures() + " lists failed");
    }
    return result.perSecond();
  }

  // --- saves

  private static void saves(Report report, Served served) throws Exception {
    Trellis plain = Trellis.signUp(served.port(), "saveplain");
    Trellis rich = Trellis.signUp(served.port(), "saverich");
    plain.apply(Deals.changeSet());
    rich.apply(Deals.changeSet());
    rich.apply(Map.of("components", kept()));
    List<UUID> plainAccounts = plain.insertAccounts();
    List<UUID> richAccounts = rich.insertAccounts();
    var with = new double[Settings.ROUNDS];
    var without = new double[Settings.ROUNDS];
    for (int round = -1; round < Settings.ROUNDS; round++) {
      int from = (round + 1) * SAVED;
      double a =
          seconds(() -> plain.insert("deal", SAVED, row -> Deals.body(from + row, plainAccounts)));
      double b =
          seconds(() -> rich.insert("deal", SAVED, row -> Deals.body(from + row, richAccounts)));
      if (round >= 0) {
        without[round] = a;
        with[round] = b;
      }
    }
    Figure rich_ = Figure.of(with);
    Figure plain_ = Figure.of(without);
    report.add(
        "formulas",
        "save %,d records with 5 formulas, 2 roll-ups, 3 rules, s".formatted(SAVED),
        rich_,
        plain_,
        rich_.median() / plain_.median(),
        "≤ 2.5");
  }

  private static double seconds(Callable<?> work) throws Exception {
    long started = System.nanoTime();
    work.call();
    return (System.nanoTime() - started) / 1e9;
  }

  private static List<Map<String, Object>> kept() {
    var components = new ArrayList<>(formulas(TEN.subList(0, 5)));
    components.add(rollup("deals_count", Map.of("aggregate", "count")));
    components.add(
        rollup(
            "won_total",
            Map.of("aggregate", "sum", "field", "amount", "where", "ISPICKVAL(stage, \"won\")")));
    components.add(rule("positive", "amount < 0"));
    components.add(rule("dated", "ISPICKVAL(stage, \"won\") && ISBLANK(close_date)"));
    components.add(rule("named", "ISBLANK(account.name) && f0 > 1000000"));
    return components;
  }

  private static Map<String, Object> rollup(String name, Map<String, Object> more) {
    var settings = new LinkedHashMap<String, Object>(more);
    settings.put("from", "deal");
    settings.put("via", "account");
    return Deals.field("account", name, "rollup", settings);
  }

  private static Map<String, Object> rule(String name, String errorWhen) {
    return Map.of(
        "kind",
        "validation_rule",
        "name",
        "deal." + name,
        "error_when",
        errorWhen,
        "message",
        Map.of("en", "no"));
  }

  // --- one parent

  private static void writers(Report report, Served served) throws Exception {
    Trellis tenant = Trellis.signUp(served.port(), "writers");
    tenant.apply(Deals.changeSet());
    tenant.apply(Map.of("components", kept()));
    List<UUID> accounts =
        tenant.insert("account", 1, row -> Map.of("name", "account", "code", "a-" + row));
    long started = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var writes = new ArrayList<Callable<Object>>();
      for (int i = 0; i < WRITERS; i++) {
        String code = "w-" + i;
        writes.add(
            () ->
                tenant.call(
                    "POST",
                    "/records/deal",
                    Map.of(
                        "name",
                        code,
                        "code",
                        code,
                        "stage",
                        "won",
                        "amount",
                        1,
                        "close_date",
                        "2026-01-01",
                        "account",
                        accounts.getFirst().toString())));
      }
      for (Future<Object> write : threads.invokeAll(writes)) {
        write.get();
      }
    }
    double took = (System.nanoTime() - started) / 1e9;
    var account = tenant.call("GET", "/records/account/" + accounts.getFirst(), null);
    report.add(
        "formulas",
        "%d writers at once to children of one parent".formatted(WRITERS),
        "count %s, sum %s, %.1f s"
            .formatted(
                account.path("deals_count").asText(), account.path("won_total").asText(), took));
  }

  // --- engines

  private static void engines(Report report, Trellis tenant) throws Exception {
    var rows = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(Map.of("a", i, "b", ROWS - i, "t", "row " + i));
    }
    for (String engine : List.of("java", "sql", "js")) {
      Map<String, Object> body =
          Map.of(
              "fields",
              List.of(
                  Map.of("name", "a", "type", "number"),
                  Map.of("name", "b", "type", "number"),
                  Map.of("name", "t", "type", "text")),
              "expression",
              "IF(a > b, ROUND(a / (b + 1), 4), LEN(t) + a * b)",
              "returns",
              "number",
              "blanks",
              "zero",
              "rows",
              rows,
              "engine",
              engine);
      var rates = new double[Settings.ROUNDS];
      for (int round = -1; round < Settings.ROUNDS; round++) {
        int calls = 0;
        long started = System.nanoTime();
        long end = started + (long) (Settings.SECONDS * 1e9);
        while (System.nanoTime() < end) {
          tenant.call("POST", "/formulas/evaluate", body);
          calls++;
        }
        if (round >= 0) {
          rates[round] = calls * ROWS / ((System.nanoTime() - started) / 1e9);
        }
      }
      report.add(
          "formulas",
          "evaluations a second through the API, engine " + engine,
          Figure.of(rates).toString());
    }
  }
}
