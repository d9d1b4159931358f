package dev.trellis.runtime.file;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The store that {@code TRELLIS_FILES} names: a folder; {@code files} in the data folder unless
 * said.
 */
final class FileBeans {
  @Produces
  @Singleton
  FileStore store(
      @ConfigProperty(name = "TRELLIS_FILES") Optional<String> files,
      @ConfigProperty(name = "trellis.data", defaultValue = "var") String data) {
    return new FolderStore(files.map(Path::of).orElse(Path.of(data, "files")));
  }
}
