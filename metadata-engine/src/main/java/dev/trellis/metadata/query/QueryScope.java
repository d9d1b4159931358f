package dev.trellis.metadata.query;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.sharing.RecordAccess;
import java.time.Instant;
import java.util.UUID;

/**
 * Who asks, under which model, and when.
 *
 * @param access what may be read; not the caller's own where the platform asks for them
 * @param records which records are reached
 * @param now what TODAY() and NOW() stand for
 */
public record QueryScope(
    TenantModel model, Access access, RecordAccess records, CallerFacts caller, Instant now) {
  /** What the platform asks for itself: every field of every record. */
  public static QueryScope ofPlatform(TenantModel model, CallerFacts caller, Instant now) {
    return new QueryScope(
        model, PlatformAccess.INSTANCE, RecordAccess.ofPlatform(model), caller, now);
  }

  public UUID userId() {
    return caller.userId();
  }

  /** What formulas see besides records. */
  Surroundings surroundings() {
    return new Surroundings(caller, model, now);
  }
}
