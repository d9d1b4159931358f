package dev.trellis.metadata.value;

import java.util.UUID;

/**
 * A link to a record.
 *
 * @param objectId number of the object it is in
 */
public record ReferenceValue(int objectId, UUID id) {}
