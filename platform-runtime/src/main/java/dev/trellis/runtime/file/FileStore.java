package dev.trellis.runtime.file;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;

/** Where the bytes of files are kept. */
public interface FileStore {
  /**
   * Takes over a local file.
   *
   * @param location key of the content: {@code <tenant>/<id>}; never given twice
   * @param source gone afterwards
   */
  Uni<Void> put(String location, Path source);

  /**
   * A local file with the content; for a remote store a temporary copy. Fails when there is none.
   */
  Uni<Path> open(String location);

  /** Removes content; no error when there is none. */
  Uni<Void> delete(String location);
}
