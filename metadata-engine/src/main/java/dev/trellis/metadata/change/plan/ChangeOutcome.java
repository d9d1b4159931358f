package dev.trellis.metadata.change.plan;

import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/**
 * What a change set did, or would do.
 *
 * @param revision the tenant's revision afterwards
 * @param model compiled from it
 * @param hasLaterWork whether a job has to fill indexes
 */
public record ChangeOutcome(
    long revision,
    TenantModel model,
    List<Change> changes,
    List<Impact> impacts,
    List<Violation> warnings,
    boolean hasLaterWork) {
  public ChangeOutcome {
    changes = List.copyOf(changes);
    impacts = List.copyOf(impacts);
    warnings = List.copyOf(warnings);
  }
}
