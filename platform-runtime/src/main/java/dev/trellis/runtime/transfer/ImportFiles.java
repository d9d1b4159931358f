package dev.trellis.runtime.transfer;

import dev.trellis.runtime.transfer.table.TableFile;
import dev.trellis.runtime.transfer.table.TableLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where uploaded tables lie until they have been imported: a folder for each import, below {@code
 * TRELLIS_DATA}. Blocks.
 */
@ApplicationScoped
class ImportFiles {
  private static final String NAME = "table";

  private final Path root;

  ImportFiles(@ConfigProperty(name = "trellis.data", defaultValue = "var") String data) {
    this.root = Path.of(data).toAbsolutePath().resolve("imports");
  }

  /**
   * Which folder this is. Nodes that share it see the same mark, and only they may work on what
   * lies in it.
   */
  synchronized UUID mark() {
    Path file = root.resolve("mark");
    try {
      Files.createDirectories(root);
      if (!Files.exists(file)) {
        Path fresh = Files.createTempFile(root, "mark", ".new");
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes over an upload. Copies across file systems, else only renames. */
  Path take(Path upload, int tenantId, UUID id) {
    try {
      Path folder = Files.createDirectories(folder(tenantId, id));
      return Files.move(upload, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(ImportJob job) {
    return Files.isReadable(folder(job.tenantId(), job.id()).resolve(NAME));
  }

  TableFile open(ImportJob job) {
    return new TableFile(
        folder(job.tenantId(), job.id()).resolve(NAME), job.plan().shape(), TableLimits.DEFAULT);
  }

  void delete(int tenantId, UUID id) {
    Path folder = folder(tenantId, id);
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder(int tenantId, UUID id) {
    return root.resolve(Integer.toString(tenantId)).resolve(id.toString());
  }
}
