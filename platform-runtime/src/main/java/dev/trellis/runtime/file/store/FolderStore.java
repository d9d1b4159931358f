package dev.trellis.runtime.file.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files in a folder of this machine, or one that several machines mount. */
final class FolderStore implements FileStore {
  private static final int PIECE = 64 * 1024;

  private final Path folder;

  FolderStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public synchronized UUID mark() {
    return uncheck(
        () -> {
          Path file = Files.createDirectories(folder).resolve("mark");
          if (!Files.exists(file)) {
            Path fresh = Files.createTempFile(folder, "mark", ".new");
            Files.writeString(fresh, UUID.randomUUID().toString());
            try {
              // Fails when another node was faster, in contrast to a move.
              Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException e) {
              // Its mark is as good as ours.
            } finally {
              Files.deleteIfExists(fresh);
            }
          }
          return UUID.fromString(Files.readString(file).strip());
        });
  }

  @Override
  public Uni<Void> put(String location, Path source) {
    return onWorker(
        () -> {
          Path target = resolve(location);
          Files.createDirectories(target.getParent());
          try {
            Files.move(source, target, StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            // From another file system it is a copy, which may have broken off.
            Files.deleteIfExists(target);
            throw e;
          }
          return null;
        });
  }

  @Override
  public Uni<Multi<byte[]>> open(String location) {
    return onWorker(() -> pieces(Files.newInputStream(resolve(location))));
  }

  private static Multi<byte[]> pieces(InputStream content) {
    return Multi.createFrom()
        .resource(
            () -> content,
            open ->
                Multi.createBy()
                    .repeating()
                    .uni(() -> onWorker(() -> open.readNBytes(PIECE)))
                    .whilst(piece -> piece.length == PIECE))
        .withFinalizer(
            open -> {
              uncheck(
                  () -> {
                    open.close();
                    return null;
                  });
            })
        .filter(piece -> piece.length > 0);
  }

  @Override
  public Uni<Path> local(String location, Path scratch) {
    return onWorker(
        () -> {
          Path file = resolve(location);
          if (!Files.isReadable(file)) {
            throw new NoSuchFileException(location);
          }
          return file;
        });
  }

  @Override
  public Uni<Void> delete(String location) {
    return onWorker(() -> Files.deleteIfExists(resolve(location))).replaceWithVoid();
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private Path resolve(String location) {
    Path file = folder.resolve(location).normalize();
    if (!file.startsWith(folder)) {
      throw new IllegalArgumentException("outside the store: " + location);
    }
    return file;
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> Uni<T> onWorker(Work<T> work) {
    return Uni.createFrom()
        .item(() -> uncheck(work))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static <T> T uncheck(Work<T> work) {
    try {
      return work.run();
    } catch (NoSuchFileException e) {
      throw new ContentMissing(e.getFile(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
