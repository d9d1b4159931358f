package dev.trellis.runtime.transfer;

import dev.trellis.runtime.file.store.FileStore;
import dev.trellis.runtime.transfer.table.TableFile;
import dev.trellis.runtime.transfer.table.TableLimits;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where uploaded tables lie until they have been imported: in the store of all files, so that any
 * node can do the import. Tables are read from local files; a node that has to copy one for that
 * keeps the copy in its data folder, for as long as it works on the import.
 */
@ApplicationScoped
class ImportFiles {
  private final FileStore store;
  private final Path scratch;

  ImportFiles(
      FileStore store, @ConfigProperty(name = "trellis.data", defaultValue = "var") String data) {
    this.store = store;
    this.scratch = Path.of(data).toAbsolutePath().resolve("imports");
  }

  /** Copies that a killed program left; the data folder is held by one program at a time. */
  void sweep(@Observes StartupEvent event) {
    if (!Files.isDirectory(scratch)) {
      return;
    }
    try (var copies = Files.list(scratch)) {
      for (Path copy : copies.filter(Files::isRegularFile).toList()) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table at hand. */
  record Opened(TableFile file, Path copy) {}

  /** Which store this is: only nodes that share it may work on what lies in it. */
  Uni<UUID> mark() {
    return onWorker(store::mark);
  }

  Uni<Void> take(Path upload, int tenantId, UUID id) {
    return store.put(location(tenantId, id), upload);
  }

  /** Two nodes, or one twice, may have the same import open: when a lease changes hands. */
  Uni<Opened> open(ImportJob job) {
    return onWorker(() -> freshCopy(job))
        .chain(
            copy ->
                store
                    .local(location(job.tenantId(), job.id()), copy)
                    .map(
                        path ->
                            new Opened(
                                new TableFile(path, job.plan().shape(), TableLimits.DEFAULT), copy))
                    .onFailure()
                    .call(() -> delete(copy)));
  }

  private Path freshCopy(ImportJob job) {
    try {
      return Files.createDirectories(scratch).resolve(job.id() + "-" + UUID.randomUUID());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Uni<Void> close(Opened opened) {
    return delete(opened.copy());
  }

  private static Uni<Void> delete(Path copy) {
    return onWorker(
            () -> {
              try {
                return Files.deleteIfExists(copy);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .replaceWithVoid();
  }

  Uni<Void> delete(int tenantId, UUID id) {
    return store.delete(location(tenantId, id));
  }

  static String location(int tenantId, UUID id) {
    return "imports/" + tenantId + "/" + id;
  }

  private static <T> Uni<T> onWorker(Supplier<T> task) {
    return Uni.createFrom().item(task).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
