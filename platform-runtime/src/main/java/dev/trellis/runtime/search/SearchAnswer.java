package dev.trellis.runtime.search;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the OpenAPI document says of an answer to a search; a test holds the two together. */
record SearchAnswer(List<FoundRecord> hits) {
  /**
   * @param field another field than the name that led to the record, if one did
   */
  record FoundRecord(
      String object,
      UUID id,
      @Schema(nullable = true) @Nullable String name,
      String match,
      @Schema(nullable = true) @Nullable String field,
      @Schema(nullable = true) @Nullable String value) {}
}
