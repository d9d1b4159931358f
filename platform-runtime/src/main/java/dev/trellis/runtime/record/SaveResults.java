package dev.trellis.runtime.record;

import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.SaveWarning;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The results of a batch as they come in, each at the place of its input. */
final class SaveResults {
  private final @Nullable SaveResult[] results;

  SaveResults(int size) {
    results = new SaveResult[size];
  }

  void put(int position, SaveResult result) {
    results[position] = result;
  }

  void fail(int position, @Nullable UUID id, ErrorCode error, List<Violation> violations) {
    put(position, SaveResult.failed(id, error, violations));
  }

  void refuseIfViolated(Draft draft) {
    if (draft.isRefused()) {
      fail(
          draft.index(),
          draft.isInsert() ? null : draft.id(),
          errorOf(draft.violations()),
          draft.violations());
    }
  }

  /**
   * Adds to what is wrong with a record that went well so far, or was refused like this already.
   */
  void refuse(UUID id, Violation violation) {
    int position = positionOf(id);
    var violations = new ArrayList<>(results[position].violations());
    violations.add(violation);
    fail(position, id, errorOf(violations), violations);
  }

  void warn(UUID id, SaveWarning warning) {
    int position = positionOf(id);
    results[position] = results[position].warning(warning);
  }

  /** Of several results for one record all but one say that it was not there any more. */
  private int positionOf(UUID id) {
    for (int i = 0; i < results.length; i++) {
      SaveResult result = results[i];
      if (result != null
          && id.equals(result.id())
          && result.error() != ErrorCode.NOT_FOUND
          && result.error() != ErrorCode.STALE_VERSION) {
        return i;
      }
    }
    throw new IllegalStateException("no result for " + id);
  }

  /**
   * A record that is refused only because its like exists is a conflict, one that only lacks a
   * permission is forbidden; everything else is invalid input.
   */
  private static ErrorCode errorOf(List<Violation> violations) {
    if (violations.stream().allMatch(violation -> violation.code().startsWith("duplicate_"))) {
      return ErrorCode.DUPLICATE;
    }
    return violations.stream().allMatch(violation -> violation.code().equals("transfer_missing"))
        ? ErrorCode.FORBIDDEN
        : ErrorCode.INVALID;
  }

  boolean hasFailed() {
    return Arrays.stream(results).anyMatch(result -> result != null && result.isFailed());
  }

  /** Ends the whole batch when one has failed and all should stand or fall together. */
  void settle(RecordPipeline.Atomicity atomicity) {
    if (atomicity == RecordPipeline.Atomicity.EACH) {
      return;
    }
    var violations = new ArrayList<Violation>();
    ErrorCode error = null;
    for (int i = 0; i < results.length; i++) {
      SaveResult result = results[i];
      if (result != null && result.isFailed()) {
        error = error == null ? result.error() : error;
        String prefix = results.length == 1 ? "" : "/records/" + i;
        result.violations().forEach(violation -> violations.add(violation.under(prefix)));
      }
    }
    if (error != null) {
      throw error == ErrorCode.NOT_FOUND && results.length == 1
          ? PlatformException.notFound()
          : PlatformException.of(
              error == ErrorCode.NOT_FOUND ? ErrorCode.INVALID : error, violations);
    }
  }

  List<SaveResult> toList() {
    return List.of(results);
  }
}
