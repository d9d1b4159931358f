package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.sdk.component.FieldType;

/**
 * Required fields are filled in. On an update only the fields that the caller touched are looked
 * at: a field that became required later must not keep old records from being edited elsewhere.
 */
final class RequiredFields implements RecordRule {
  @Override
  public void check(Draft draft) {
    for (FieldModel field : draft.object().fields()) {
      if (field.definition().required()
          && draft.value(field) == null
          && (draft.isInsert() || draft.isGiven(field))
          && !(field.type() instanceof FieldType.AutoNumber)
          && !isAlreadyRefused(draft, field)) {
        draft.refuse(field, "required");
      }
    }
  }

  private static boolean isAlreadyRefused(Draft draft, FieldModel field) {
    return draft.violations().stream()
        .anyMatch(violation -> violation.pointer().startsWith("/" + field.name()));
  }
}
