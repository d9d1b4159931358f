package dev.trellis.metadata.sharing;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.FieldType.Ownership;
import java.util.Optional;

/** The reference over which an object's records are reached like their parents. */
public final class ParentField {
  private ParentField() {}

  /** The first of those that say so; empty when there is none. */
  public static Optional<FieldModel> of(ObjectModel object) {
    return object.fields().stream()
        .filter(
            field ->
                field.type() instanceof FieldType.Reference reference
                    && reference.ownership() == Ownership.PARENT)
        .findFirst();
  }
}
