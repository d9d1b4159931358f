package dev.trellis.bench;

import dev.trellis.runtime.database.DatabaseAddress;
import dev.trellis.runtime.database.embedded.EmbeddedPostgres;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The parts that scenarios share: the database, and the servers that are measured, each a process
 * of its own.
 */
final class Machine {
  private static final int START_SECONDS = 120;
  private static final Path APPLICATION =
      Path.of("platform-runtime", "target", "quarkus-app").toAbsolutePath();
  private static final List<String> FLAGS =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  private final Vertx vertx;
  private final EmbeddedPostgres postgres;
  private final Path folder;

  Machine(Vertx vertx, EmbeddedPostgres postgres, Path folder) {
    this.vertx = vertx;
    this.postgres = postgres;
    this.folder = folder;
  }

  Vertx vertx() {
    return vertx;
  }

  Path folder() {
    return folder;
  }

  long databasePid() {
    return postgres.pid();
  }

  /** As the administrator, in a database of the scenario's own. */
  Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", postgres.administrator().user());
    properties.setProperty("password", postgres.administrator().password());
    return new org.postgresql.Driver().connect(url(database), properties);
  }

  private String url(String database) {
    DatabaseAddress address = postgres.administrator();
    return "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + database;
  }

  void createDatabase(String database) throws SQLException {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
      statement.execute("CREATE DATABASE " + database);
    }
  }

  Pool pool(String database, int size) {
    DatabaseAddress address = postgres.administrator();
    var options =
        new PgConnectOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setDatabase(database)
            .setUser(address.user())
            .setPassword(address.password())
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(size))
        .connectingTo(options)
        .using(vertx)
        .build();
  }

  String databaseUrl(String database) {
    DatabaseAddress address = postgres.administrator();
    return "postgres://%s:%s@%s:%d/%s"
        .formatted(address.user(), address.password(), address.host(), address.port(), database);
  }

  /** The platform as {@code ./trellis start} runs it, on this database and without a rate limit. */
  Served startTrellis(String database, int port) throws IOException, InterruptedException {
    return startTrellis(database, port, Map.of());
  }

  Served startTrellis(String database, int port, Map<String, String> settings)
      throws IOException, InterruptedException {
    var builder = trellis("trellis-" + port, port);
    builder.environment().put("TRELLIS_DATABASE_URL", databaseUrl(database));
    builder.environment().putAll(settings);
    return start(builder, port, "/q/health/ready", "trellis");
  }

  /** With the embedded PostgreSQL in the platform's own data folder, as a person starts it. */
  Served startWithOwnDatabase(int port) throws IOException, InterruptedException {
    var builder = trellis("own-database", port);
    builder.environment().remove("TRELLIS_DATABASE_URL");
    return start(builder, port, "/q/health/ready", "trellis");
  }

  private ProcessBuilder trellis(String data, int port) throws IOException {
    var command =
        new ArrayList<String>(List.of(program("java"), "-Xmx2g", "-XX:+UseCompactObjectHeaders"));
    command.addAll(FLAGS);
    cache()
        .ifPresent(
            cache ->
                command.addAll(
                    List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off")));
    command.addAll(List.of("-jar", APPLICATION.resolve("quarkus-run.jar").toString()));
    var builder = new ProcessBuilder(command);
    builder.environment().put("TRELLIS_PORT", Integer.toString(port));
    builder
        .environment()
        .put("TRELLIS_DATA", Files.createDirectories(folder.resolve(data)).toString());
    builder.environment().put("TRELLIS_RATE_LIMIT", "0");
    return builder;
  }

  /** The JVM's ahead-of-time cache, which {@code ./trellis start} makes after a build. */
  private static Optional<Path> cache() throws IOException {
    try (var files = Files.newDirectoryStream(APPLICATION, "trellis-*.aot")) {
      for (Path file : files) {
        return Optional.of(file);
      }
      return Optional.empty();
    }
  }

  boolean hasCache() throws IOException {
    return cache().isPresent();
  }

  /** A server with one table and fixed SQL. */
  Served startHandWritten(String database, int port) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            List.of(
                program("java"),
                "-Xmx2g",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                HandWrittenServer.class.getName()));
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("DATABASE_URL", databaseUrl(database));
    return start(builder, port, "/ready", "hand-written");
  }

  /** One of the JDK's. */
  static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private Served start(ProcessBuilder builder, int port, String readyPath, String name)
      throws IOException, InterruptedException {
    Path log = folder.resolve(name + ".log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var served = new Served(process, port);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!served.isReady(readyPath)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        served.close();
        throw new IOException(name + " did not start, see " + log);
      }
      Thread.onSpinWait();
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return served;
  }

  /** A running server. */
  record Served(Process process, int port) implements AutoCloseable {
    boolean isReady(String path) {
      try {
        return Http.status(port, path) == 200;
      } catch (IOException | InterruptedException e) {
        return false;
      }
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
