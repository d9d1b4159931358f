package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.sdk.component.FieldType;

/**
 * Required fields are filled in. On an update only the fields that the caller touched are looked
 * at: a field that became required later must not keep old records from being edited elsewhere.
 */
final class RequiredFields implements RecordRule {
  @Override
  public void check(Draft draft, Saver saver) {
    for (FieldModel field : draft.object().fields()) {
      if (field.definition().required()
          && draft.value(field) == null
          && (draft.isInsert() || draft.isGiven(field))
          && !(field.type() instanceof FieldType.AutoNumber)
          && !draft.isRefused(field)) {
        draft.refuse(field, "required");
      }
    }
  }
}
