package dev.trellis.runtime.server;

import dev.trellis.runtime.file.store.FileStoreCheck;
import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The program. {@code serve} (the default) prepares the database and serves; {@code database} runs
 * the prepared database alone, for live reload in development; {@code audit verify} checks the
 * audit logs.
 */
@QuarkusMain
public final class Trellis {
  private static final long STOP_SECONDS = 30;

  private Trellis() {}

  public static void main(String... arguments) {
    try {
      var settings = ServerSettings.of(System.getenv());
      switch (arguments.length == 0 ? "serve" : arguments[0]) {
        case "database" -> DatabaseOnly.run(settings);
        case "audit" ->
            System.exit(
                new AuditCommand(settings).run(List.of(arguments).subList(1, arguments.length)));
        default -> serve(settings, arguments);
      }
    } catch (StartFailure e) {
      System.err.println(e.line());
      System.exit(e.problem().exitCode());
    }
  }

  private static void serve(ServerSettings settings, String... arguments) {
    // LaunchMode is not set yet this early; ./trellis dev says it.
    boolean development = "true".equals(System.getenv("TRELLIS_LIVE_RELOAD"));
    if (!development) {
      // Live reload keeps the port open across restarts of the application.
      PortCheck.require(settings.host(), settings.port());
    }
    var served = new CountDownLatch(1);
    var database = prepare(settings, development);
    stopAfter(served, database);
    publish(settings, database);
    Quarkus.run(
        Serving.class,
        (exitCode, failure) -> {
          served.countDown();
          if (failure != null) {
            System.err.println(serverFailed(failure).line());
            System.exit(StartProblem.SERVER_FAILED.exitCode());
          }
          System.exit(exitCode);
        },
        arguments);
  }

  private static PreparedDatabase prepare(ServerSettings settings, boolean development) {
    if (!development) {
      // Held until the process ends.
      DataFolder.open(settings.data());
    }
    FileStoreCheck.require(settings.files());
    return settings
        .database()
        .map(PreparedDatabase::external)
        .orElseGet(() -> PreparedDatabase.embedded(settings.data()));
  }

  /** Requests under way still need the database: it stops after the last of them. */
  private static void stopAfter(CountDownLatch served, PreparedDatabase database) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop-database")
                .unstarted(
                    () -> {
                      awaitServed(served);
                      database.close();
                    }));
  }

  private static void awaitServed(CountDownLatch served) {
    try {
      served.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void publish(ServerSettings settings, PreparedDatabase database) {
    System.setProperty("quarkus.http.host", settings.host());
    System.setProperty("quarkus.http.port", Integer.toString(settings.port()));
    System.setProperty("quarkus.datasource.reactive.url", database.app().reactiveUrl());
    System.setProperty("quarkus.datasource.username", database.app().user());
    System.setProperty("quarkus.datasource.password", database.app().password());
    System.setProperty("trellis.data", settings.data().toString());
    // The gate refuses them, with a problem.
    System.setProperty("vertx.disableURIValidation", "true");
  }

  private static StartFailure serverFailed(Throwable failure) {
    return new StartFailure(
        StartProblem.SERVER_FAILED,
        "the server ended: " + failure,
        "The lines above say more; report them if they point at no setting",
        failure);
  }
}
