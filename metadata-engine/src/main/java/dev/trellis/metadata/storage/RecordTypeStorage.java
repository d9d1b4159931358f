package dev.trellis.metadata.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The number that stands for a record type in the column {@code record_type}; never given to
 * another one.
 *
 * @param name local name
 */
public record RecordTypeStorage(
    int objectId, int recordTypeId, String name, @Nullable Instant deletedAt) {
  public boolean isLive() {
    return deletedAt == null;
  }

  public RecordTypeStorage deleted(Instant at) {
    return new RecordTypeStorage(objectId, recordTypeId, name, at);
  }

  public RecordTypeStorage revived() {
    return new RecordTypeStorage(objectId, recordTypeId, name, null);
  }
}
