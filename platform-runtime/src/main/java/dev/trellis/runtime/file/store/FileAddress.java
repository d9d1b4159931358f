package dev.trellis.runtime.file.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where files are kept, as {@code TRELLIS_FILES} says. */
public sealed interface FileAddress {
  /** A folder of this machine, or one that several machines mount. */
  record Folder(Path path) implements FileAddress {}

  /**
   * A bucket of an S3-compatible store.
   *
   * @param prefix what every key begins with: empty, or ends with a slash
   * @param endpoint the store's address; without it, Amazon's of the region
   * @param isPathStyle whether the bucket is named in the path instead of in the host's name
   */
  record Bucket(
      String name,
      String prefix,
      Optional<URI> endpoint,
      String region,
      boolean isPathStyle,
      Credentials credentials)
      implements FileAddress {
    /** For messages: no credentials in it. */
    String shown() {
      return "bucket " + name + endpoint.map(uri -> " at " + uri).orElse(" in " + region);
    }
  }

  /** Never printed, so that no log has the secret. */
  record Credentials(String accessKey, String secretKey) {
    @Override
    public String toString() {
      return "Credentials[…]";
    }
  }
}
