package dev.trellis.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What the environment may change; the defaults are those of the issue that asked for the
 * measurements.
 */
final class Settings {
  /** Length of a round. */
  static final double SECONDS =
      Double.parseDouble(System.getenv().getOrDefault("BENCH_SECONDS", "5"));

  /**
   * Length of the round before the first, which is not counted: the JVM compiles what is used much.
   */
  static final double WARM_UP =
      Double.parseDouble(System.getenv().getOrDefault("BENCH_WARM_UP", "15"));

  static final int ROUNDS = number("BENCH_ROUNDS", 3);
  static final int RECORDS = number("BENCH_RECORDS", 100_000);
  static final int LARGE_ROWS = number("BENCH_LARGE_ROWS", 2_000_000);
  static final int OTHER_TENANTS = number("BENCH_OTHER_TENANTS", 1_000);
  static final int SHARED_ROWS = number("BENCH_SHARED_ROWS", 1_000_000);
  static final int PEOPLE = number("BENCH_PEOPLE", 5_000);
  static final int TENANTS = number("BENCH_TENANTS", 10_000);
  static final int IMPORT_ROWS = number("BENCH_IMPORT_ROWS", 100_000);

  /** Operations of {@code records}, by the beginning of their names; empty for all. */
  static final List<String> ONLY =
      Arrays.stream(System.getenv().getOrDefault("BENCH_ONLY", "").split(","))
          .filter(name -> !name.isBlank())
          .toList();

  static final int[] CONNECTIONS =
      Arrays.stream(System.getenv().getOrDefault("BENCH_CONNECTIONS", "1,8,32").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();

  /** The servers listen on this port and the next. */
  static final int PORT = number("BENCH_PORT", 9220);

  private Settings() {}

  private static int number(String name, int otherwise) {
    return Integer.parseInt(System.getenv().getOrDefault(name, Integer.toString(otherwise)));
  }
}
