package dev.trellis.bench;

import dev.trellis.bench.Load.Request;
import dev.trellis.bench.Load.Result;
import dev.trellis.bench.Machine.Served;
import dev.trellis.bench.Report.Figure;
import dev.trellis.metadata.record.UuidV7;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One record at a time and lists of 50, over 100,000 records: the platform, the hand-written server
 * and bare SQL take turns.
 */
final class RecordsScenario implements Scenario {
  private static final UUID USER = new UUID(7, 7);

  /** What is measured, as one request to each of the three. */
  private record Operation(
      String name,
      String goal,
      Supplier<Request> trellis,
      Supplier<Request> handWritten,
      Bare bare) {}

  private interface Bare {
    Future<?> on(Pool pool);
  }

  /** One contender's rounds. */
  private static final class Rounds {
    private final List<Double> perSecond = new ArrayList<>();
    private double cpu;
    private double databaseCpu;
    private double answers;
    private double p99;
    private int failures;

    Figure figure() {
      return Figure.of(perSecond.stream().mapToDouble(Double::doubleValue).toArray());
    }

    String cost() {
      return String.format(
          Locale.ROOT,
          "%.3f + %.3f ms, p99 %.1f ms%s",
          1e3 * cpu / answers,
          1e3 * databaseCpu / answers,
          p99,
          failures == 0 ? "" : ", " + failures + " failures");
    }
  }

  private final AtomicInteger created = new AtomicInteger(10_000_000);

  @Override
  public void run(Machine machine, Report report) throws Exception {
    machine.createDatabase("bench_records");
    machine.createDatabase("bench_records_native");
    try (var admin = machine.connect("bench_records_native")) {
      NativeDeals.create(admin);
      List<UUID> nativeAccounts = NativeDeals.fillAccounts(admin);
      List<UUID> nativeIds = NativeDeals.fill(admin, nativeAccounts, Settings.RECORDS);
      try (Served trellis = machine.startTrellis("bench_records", Settings.PORT);
          Served handWritten = machine.startHandWritten("bench_records_native", Settings.PORT + 1);
          var ours = machine.connect("bench_records")) {
        Trellis tenant = Trellis.signUp(trellis.port(), "bench");
        tenant.apply(Deals.changeSet());
        List<UUID> accounts = tenant.insertAccounts();
        List<UUID> ids = tenant.insert("deal", Settings.RECORDS, row -> Deals.body(row, accounts));
        int tenantId = tenant.tenantId(ours);
        String storage = Trellis.settle(ours, tenantId, "deal", Settings.RECORDS >= 100_000);
        try (var statement = admin.createStatement()) {
          statement.execute("VACUUM ANALYZE");
        }
        report.add("records", "storage of the object", storage);
        // Signed in anew: an access token lasts a quarter of an hour.
        String token = Http.signIn(trellis.port(), tenant.address());
        for (Operation operation : operations(ids, accounts, nativeIds, nativeAccounts)) {
          if (isWanted(operation)) {
            measure(machine, report, operation, trellis, token, handWritten);
          }
        }
      }
    }
  }

  private static boolean isWanted(Operation operation) {
    return Settings.ONLY.isEmpty() || Settings.ONLY.stream().anyMatch(operation.name()::startsWith);
  }

  private List<Operation> operations(
      List<UUID> ids, List<UUID> accounts, List<UUID> nativeIds, List<UUID> nativeAccounts) {
    return List.of(
        new Operation(
            "read",
            "≥ 0.7",
            () -> new Request(HttpMethod.GET, "/api/v1/records/deal/" + any(ids), null),
            () -> new Request(HttpMethod.GET, "/deals/" + any(nativeIds), null),
            pool -> pool.preparedQuery(NativeDeals.READ).execute(Tuple.of(any(nativeIds)))),
        new Operation(
            "list of 50",
            "≥ 0.7",
            () -> new Request(HttpMethod.GET, listPath(any(Deals.STAGES), amount()), null),
            () ->
                new Request(
                    HttpMethod.GET,
                    "/deals?stage=" + any(Deals.STAGES) + "&amount=" + amount(),
                    null),
            pool ->
                pool.preparedQuery(NativeDeals.LIST)
                    .execute(Tuple.of(any(Deals.STAGES), BigDecimal.valueOf(amount())))),
        new Operation(
            "create of 20 fields",
            "≥ 0.5",
            () -> new Request(HttpMethod.POST, "/api/v1/records/deal", body(accounts)),
            () -> new Request(HttpMethod.POST, "/deals", body(nativeAccounts)),
            pool -> pool.preparedQuery(NativeDeals.CREATE).execute(insertion(nativeAccounts))),
        new Operation(
            "update of 2 fields",
            "≥ 0.5",
            () -> new Request(HttpMethod.PATCH, "/api/v1/records/deal/" + any(ids), change()),
            () -> new Request(HttpMethod.PATCH, "/deals/" + any(nativeIds), change()),
            pool ->
                pool.preparedQuery(NativeDeals.UPDATE)
                    .execute(
                        Tuple.of(
                            any(nativeIds),
                            BigDecimal.valueOf(amount()),
                            "city " + amount(),
                            USER))));
  }

