package dev.trellis.metadata.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.FieldModel;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands in the database.
 *
 * @param values by {@link FieldModel#ordinal()}
 * @param keys the stored sort keys, those of deleted fields included
 * @param overflow the stored overflow document, deleted fields included
 */
public record StoredRecord(
    @Nullable Object[] values, @Nullable ObjectNode keys, @Nullable ObjectNode overflow) {
  public @Nullable Object value(FieldModel field) {
    return values[field.ordinal()];
  }

  public UUID id(FieldModel idField) {
    return (UUID) Objects.requireNonNull(values[idField.ordinal()]);
  }
}
