package dev.trellis.metadata.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.SystemFields;

/**
 * Without the permission {@code transfer} a new record is its creator's, and a record keeps its
 * owner.
 */
final class NewOwnerNeedsTransfer implements RecordRule {
  @Override
  public void check(Draft draft, Saver saver) {
    FieldModel owner = draft.object().require(SystemFields.OWNER_ID);
    boolean isAnother =
        draft.isInsert() ? !saver.userId().equals(draft.value(owner)) : draft.isChanged(owner);
    if (isAnother
        && draft.isGiven(owner)
        && !saver.access().can(draft.object(), ObjectPermission.TRANSFER)
        && !draft.isRefused(owner)) {
      draft.refuse(owner, "transfer_missing", "object", draft.object().name());
    }
  }
}
