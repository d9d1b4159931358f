package dev.trellis.runtime.record;

import dev.trellis.metadata.record.SaveWarning;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record of a save, at the place it had in the request.
 *
 * @param error why it failed as a whole ({@code invalid}, {@code not_found}, {@code duplicate} …);
 *     null unless failed
 * @param record the record as it now stands; null for deletions and failures
 * @param before the record as it stood; null for inserts and failures
 */
public record SaveResult(
    @Nullable UUID id,
    Status status,
    @Nullable ErrorCode error,
    List<Violation> violations,
    List<SaveWarning> warnings,
    @Nullable StoredRecord record,
    @Nullable StoredRecord before) {
  public enum Status {
    CREATED,
    UPDATED,
    DELETED,
    RESTORED,
    FAILED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static SaveResult failed(@Nullable UUID id, ErrorCode error, List<Violation> violations) {
    return new SaveResult(id, Status.FAILED, error, List.copyOf(violations), List.of(), null, null);
  }

  SaveResult warning(SaveWarning warning) {
    var more = new ArrayList<>(warnings);
    more.add(warning);
    return new SaveResult(id, status, error, violations, List.copyOf(more), record, before);
  }

  public boolean isFailed() {
    return status == Status.FAILED;
  }
}
