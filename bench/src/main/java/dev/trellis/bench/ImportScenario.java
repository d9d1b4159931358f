package dev.trellis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.bench.Machine.Served;
import dev.trellis.bench.Report.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A CSV file through {@code POST /imports}, against {@code COPY} of the same rows into a native
 * table with the same indexes.
 */
final class ImportScenario implements Scenario {
  private static final int ROUNDS = Math.min(2, Settings.ROUNDS);

  private record Imported(double rowsPerSecond, long peakMegabytes, String note) {}

  @Override
  public void run(Machine machine, Report report) throws Exception {
    machine.createDatabase("bench_import");
    machine.createDatabase("bench_import_native");
    Path small = csv(machine, Settings.IMPORT_ROWS / 5);
    Path large = csv(machine, Settings.IMPORT_ROWS);
    long smallPeak;
    try (Served served = machine.startTrellis("bench_import", Settings.PORT)) {
      smallPeak =
          imported(machine, served, small, Settings.IMPORT_ROWS / 5, "bench-small").peakMegabytes();
    }
    var ours = new double[ROUNDS];
    var copied = new double[ROUNDS];
    long largePeak = 0;
    String note = "";
    try (Served served = machine.startTrellis("bench_import", Settings.PORT);
        var admin = machine.connect("bench_import_native")) {
      NativeDeals.create(admin);
      List<UUID> accounts = NativeDeals.fillAccounts(admin);
      String rows = NativeDeals.csv(accounts, Settings.IMPORT_ROWS, new ArrayList<>());
      for (int round = 0; round < ROUNDS; round++) {
        Imported imported =
            imported(machine, served, large, Settings.IMPORT_ROWS, "bench-large-" + round);
        ours[round] = imported.rowsPerSecond();
        largePeak = round == 0 ? imported.peakMegabytes() : largePeak;
        note = imported.note();
        try (var statement = admin.createStatement()) {
          statement.execute("TRUNCATE deal");
        }
        copied[round] = Settings.IMPORT_ROWS / NativeDeals.copy(admin, rows);
      }
    }
    Figure figure = Figure.of(ours);
    Figure copy = Figure.of(copied);
    report.add(
        "import",
        "%,d rows of 20 fields, rows a second, against COPY".formatted(Settings.IMPORT_ROWS),
        figure,
        copy,
        figure.median() / copy.median(),
        "≥ 0.15");
    report.add("import", "CPU a row", note);
    report.add(
        "import",
        "peak resident memory of the server, first import, MB",
        "%,d rows: %d, %,d rows: %d"
            .formatted(Settings.IMPORT_ROWS / 5, smallPeak, Settings.IMPORT_ROWS, largePeak));
  }

  private static Path csv(Machine machine, int rows) throws IOException {
    var csv = new StringBuilder("name");
    Deals.COLUMNS.forEach(column -> csv.append(',').append(column.name()));
    csv.append('\n');
    for (int row = 0; row < rows; row++) {
      boolean first = true;
      for (Map.Entry<String, Object> value : Deals.values(row).entrySet()) {
        csv.append(first ? "" : ",")
            .append(value.getKey().equals("account") ? "a-" + value.getValue() : value.getValue());
        first = false;
      }
      csv.append('\n');
    }
    return Files.writeString(machine.folder().resolve("deals-" + rows + ".csv"), csv);
  }

  private static Imported imported(
      Machine machine, Served served, Path file, int rows, String address) throws Exception {
    Trellis tenant = Trellis.signUp(served.port(), address);
    tenant.apply(Deals.changeSet());
    tenant.insertAccounts();
    var mapping = new LinkedHashMap<String, String>();
    mapping.put("name", "name");
    Deals.COLUMNS.forEach(
        column ->
            mapping.put(
                column.name(), column.name().equals("account") ? "account.code" : column.name()));
    var options = Map.of("object", "deal", "operation", "insert", "mapping", mapping);
    double cpu = Cpu.of(served);
    double database = Cpu.ofTree(machine.databasePid());
    long started = System.nanoTime();
    String id =
        Http.upload(
                served.port(),
                "/api/v1/imports",
                tenant.token(),
                file,
                Http.JSON.writeValueAsString(options))
            .path("id")
            .textValue();
    JsonNode job;
    do {
      Thread.sleep(100);
      job = tenant.call("GET", "/imports/" + id, null);
    } while (List.of("queued", "running").contains(job.path("status").asText()));
    double seconds = (System.nanoTime() - started) / 1e9;
    if (job.path("created").asInt() != rows) {
      throw new IOException("not all rows came in: " + job);
    }
    return new Imported(
        rows / seconds,
        Cpu.peakMemory(served),
        "server %.3f ms, PostgreSQL %.3f ms"
            .formatted(
                1e3 * (Cpu.of(served) - cpu) / rows,
                1e3 * (Cpu.ofTree(machine.databasePid()) - database) / rows));
  }
}
