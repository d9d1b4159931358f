package dev.trellis.runtime.work;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.metadata.sharing.RecordAccess;
import java.time.Instant;
import java.util.UUID;

/**
 * What work looks at: a model, what somebody may do under it, and the moment. Enough for everything
 * that is done before the database is asked, which may be on another thread.
 *
 * @param records which records are reached
 * @param caller who does it; with rights of its own, whatever this work is lent
 */
public record View(
    TenantModel model, Access access, RecordAccess records, CallerFacts caller, Instant now) {
  public UUID userId() {
    return caller.userId();
  }

  /** Whether what was made of this view would be made of another one just so. */
  public boolean agreesWith(View other) {
    return model == other.model && access == other.access && caller.equals(other.caller);
  }
}
