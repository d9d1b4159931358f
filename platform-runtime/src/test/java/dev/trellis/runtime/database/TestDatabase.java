package dev.trellis.runtime.database;

import dev.trellis.runtime.database.embedded.EmbeddedPostgres;
import dev.trellis.runtime.database.embedded.PostgresSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * A migrated database for tests, one server per JVM. Plain tests of SQL call {@link #start()};
 * Quarkus tests get it through {@link DatabaseTestResource} without asking.
 *
 * @param app the application role, under row-level security
 * @param administrator the superuser, who sees all
 * @param server the server itself, for tests that bring it down
 */
public record TestDatabase(
    DatabaseAddress app, DatabaseAddress administrator, EmbeddedPostgres server) {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** The database of this JVM, started on first use. */
  public static TestDatabase start() {
    return Running.INSTANCE;
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
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().unstarted(() -> end(postgres, folder)));
      var administrator = DatabasePreparation.createDatabase(postgres.administrator(), "trellis");
      return new TestDatabase(DatabasePreparation.prepare(administrator), administrator, postgres);
    }

    private static void end(EmbeddedPostgres postgres, Path folder) {
      postgres.close();
      try (var paths = Files.walk(folder)) {
        paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException e) {
        System.err.println("left behind: " + folder);
      }
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
