package dev.trellis.bench;

import dev.trellis.bench.Load.Request;
import dev.trellis.bench.Machine.Served;
import dev.trellis.bench.Report.Figure;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Thousands of tenants with 30 objects each on one server. */
final class TenantsScenario implements Scenario {
  private static final int OBJECTS = 30;
  private static final int FIELDS = 8;
  private static final int RECORDS = 10;
  private static final int FEW = 10;
  private static final int COLD = 100;
  private static final int CONNECTIONS = 8;
  private static final String LABEL = "Thing of ";
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  @Override
  public void run(Machine machine, Report report) throws Exception {
    int tenants = Settings.TENANTS;
    machine.createDatabase("bench_tenants");
    List<UUID> ids;
    try (Served served = machine.startTrellis("bench_tenants", Settings.PORT);
        var admin = machine.connect("bench_tenants")) {
      Trellis template = Trellis.signUp(served.port(), "template");
      template.apply(objects());
      ids = template.insert("thing_1", RECORDS, TenantsScenario::body);
      // Some more, whose first reads are measured.
      Clones.create(admin, template.tenantId(admin), tenants + COLD);
      Clones.tellApart(admin, LABEL);
      try (var statement = admin.createStatement()) {
        statement.execute("VACUUM ANALYZE");
      }
    }
    // Another process: nothing is loaded yet.
    try (Served served = machine.startTrellis("bench_tenants", Settings.PORT)) {
      read(served, 0, ids);
      report.add(
          "tenants",
          "cold first read of a tenant with 30 objects, ms",
          coldReads(served, tenants, ids).toString());
      long before = heapKilobytes(served);
      loadAll(served, ids, IntStream.range(0, tenants).filter(tenant -> tenant % 2 == 0));
      long half = heapKilobytes(served);
      loadAll(served, ids, IntStream.range(0, tenants).filter(tenant -> tenant % 2 == 1));
      long all = heapKilobytes(served);
      heap(report, "heap per tenant that equals others, KB", before, half, tenants / 2);
      heap(report, "heap per tenant that equals none, KB", half, all, tenants / 2);
      report.add("tenants", "resident memory of the server, MB", Long.toString(Cpu.memory(served)));
      tails(machine, report, served, tenants, ids);
    }
  }

  private static Map<String, Object> objects() {
    var components = new ArrayList<Map<String, Object>>();
    for (int object = 1; object <= OBJECTS; object++) {
      String name = "thing_" + object;
      components.add(Map.of("kind", "object", "name", name, "label", Map.of("en", LABEL + object)));
      for (int field = 1; field <= FIELDS; field++) {
        String type = List.of("text", "number", "date", "boolean").get(field % 4);
        Map<String, Object> more =
            type.equals("number") ? Map.of("precision", 12, "scale", 2) : Map.of();
        Map<String, Object> definition = Deals.field(name, "field_" + field, type, more);
        definition.put("label", Map.of("en", LABEL + field));
        components.add(definition);
      }
    }
    return Map.of("components", components);
  }

  private static Map<String, Object> body(int row) {
    return Map.of(
        "name",
        "thing " + row,
        "field_1",
        row,
        "field_2",
        "2026-01-01",
        "field_3",
        true,
        "field_4",
        "text " + row);
  }

  private static Figure coldReads(Served served, int tenants, List<UUID> ids) throws Exception {
    var millis = new double[COLD];
    for (int i = 0; i < COLD; i++) {
      long started = System.nanoTime();
      // The first was read before: the program's own classes are not a tenant's cost.
      read(served, tenants + i, ids);
      millis[i] = (System.nanoTime() - started) / 1e6;
    }
    return Figure.of(millis);
  }

  private static void read(Served served, int tenant, List<UUID> ids)
      throws IOException, InterruptedException {
    Http.call(served.port(), "GET", path(ids), Clones.token(tenant), null);
  }

  private static String path(List<UUID> ids) {
    return "/api/v1/records/thing_1/" + ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
  }

  private static void heap(Report report, String what, long before, long after, int tenants) {
    report.add(
        "tenants",
        what,
        "%.1f (%,d tenants; from %,d to %,d KB)"
            .formatted((after - before) / (double) tenants, tenants, before, after));
  }

  private static void loadAll(Served served, List<UUID> ids, IntStream tenants) throws Exception {
    try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<Void>> reads =
          tenants
              .<Callable<Void>>mapToObj(
                  tenant ->
                      () -> {
                        read(served, tenant, ids);
                        return null;
                      })
              .toList();
      for (Future<Void> read : threads.invokeAll(reads)) {
        read.get();
      }
    }
  }

  private static void tails(
      Machine machine, Report report, Served served, int tenants, List<UUID> ids) throws Exception {
    var few = new double[Settings.ROUNDS];
    var all = new double[Settings.ROUNDS];
    String[] tokens = IntStream.range(0, tenants).mapToObj(Clones::token).toArray(String[]::new);
    for (int round = -1; round < Settings.ROUNDS; round++) {
      double fewP99 =
          p99(machine, served, tokens, ids, () -> ThreadLocalRandom.current().nextInt(FEW));
      double allP99 =
          p99(machine, served, tokens, ids, () -> ThreadLocalRandom.current().nextInt(tenants));
      if (round >= 0) {
        few[round] = fewP99;
        all[round] = allP99;
      }
    }
    Figure many = Figure.of(all);
    Figure baseline = Figure.of(few);
    report.add(
        "tenants",
        "p99 of reads over %,d tenants against 10, ms".formatted(tenants),
        many,
        baseline,
        many.median() / baseline.median(),
        "≤ 1.2");
  }

  private static double p99(
      Machine machine, Served served, String[] tokens, List<UUID> ids, IntSupplier tenant)
      throws Exception {
    return Load.http(
            machine.vertx(),
            served.port(),
            _ -> tokens[tenant.getAsInt()],
            CONNECTIONS,
            Settings.SECONDS,
            _ -> new Request(HttpMethod.GET, path(ids), null))
        .p99();
  }

  /** What is in use after a full collection. */
  private static long heapKilobytes(Served served) throws IOException, InterruptedException {
    jcmd(served, "GC.run");
    var used = USED.matcher(jcmd(served, "GC.heap_info"));
    if (!used.find()) {
      throw new IOException("jcmd does not say what the heap holds");
    }
    return Long.parseLong(used.group(1));
  }

  private static String jcmd(Served served, String command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Machine.program("jcmd"), Long.toString(served.process().pid()), command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
