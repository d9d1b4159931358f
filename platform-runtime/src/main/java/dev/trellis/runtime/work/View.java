package dev.trellis.runtime.work;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.TenantModel;
import java.time.Instant;
import java.util.UUID;

/**
 * What work looks at: a model, what somebody may do under it, and the moment. Enough for everything
 * that is done before the database is asked, which may be on another thread.
 *
 * @param userId who does it
 */
public record View(TenantModel model, Access access, UUID userId, Instant now) {
  /** Whether what was made of this view would be made of another one just so. */
  public boolean agreesWith(View other) {
    return model == other.model && access == other.access && userId.equals(other.userId);
  }
}
