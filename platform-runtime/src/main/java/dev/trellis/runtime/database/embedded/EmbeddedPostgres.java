package dev.trellis.runtime.database.embedded;

import dev.trellis.runtime.database.DatabaseAddress;
import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server that lives as long as we do: started as our direct child, started again when
 * it dies, stopped when we stop.
 *
 * <p>One thread spawns and watches it: Linux' parent-death signal follows the spawning thread, so
 * that thread must live as long as the server may.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final int STOP_ATTEMPTS = 40;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final PostgresServer server;
  private final DatabaseAddress address;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final Thread keeper;
  private volatile boolean stopping;

  private EmbeddedPostgres(PostgresServer server, String password) {
    this.server = server;
    this.address =
        new DatabaseAddress("127.0.0.1", server.port(), "postgres", "postgres", password, "");
    this.keeper = Thread.ofPlatform().daemon().name("postgres-keeper").unstarted(this::keep);
  }

  /**
   * Starts the server on the data in a folder, making both on first use.
   *
   * @param binariesFolder where PostgreSQL's programs are unpacked once
   */
  public static EmbeddedPostgres start(
      Path folder, Path binariesFolder, PostgresSettings settings) {
    try {
      var files = new PostgresFolder(folder.toAbsolutePath());
      var binaries = PostgresBinaries.unpack(binariesFolder.toAbsolutePath());
      var confinement = Confinement.detect();
      files.initialise(binaries, confinement, settings.durable());
      var server = PostgresServer.on(files, binaries, confinement, settings);
      var postgres = new EmbeddedPostgres(server, files.password());
      postgres.keeper.start();
      postgres.awaitFirstStart();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure(StartProblem.DATABASE_BROKEN, "interrupted", "Start again", e);
    }
  }

  /** The address of the administrator of a server that another program of ours keeps running. */
  public static DatabaseAddress running(Path folder) {
    try {
      var files = new PostgresFolder(folder.toAbsolutePath());
      return new DatabaseAddress(
          "127.0.0.1", files.runningPort(), "postgres", "postgres", files.password(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of its administrator, in the database {@code postgres}. */
  public DatabaseAddress administrator() {
    return address;
  }

  /** The process that serves now; another one after a restart. */
  public long pid() {
    return server.pid();
  }

  private void awaitFirstStart() throws InterruptedException {
    try {
      started.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StartFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void keep() {
    try {
      server.start();
      started.complete(null);
    } catch (RuntimeException | InterruptedException e) {
      started.completeExceptionally(e);
      return;
    }
    try {
      keepRunning();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepRunning() throws InterruptedException {
    while (true) {
      int exitCode = server.awaitExit();
      // A stop of the whole program may end the server a moment before it reaches us.
      Thread.sleep(FIRST_PAUSE);
      if (stopping) {
        return;
      }
      LOG.warnf("PostgreSQL ended (exit code %d); starting it again", exitCode);
      startAgain();
    }
  }

  private void startAgain() throws InterruptedException {
    var pause = FIRST_PAUSE;
    while (!stopping) {
      try {
        server.start();
        LOG.info("PostgreSQL is back");
        return;
      } catch (StartFailure e) {
        LOG.errorf("%s; trying again in %d ms", e.getMessage(), pause.toMillis());
        Thread.sleep(pause);
        pause = longer(pause);
      }
    }
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /** Stops the server cleanly; what was committed stays. */
  @Override
  public void close() {
    stopping = true;
    try {
      // More than once, should the keeper be starting a new server at this very moment.
      for (int attempt = 0; keeper.isAlive() && attempt < STOP_ATTEMPTS; attempt++) {
        server.stop();
        keeper.join(Duration.ofMillis(500));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
