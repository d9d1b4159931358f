package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record as a caller sent it.
 *
 * @param id the record to change; null on inserts and upserts
 * @param version refused unless this is the stored version; null for whatever stands
 * @param fields the fields to set, and no others
 */
public record SaveInput(@Nullable UUID id, @Nullable Integer version, ObjectNode fields) {
  public static SaveInput insert(ObjectNode fields) {
    return new SaveInput(null, null, fields);
  }

  public static SaveInput update(UUID id, @Nullable Integer version, ObjectNode fields) {
    return new SaveInput(id, version, fields);
  }
}
