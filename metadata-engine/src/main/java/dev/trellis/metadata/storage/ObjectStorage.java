package dev.trellis.metadata.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an object's records live. Outlives the object: its number is never given to another one.
 *
 * @param promoted name of the table that holds this object alone; null while its records share one
 * @param deletedAt when the object was deleted; its records are kept for 30 days after that
 * @param isWiped whether the records are gone for good
 */
public record ObjectStorage(
    int objectId,
    String name,
    @Nullable String promoted,
    @Nullable Instant deletedAt,
    boolean isWiped) {
  public static ObjectStorage create(int objectId, String name) {
    return new ObjectStorage(objectId, name, null, null, false);
  }

  public boolean isLive() {
    return deletedAt == null;
  }

  public ObjectStorage deleted(Instant at) {
    return new ObjectStorage(objectId, name, promoted, at, isWiped);
  }

  public ObjectStorage revived() {
    return new ObjectStorage(objectId, name, promoted, null, false);
  }

  public StorageTable table(int partition) {
    return promoted == null ? StorageTable.shared(partition) : StorageTable.promoted(promoted);
  }
}
