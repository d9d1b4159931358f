package dev.trellis.bench;

import dev.trellis.bench.Machine.Served;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Processor time of processes, in seconds. It says what a request costs even while others keep the
 * machine busy.
 */
final class Cpu {
  private static final double TICKS_PER_SECOND = 100;

  private Cpu() {}

  static double of(long pid) {
    return ticks(pid, 11);
  }

  /** User and system time from one place of /proc/PID/stat on. */
  private static double ticks(long pid, int from) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name of the program, in brackets, may hold spaces.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[from]) + Long.parseLong(fields[from + 1])) / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }

  static double of(Served served) {
    return of(served.process().pid());
  }

  /** PostgreSQL's main process and its children, those that have ended as well. */
  static double ofTree(long pid) {
    return of(pid)
        + ticks(pid, 13)
        + ProcessHandle.of(pid)
            .map(ProcessHandle::descendants)
            .orElseGet(Stream::empty)
            .mapToDouble(child -> of(child.pid()))
            .sum();
  }

  /** Peak of the resident set in megabytes. */
  static long peakMemory(Served served) throws IOException {
    return memory(served, "VmHWM:");
  }

  static long memory(Served served) throws IOException {
    return memory(served, "VmRSS:");
  }

  private static long memory(Served served, String name) throws IOException {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", Long.toString(served.process().pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith(name))
              .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElse(0L)
          / 1024;
    }
  }
}
