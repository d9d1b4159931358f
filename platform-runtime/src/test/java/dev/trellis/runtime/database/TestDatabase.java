package dev.trellis.runtime.database;

import dev.trellis.runtime.database.embedded.EmbeddedPostgres;
import dev.trellis.runtime.database.embedded.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A migrated database for tests, one server per JVM. Plain tests of SQL call {@link #start()};
 * Quarkus tests get it through {@link DatabaseTestResource} without asking.
 *
 * @param app the application role, under row-level security
 * @param administrator the superuser, who sees all
 */
public record TestDatabase(DatabaseAddress app, DatabaseAddress administrator) {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** The database of this JVM, started on first use. */
  public static TestDatabase start() {
    return Running.INSTANCE;
  }

  /** A second, empty database on the same server, for tests of roles and migrations. */
  public DatabaseAddress createEmpty(String name) {
    return DatabasePreparation.createDatabase(administrator.in("postgres"), name);
  }

  /** What Quarkus needs to know of it. */
  public Map<String, String> quarkusSettings() {
    return Map.of(
        "quarkus.datasource.reactive.url", app.reactiveUrl(),
        "quarkus.datasource.username", app.user(),
        "quarkus.datasource.password", app.password());
  }

  private static final class Running {
    static final TestDatabase INSTANCE = open();

    private static TestDatabase open() {
      var folder = temporaryFolder();
      var postgres =
          EmbeddedPostgres.start(folder, TARGET.resolve("postgres"), PostgresSettings.forTests());
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(postgres::close));
      var administrator = DatabasePreparation.createDatabase(postgres.administrator(), "trellis");
      return new TestDatabase(DatabasePreparation.prepare(administrator), administrator);
    }

    private static Path temporaryFolder() {
      try {
        return Files.createTempDirectory(Files.createDirectories(TARGET), "test-database");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
