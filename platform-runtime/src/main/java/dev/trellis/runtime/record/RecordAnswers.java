package dev.trellis.runtime.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the OpenAPI document says of answers around records. They are written straight from the
 * database; a test holds the two together.
 */
final class RecordAnswers {
  private RecordAnswers() {}

  record RecycleBinPage(
      List<DeletedRecord> records, @Schema(nullable = true) @Nullable String nextCursor) {}

  record DeletedRecord(
      UUID id,
      String object,
      @Schema(nullable = true) @Nullable String name,
      Instant deletedAt,
      @Schema(nullable = true) @Nullable Person deletedBy) {}

  record HistoryPage(
      List<HistoryEntry> entries, @Schema(nullable = true) @Nullable String nextCursor) {}

  /**
   * @param changes left out where there is nothing to compare with, as at creation
   */
  record HistoryEntry(
      Instant at,
      @Schema(nullable = true) @Nullable Person by,
      String action,
      @Schema(nullable = true) @Nullable List<FieldChange> changes) {}

  record FieldChange(String field, JsonNode old, @JsonProperty("new") JsonNode now) {}

  record TimelinePage(
      List<TimelineEvent> events, @Schema(nullable = true) @Nullable String nextCursor) {}

  /**
   * @param object what kind of record the event is about, when it is not the one that was asked for
   */
  record TimelineEvent(
      Instant at,
      @Schema(nullable = true) @Nullable Person by,
      String type,
      @Schema(nullable = true) @Nullable String object,
      @Schema(nullable = true) @Nullable UUID id,
      @Schema(nullable = true) @Nullable String name,
      @Schema(nullable = true) @Nullable List<FieldChange> changes) {}
}
