package dev.trellis.runtime.file;

import dev.trellis.runtime.file.store.FileAddressReader;
import dev.trellis.runtime.file.store.FileStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The store that {@code TRELLIS_FILES} names. */
final class FileBeans {
  @Produces
  @Singleton
  FileStore store(
      Config config, @ConfigProperty(name = "trellis.data", defaultValue = "var") String data) {
    return FileStore.at(
        FileAddressReader.read(
            name -> config.getOptionalValue(name, String.class), Path.of(data).toAbsolutePath()));
  }

  void close(@Disposes FileStore store) {
    store.close();
  }
}
