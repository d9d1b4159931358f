package dev.trellis.runtime.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real main class in a process of its own. */
final class Program {
  private final List<String> wrapper;
  private final Map<String, String> environment = new HashMap<>();

  private Program(List<String> wrapper) {
    this.wrapper = wrapper;
  }

  static Program on(Path data) {
    return new Program(List.of()).with("TRELLIS_DATA", data.toString());
  }

  /** Started by another command, such as {@code unshare}, that ends in {@code exec "$@"}. */
  Program under(String... command) {
    var wrapped = new Program(Arrays.asList(command));
    wrapped.environment.putAll(environment);
    return wrapped;
  }

  Program with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Process start(String... arguments) throws IOException {
    var command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            // As ./trellis starts it: Netty's use of both would be warned of.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Trellis.class.getName());
    command.addAll(Arrays.asList(arguments));
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("TRELLIS_") || name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs to the end: how it ended and what it said about it. */
  Outcome run() throws IOException, InterruptedException {
    var process = start();
    var errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end: " + errors);
    }
    var lines = errors.lines().filter(line -> line.startsWith("trellis: ")).toList();
    return new Outcome(process.exitValue(), lines, errors);
  }

  static String firstLine(Process process) throws IOException {
    // Not closed: that would end the process' standard output.
    var line = new BufferedReader(process.inputReader(UTF_8)).readLine();
    if (line == null) {
      throw new AssertionError(new String(process.getErrorStream().readAllBytes(), UTF_8));
    }
    return line;
  }

  record Outcome(int exitCode, List<String> messages, String errors) {}
}
