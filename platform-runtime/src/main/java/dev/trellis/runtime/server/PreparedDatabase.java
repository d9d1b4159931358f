package dev.trellis.runtime.server;

import dev.trellis.runtime.database.DatabaseAddress;
import dev.trellis.runtime.database.DatabasePreparation;
import dev.trellis.runtime.database.embedded.EmbeddedPostgres;
import dev.trellis.runtime.database.embedded.PostgresSettings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A database ready to serve, embedded or given.
 *
 * @param app the address for requests, under row-level security
 * @param administrator the address that may migrate
 */
record PreparedDatabase(
    DatabaseAddress app, DatabaseAddress administrator, Optional<EmbeddedPostgres> embedded)
    implements AutoCloseable {

  static PreparedDatabase external(DatabaseAddress administrator) {
    return new PreparedDatabase(
        DatabasePreparation.prepare(administrator), administrator, Optional.empty());
  }

  static PreparedDatabase embedded(Path data) {
    var folder = data.resolve("postgres");
    EmbeddedPostgres postgres;
    try {
      postgres = EmbeddedPostgres.start(folder, folder, PostgresSettings.forThisMachine());
    } catch (UncheckedIOException e) {
      throw DataFolder.explained(data, e.getCause());
    }
    try {
      var administrator = DatabasePreparation.createDatabase(postgres.administrator(), "trellis");
      return new PreparedDatabase(
          DatabasePreparation.prepare(administrator), administrator, Optional.of(postgres));
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedPostgres::close);
  }
}
