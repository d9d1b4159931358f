package dev.trellis.metadata.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a reference was given. The pipeline turns it into a {@link ReferenceValue} once the record
 * has been found.
 */
public sealed interface ReferenceInput {
  /**
   * The object the record is in; null when the field points to one object only, or the caller did
   * not say.
   */
  @Nullable String object();

  record ById(@Nullable String object, UUID id) implements ReferenceInput {}

  /**
   * By a unique field of the other object, or by its name: {@code {"account": {"code": "A-17"}}}.
   */
  record ByKey(@Nullable String object, String field, JsonNode value) implements ReferenceInput {}
}
