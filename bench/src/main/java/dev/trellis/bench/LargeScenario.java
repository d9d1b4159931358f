package dev.trellis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.bench.Load.Request;
import dev.trellis.bench.Machine.Served;
import dev.trellis.bench.Report.Figure;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Millions of records in one object beside a thousand other tenants; first in the shared partition,
 * then in a table of its own.
 */
final class LargeScenario implements Scenario {
  private static final int RECORDS_OF_OTHERS = 100;
  private static final int PAGE = 1_000;
  private static final int DEEP_PAGES = 100;

  private record Query(String name, String goal, Request trellis, Request handWritten) {}

  @Override
  public void run(Machine machine, Report report) throws Exception {
    machine.createDatabase("bench_large");
    machine.createDatabase("bench_large_native");
    try (var ours = machine.connect("bench_large");
        var admin = machine.connect("bench_large_native")) {
      NativeDeals.create(admin);
      LargeObject.fillNative(admin, NativeDeals.fillAccounts(admin), Settings.LARGE_ROWS);
      int tenantId;
      try (Served trellis =
              machine.startTrellis(
                  "bench_large", Settings.PORT, Map.of("TRELLIS_PROMOTION_ROWS", "1000000000"));
          Served handWritten = machine.startHandWritten("bench_large_native", Settings.PORT + 1)) {
        tenantId = prepare(ours, trellis);
        Trellis tenant = new Trellis(trellis.port(), "large", Http.signIn(trellis.port(), "large"));
        List<UUID> accounts = LargeObject.accounts(ours, tenantId);
        String storage = touched(ours, tenant, tenantId, accounts, 20_000_000, false);
        measure(machine, report, storage, tenant, handWritten);
      }
      try (Served trellis =
              machine.startTrellis(
                  "bench_large", Settings.PORT, Map.of("TRELLIS_PROMOTION_ROWS", "100000"));
          Served handWritten = machine.startHandWritten("bench_large_native", Settings.PORT + 1)) {
        Trellis tenant = new Trellis(trellis.port(), "large", Http.signIn(trellis.port(), "large"));
        long started = System.nanoTime();
        String storage =
            touched(ours, tenant, tenantId, LargeObject.accounts(ours, tenantId), 30_000_000, true);
        if (storage.equals("shared")) {
          report.add("large", "promotion", "was not done in time; nothing measured");
          return;
        }
        report.add(
            "large",
            "promotion in the background, s",
            "%.0f".formatted((System.nanoTime() - started) / 1e9));
        tenant = new Trellis(trellis.port(), "large", Http.signIn(trellis.port(), "large"));
        measure(machine, report, storage, tenant, handWritten);
      }
    }
  }

  /** The tenant with its records, and the others; answers the tenant's number. */
  private static int prepare(Connection ours, Served trellis) throws Exception {
    Trellis other = Trellis.signUp(trellis.port(), "other");
    other.apply(Deals.changeSet());
    List<UUID> otherAccounts = other.insertAccounts();
    other.insert("deal", RECORDS_OF_OTHERS, row -> Deals.body(row, otherAccounts));
    // A thousand accounts for each of a thousand tenants would be another scenario.
    try (var statement = ours.createStatement()) {
      statement.execute(
          "DELETE FROM record WHERE tenant_id = "
              + other.tenantId(ours)
              + " AND name LIKE 'account %' AND name !~ '^account [0-9]$'");
    }
    Clones.create(ours, other.tenantId(ours), Settings.OTHER_TENANTS);
    Trellis tenant = Trellis.signUp(trellis.port(), "large");
    tenant.apply(Deals.changeSet());
    tenant.insertAccounts();
    int tenantId = tenant.tenantId(ours);
    LargeObject.fillRecords(ours, tenantId, Settings.LARGE_ROWS);
    return tenantId;
  }

  /** Writes enough through the API for the background to look at the object. */
  private static String touched(
      Connection ours,
      Trellis tenant,
      int tenantId,
      List<UUID> accounts,
      int first,
      boolean expectPromotion)
      throws IOException, InterruptedException, SQLException {
    tenant.insert("deal", 2_000, row -> Deals.body(first + row, accounts));
    return Trellis.settle(ours, tenantId, "deal", expectPromotion);
  }

