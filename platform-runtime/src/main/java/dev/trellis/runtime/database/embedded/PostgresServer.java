package dev.trellis.runtime.database.embedded;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server process on one data folder and port: start, wait, stop. Driven by one thread. */
final class PostgresServer {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PATIENCE_WITH_PREDECESSOR = Duration.ofSeconds(30);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 10;

  private final PostgresFolder folder;
  private final List<String> command;
  private final int port;
  private volatile @Nullable Process process;

  private PostgresServer(PostgresFolder folder, List<String> command, int port) {
    this.folder = folder;
    this.command = command;
    this.port = port;
  }

  static PostgresServer on(
      PostgresFolder folder,
      PostgresBinaries binaries,
      Confinement confinement,
      PostgresSettings settings)
      throws IOException {
    int port = freePort();
    var arguments = new ArrayList<>(List.of("-D", folder.data().toString()));
    arguments.addAll(settings.arguments(port, folder.socketFolder(), folder.logs().toString()));
    return new PostgresServer(
        folder, confinement.command(binaries.program("postgres"), arguments), port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  long pid() {
    var current = process;
    return current == null ? -1 : current.pid();
  }

  /**
   * Starts and waits until it accepts connections. A predecessor that was killed may still be
   * leaving (its pid unreaped, its shared memory in use): such refusals are retried.
   */
  void start() throws InterruptedException {
    var giveUp = System.nanoTime() + PATIENCE_WITH_PREDECESSOR.toNanos();
    while (true) {
      try {
        stopOrphan();
        spawn();
        awaitReady();
        return;
      } catch (StartFailure e) {
        if (!isPredecessor(e) || System.nanoTime() > giveUp) {
          throw e;
        }
        Thread.sleep(POLL_MILLIS * 10);
      }
    }
  }

  private static boolean isPredecessor(StartFailure failure) {
    var message = String.valueOf(failure.getMessage());
    return message.contains("lock file") || message.contains("shared memory block");
  }

  private void spawn() {
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.startLog().toFile())
              .start();
    } catch (IOException e) {
      throw new StartFailure(
          StartProblem.DATABASE_BROKEN,
          "PostgreSQL could not be started: " + e.getMessage(),
          "Run ./trellis doctor",
          e);
    }
  }

  private void awaitReady() throws InterruptedException {
    var current = running();
    var giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(current.pid())) {
      if (current.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw folder.failed("PostgreSQL did not start");
      }
      if (System.nanoTime() > giveUp) {
        // Recovery of much unfinished work takes its time; it is alive, so let it go on.
        giveUp = System.nanoTime() + PATIENCE.toNanos();
      }
    }
  }

  /** The server writes its state into the eighth line of its pid file, as {@code pg_ctl} reads. */
  private boolean isReady(long pid) {
    try {
      var lines = Files.readAllLines(pidFile());
      return lines.size() >= 8
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  private Path pidFile() {
    return folder.data().resolve("postmaster.pid");
  }

  /**
   * Deals with what a kill left behind. We hold the lock on the data folder, so a server on it is
   * an orphan of ours; and a pid that is no server of this folder was given to another program.
   */
  private void stopOrphan() throws InterruptedException {
    try {
      if (!Files.exists(pidFile())) {
        return;
      }
      var pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
      var handle = ProcessHandle.of(pid);
      if (handle.isEmpty() || !isOurs(handle.get())) {
        Files.deleteIfExists(pidFile());
        return;
      }
      interrupt(pid);
      handle.get().onExit().orTimeout(20, TimeUnit.SECONDS).exceptionally(e -> handle.get()).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // A half-written pid file is PostgreSQL's to judge.
      return;
    }
  }

  private boolean isOurs(ProcessHandle handle) {
    var info = handle.info();
    return info.command().orElse("").endsWith("/postgres")
        && (info.arguments().isEmpty()
            || List.of(info.arguments().get()).contains(folder.data().toString()));
  }

  int awaitExit() throws InterruptedException {
    return running().waitFor();
  }

  /** SIGINT: PostgreSQL's fast shutdown, which ends sessions and writes a checkpoint. */
  void stop() throws InterruptedException {
    var current = process;
    if (current == null || !current.isAlive()) {
      return;
    }
    interrupt(current.pid());
    if (!current.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      current.destroyForcibly().waitFor();
    }
  }

  private static void interrupt(long pid) throws InterruptedException {
    try {
      // Java can only send SIGTERM, which would wait for every session to end.
      new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
  }

  private Process running() {
    var current = process;
    if (current == null) {
      throw new IllegalStateException("not started");
    }
    return current;
  }
}
