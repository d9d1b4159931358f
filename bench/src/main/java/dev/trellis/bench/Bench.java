package dev.trellis.bench;

import dev.trellis.runtime.database.embedded.EmbeddedPostgres;
import dev.trellis.runtime.database.embedded.PostgresSettings;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the scenarios that are named, or all, against one PostgreSQL of their own, and writes a
 * table to {@code bench/results}.
 */
public final class Bench {
  private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("records", new RecordsScenario());
    SCENARIOS.put("import", new ImportScenario());
    SCENARIOS.put("large", new LargeScenario());
    SCENARIOS.put("tenants", new TenantsScenario());
    SCENARIOS.put("formulas", new FormulasScenario());
    SCENARIOS.put("sharing", new SharingScenario());
    SCENARIOS.put("startup", new StartupScenario());
  }

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> wanted =
        arguments.length == 0 ? List.copyOf(SCENARIOS.keySet()) : Arrays.asList(arguments);
    for (String name : wanted) {
      if (!SCENARIOS.containsKey(name)) {
        System.err.println(
            "bench knows no '" + name + "': " + String.join(", ", SCENARIOS.keySet()));
        System.exit(2);
      }
    }
    Path folder = Path.of("var", "bench").toAbsolutePath();
    Files.createDirectories(folder);
    var report = new Report();
    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            folder.resolve("postgres"),
            folder.resolve("postgres"),
            PostgresSettings.forThisMachine())) {
      var machine = new Machine(vertx, postgres, folder);
      for (String name : wanted) {
        System.err.println("== " + name);
        SCENARIOS.get(name).run(machine, report);
      }
    } finally {
      vertx.close();
    }
    Path results = Files.createDirectories(Path.of("bench", "results"));
    Files.writeString(results.resolve("latest.md"), report.markdown(Instant.now()));
    System.out.println(report.markdown(Instant.now()));
    System.exit(0);
  }
}