  private static void measure(
      Machine machine, Report report, String storage, Trellis tenant, Served handWritten)
      throws Exception {
    for (Query query : queries(tenant, handWritten)) {
      var ours = new double[Settings.ROUNDS];
      var theirs = new double[Settings.ROUNDS];
      for (int round = -1; round < Settings.ROUNDS; round++) {
        double mine = millis(machine, tenant.port(), tenant.token(), query.trellis());
        double other = millis(machine, handWritten.port(), null, query.handWritten());
        if (round >= 0) {
          ours[round] = mine;
          theirs[round] = other;
        }
      }
      Figure figure = Figure.of(ours);
      Figure native_ = Figure.of(theirs);
      report.add(
          "large, " + storage,
          "%s, %,d records, ms".formatted(query.name(), Settings.LARGE_ROWS),
          figure,
          native_,
          figure.median() / native_.median(),
          query.goal());
    }
  }

  private static double millis(Machine machine, int port, @Nullable String token, Request request)
      throws Exception {
    var result =
        Load.http(
            machine.vertx(),
            port,
            token == null ? null : _ -> token,
            1,
            Settings.SECONDS,
            _ -> request);
    if (result.failures() > 0) {
      throw new IOException(request + " failed " + result.failures() + " times");
    }
    return result.p50();
  }

  private static List<Query> queries(Trellis tenant, Served handWritten) throws Exception {
    String filter = "stage = \"won\" && amount > 50000";
    return List.of(
        new Query(
            "list of 50, sorted",
            "≤ 1.5",
            get("/api/v1/records/deal?sort=-close_date&limit=50"),
            get("/sorted?limit=50")),
        new Query(
            "list of 50, filtered and sorted",
            "≤ 1.5",
            get(RecordsScenario.listPath("won", 50_000)),
            get("/deals?stage=won&amount=50000")),
        new Query(
            "list of 50 behind %,d records".formatted(PAGE * DEEP_PAGES),
            "≤ 1.5",
            get(deepPage(tenant)),
            get(deepPage(handWritten))),
        new Query(
            "count, filtered",
            "≤ 2.5",
            query(
                Map.of(
                    "from",
                    "deal",
                    "where",
                    filter,
                    "aggregates",
                    List.of(Map.of("fn", "count", "as", "n")))),
            get("/count?stage=won&amount=50000")),
        new Query(
            "group by, count and sum",
            "≤ 2.5",
            query(
                Map.of(
                    "from",
                    "deal",
                    "group_by",
                    List.of("stage"),
                    "aggregates",
                    List.of(
                        Map.of("fn", "count", "as", "n"),
                        Map.of("fn", "sum", "field", "amount", "as", "total")))),
            get("/groups")));
  }

  private static Request get(String path) {
    return new Request(HttpMethod.GET, path, null);
  }

  private static Request query(Map<String, Object> body) throws IOException {
    return new Request(HttpMethod.POST, "/api/v1/query", Http.JSON.writeValueAsString(body));
  }

  /** Walks there by the cursor, as any client has to. */
  private static String deepPage(Trellis tenant) throws Exception {
    String cursor = "";
    String path = "/records/deal?sort=-close_date&fields=name&limit=";
    for (int page = 0; page < DEEP_PAGES; page++) {
      JsonNode answer =
          tenant.call("GET", path + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor), null);
      if (answer.path("next_cursor").isNull()) {
        break;
      }
      cursor = URLEncoder.encode(answer.path("next_cursor").textValue(), StandardCharsets.UTF_8);
    }
    return "/api/v1/records/deal?sort=-close_date&limit=50&cursor=" + cursor;
  }

  private static String deepPage(Served handWritten) throws Exception {
    String after = "";
    for (int page = 0; page < DEEP_PAGES; page++) {
      JsonNode answer =
          Http.call(handWritten.port(), "GET", "/sorted?limit=" + PAGE + after, null, null);
      JsonNode last = answer.path("records").get(answer.path("records").size() - 1);
      if (!answer.path("more").booleanValue()) {
        break;
      }
      after = "&date=" + last.path("close_date").textValue() + "&id=" + last.path("id").textValue();
    }
    return "/sorted?limit=50" + after;
  }
}
