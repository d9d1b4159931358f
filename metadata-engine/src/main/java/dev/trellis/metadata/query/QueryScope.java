package dev.trellis.metadata.query;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.metadata.formula.Surroundings;
import java.time.Instant;
import java.util.UUID;

/**
 * Who asks, under which model, and when.
 *
 * @param access what may be read; not the caller's own where the platform asks for them
 * @param now what TODAY() and NOW() stand for
 */
public record QueryScope(TenantModel model, Access access, CallerFacts caller, Instant now) {
  public UUID userId() {
    return caller.userId();
  }

  /** What formulas see besides records. */
  Surroundings surroundings() {
    return new Surroundings(caller, model, now);
  }
}
