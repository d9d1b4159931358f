package dev.trellis.runtime.file;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files in a folder of this machine, or one that several machines mount. */
final class FolderStore implements FileStore {
  private final Path folder;

  FolderStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public Uni<Void> put(String location, Path source) {
    return blocking(
        () -> {
          Path target = resolve(location);
          Files.createDirectories(target.getParent());
          Files.move(source, target, StandardCopyOption.REPLACE_EXISTING);
        });
  }

  @Override
  public Uni<Path> open(String location) {
    return Uni.createFrom()
        .item(
            () -> {
              Path file = resolve(location);
              if (!Files.isReadable(file)) {
                throw new UncheckedIOException(new NoSuchFileException(location));
              }
              return file;
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  @Override
  public Uni<Void> delete(String location) {
    return blocking(() -> Files.deleteIfExists(resolve(location)));
  }

  private Path resolve(String location) {
    Path file = folder.resolve(location).normalize();
    if (!file.startsWith(folder)) {
      throw new IllegalArgumentException("outside the store: " + location);
    }
    return file;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static Uni<Void> blocking(Work work) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
