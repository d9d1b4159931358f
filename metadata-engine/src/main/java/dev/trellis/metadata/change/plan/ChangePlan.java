package dev.trellis.metadata.change.plan;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.RecordTypeStorage;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/**
 * All that applying a change set does.
 *
 * @param after the catalogue afterwards
 * @param model compiled from it
 * @param changes what happens to each component that the change set touches
 * @param objects storage rows that are new or different, and so on
 * @param effects what happens to records
 * @param warnings what the author should know; shaped like violations
 */
public record ChangePlan(
    CatalogSnapshot before,
    CatalogSnapshot after,
    TenantModel model,
    List<Change> changes,
    List<ObjectStorage> objects,
    List<FieldStorage> fields,
    List<RecordTypeStorage> recordTypes,
    List<DataEffect> effects,
    List<Violation> warnings) {
  public ChangePlan {
    changes = List.copyOf(changes);
    objects = List.copyOf(objects);
    fields = List.copyOf(fields);
    recordTypes = List.copyOf(recordTypes);
    effects = List.copyOf(effects);
    warnings = List.copyOf(warnings);
  }

  /** Whether everything is as it should be already; then there is no new revision. */
  public boolean isEmpty() {
    return changes.stream().allMatch(change -> change.action() == Change.Action.UNCHANGED);
  }
}