  static String listPath(String stage, int amount) {
    return "/api/v1/records/deal?sort=-close_date&limit=50&filter=" + filter(stage, amount);
  }

  static String filter(String stage, int amount) {
    return URLEncoder.encode(
        "stage = \"" + stage + "\" && amount > " + amount, StandardCharsets.UTF_8);
  }

  private static <T> T any(List<T> values) {
    return values.get(ThreadLocalRandom.current().nextInt(values.size()));
  }

  private static int amount() {
    return ThreadLocalRandom.current().nextInt(Deals.MAX_AMOUNT / 2);
  }

  private static String change() {
    return "{\"amount\":" + amount() + ",\"city\":\"city " + amount() + "\"}";
  }

  private String body(List<UUID> accounts) {
    return json(Deals.body(created.incrementAndGet(), accounts));
  }

  private static String json(Map<String, Object> body) {
    try {
      return Http.JSON.writeValueAsString(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Tuple insertion(List<UUID> accounts) {
    var json = Http.JSON.valueToTree(Deals.body(created.incrementAndGet(), accounts));
    var tuple = Tuple.of(IDS.next(Instant.now()), USER);
    tuple.addString(json.path("name").textValue());
    Deals.COLUMNS.forEach(
        column -> tuple.addValue(HandWrittenServer.value(column, json.path(column.name()))));
    return tuple;
  }

  private static final UuidV7 IDS = new UuidV7();

  private static void measure(
      Machine machine,
      Report report,
      Operation operation,
      Served trellis,
      String token,
      Served handWritten)
      throws Exception {
    for (int connections : Settings.CONNECTIONS) {
      var ours = new Rounds();
      var theirs = new Rounds();
      var bare = new Rounds();
      Pool pool = machine.pool("bench_records_native", connections);
      boolean first = connections == Settings.CONNECTIONS[0];
      for (int round = first ? -1 : 0; round < Settings.ROUNDS; round++) {
        // The round before the first only warms up.
        boolean counts = round >= 0;
        int loops = counts ? connections : 8;
        double seconds = counts ? Settings.SECONDS : Settings.WARM_UP;
        measure(
            machine,
            counts ? ours : new Rounds(),
            trellis,
            () ->
                Load.http(
                    machine.vertx(),
                    trellis.port(),
                    _ -> token,
                    loops,
                    seconds,
                    _ -> operation.trellis().get()));
        measure(
            machine,
            counts ? theirs : new Rounds(),
            handWritten,
            () ->
                Load.http(
                    machine.vertx(),
                    handWritten.port(),
                    null,
                    loops,
                    seconds,
                    _ -> operation.handWritten().get()));
        measure(
            machine,
            counts ? bare : new Rounds(),
            null,
            () -> Load.run(machine.vertx(), loops, seconds, () -> operation.bare().on(pool)));
      }
      pool.close();
      String what =
          operation.name()
              + ", "
              + connections
              + (connections == 1 ? " connection" : " connections");
      report.add(
          "records",
          what + ", a second",
          ours.figure(),
          theirs.figure(),
          ours.figure().median() / theirs.figure().median(),
          operation.goal());
      report.add(
          "records",
          what + ", against bare SQL",
          ours.figure(),
          bare.figure(),
          ours.figure().median() / bare.figure().median(),
          "");
      report.compare("records", what + ", CPU of server + PostgreSQL", ours.cost(), theirs.cost());
    }
  }

  private interface Measured {
    Result run() throws Exception;
  }

  private static void measure(
      Machine machine, Rounds rounds, @Nullable Served served, Measured measured) throws Exception {
    double cpu = served == null ? 0 : Cpu.of(served);
    double database = Cpu.ofTree(machine.databasePid());
    Result result = measured.run();
    rounds.perSecond.add(result.perSecond());
    rounds.answers += result.perSecond() * Settings.SECONDS;
    rounds.cpu += (served == null ? 0 : Cpu.of(served)) - cpu;
    rounds.databaseCpu += Math.max(0, Cpu.ofTree(machine.databasePid()) - database);
    rounds.p99 = Math.max(rounds.p99, result.p99());
    rounds.failures += result.failures();
  }
}
