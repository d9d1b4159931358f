package dev.trellis.runtime.file.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.UUID;

/** Where the bytes of files are kept. */
public interface FileStore extends AutoCloseable {
  /** The store at an address. Does no I/O: {@link FileStoreCheck} says whether it works. */
  static FileStore at(FileAddress address) {
    return switch (address) {
      case FileAddress.Folder(Path path) -> new FolderStore(path);
      case FileAddress.Bucket bucket -> new S3Store(bucket);
    };
  }

  /** Which store this is. Nodes that share it say the same; it may wait for a disk. */
  UUID mark();

  /**
   * Takes a local file over: all of it or, when it fails, nothing.
   *
   * @param location key of the content, {@code <tenant>/<id>}; never given twice
   * @param source may be gone afterwards
   */
  Uni<Void> put(String location, Path source);

  /**
   * The content, in pieces, as fast as they are asked for. Fails with {@link ContentMissing} when
   * there is none.
   */
  Uni<Multi<byte[]>> open(String location);

  /**
   * A local file with the content, which the caller only reads: the store's own, or {@code scratch}
   * with a copy, for the caller to delete. Fails like {@link #open}.
   */
  Uni<Path> local(String location, Path scratch);

  /** Removes content; no error when there is none. */
  Uni<Void> delete(String location);

  @Override
  void close();
}
