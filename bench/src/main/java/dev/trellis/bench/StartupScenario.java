package dev.trellis.bench;

import dev.trellis.bench.Machine.Served;
import dev.trellis.bench.Report.Figure;
import java.util.Map;

/**
 * From the start of the process, with the embedded PostgreSQL, to the first answer; and what a
 * sign-up takes.
 */
final class StartupScenario implements Scenario {
  private static final int STARTS = 5;
  private static final int SIGN_UPS = 20;

  @Override
  public void run(Machine machine, Report report) throws Exception {
    var starts = new double[STARTS];
    double first = 0;
    for (int i = -1; i < STARTS; i++) {
      long started = System.nanoTime();
      try (Served served = machine.startWithOwnDatabase(Settings.PORT)) {
        double seconds = (System.nanoTime() - started) / 1e9;
        if (i < 0) {
          first = seconds;
        } else {
          starts[i] = seconds;
        }
        if (i == STARTS - 1) {
          report.add(
              "startup",
              "first start, with initdb and migrations, s (not cold when run again)",
              "%.2f".formatted(first));
          report.add(
              "startup",
              "later start to first answer, s"
                  + (machine.hasCache() ? "" : " (without the AOT cache)"),
              Figure.of(starts).toString());
          report.add("startup", "sign-up, ms", signUps(served).toString());
        }
      }
    }
  }

  private static Figure signUps(Served served) throws Exception {
    var millis = new double[SIGN_UPS];
    String run = Long.toString(System.currentTimeMillis(), 36);
    for (int i = -3; i < SIGN_UPS; i++) {
      long started = System.nanoTime();
      Http.call(
          served.port(),
          "POST",
          "/api/v1/signup",
          null,
          Map.of(
              "tenant",
              "s" + run + "-" + (i + 3),
              "company",
              "Bench",
              "email",
              "bench@example.test",
              "password",
              "one on the loopback " + run));
      if (i >= 0) {
        millis[i] = (System.nanoTime() - started) / 1e6;
      }
    }
    return Figure.of(millis);
  }
}
