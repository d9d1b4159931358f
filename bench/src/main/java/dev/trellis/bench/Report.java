package dev.trellis.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Collects lines and writes them as one table. */
final class Report {
  private record Line(
      String scenario, String what, String ours, String other, String ratio, String goal) {}

  private final List<Line> lines = new ArrayList<>();

  /** Median and spread of the rounds of one measurement. */
  record Figure(double median, double low, double high) {
    static Figure of(double... rounds) {
      double[] sorted = rounds.clone();
      Arrays.sort(sorted);
      return new Figure(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
      return median >= 100
          ? "%,.0f (%,.0f–%,.0f)".formatted(median, low, high)
          : String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, low, high);
    }
  }

  /**
   * @param ratio ours to the other's, in the sense of the goal
   */
  void add(String scenario, String what, Figure ours, Figure other, double ratio, String goal) {
    lines.add(
        new Line(
            scenario,
            what,
            ours.toString(),
            other.toString(),
            String.format(Locale.ROOT, "%.2f", ratio),
            goal));
    System.err.printf(
        Locale.ROOT,
        "%s %s: %s against %s, ratio %.2f (goal %s)%n",
        scenario,
        what,
        ours,
        other,
        ratio,
        goal);
  }

  void add(String scenario, String what, String figure) {
    lines.add(new Line(scenario, what, figure, "", "", ""));
    System.err.println(scenario + " " + what + ": " + figure);
  }

  /** Two figures that are told side by side. */
  void compare(String scenario, String what, String ours, String other) {
    lines.add(new Line(scenario, what, ours, other, "", ""));
    System.err.println(scenario + " " + what + ": " + ours + " against " + other);
  }

  String markdown(Instant at) {
    var text = new StringBuilder("# Benchmarks\n\n");
    text.append("Run at ")
        .append(at)
        .append(" on ")
        .append(Runtime.getRuntime().availableProcessors());
    text.append(
        " cores with `./trellis bench`; the load generator shares them. Medians, with the lowest and highest round.\n\n");
    text.append(
        "| scenario | what | Trellis | against | ratio | goal |\n|---|---|---|---|---|---|\n");
    for (Line line : lines) {
      text.append(
          "| %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  line.scenario(),
                  line.what(),
                  line.ours(),
                  line.other(),
                  line.ratio(),
                  line.goal()));
    }
    return text.toString();
  }
}
