package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the OpenAPI document says of change sets and revisions. They are read and written member by
 * member; a test holds the two together.
 */
final class MetadataAnswers {
  private MetadataAnswers() {}

  /**
   * @param clear fields whose stored values may be cleared where they do not convert
   */
  record ChangeSetBody(
      @Schema(nullable = true) @Nullable List<Map<String, Object>> components,
      @Schema(nullable = true) @Nullable List<DeletedComponent> deletions,
      @Schema(nullable = true) @Nullable Boolean dryRun,
      @Schema(nullable = true) @Nullable Map<String, ConversionBody> conversions,
      @Schema(nullable = true) @Nullable List<String> clear,
      @Schema(nullable = true) @Nullable String summary) {}

  record RestoreBody(
      @Schema(nullable = true) @Nullable Boolean dryRun,
      @Schema(nullable = true) @Nullable Map<String, ConversionBody> conversions,
      @Schema(nullable = true) @Nullable List<String> clear,
      @Schema(nullable = true) @Nullable String summary) {}

  record DeletedComponent(String kind, String name) {}

  record ConversionBody(String unconvertible) {}

  record ChangeSetOutcome(
      long revision,
      List<ComponentChange> changes,
      List<DataImpact> dataImpact,
      List<ChangeWarning> warnings) {}

  record ComponentChange(
      String kind,
      String name,
      @Schema(enumeration = {"created", "updated", "deleted", "unchanged"}) String action) {}

  /** What a change does, or would do, to records that exist. */
  record DataImpact(
      String kind,
      String name,
      @Schema(nullable = true) @Nullable String action,
      @Schema(
              enumeration = {
                "convert",
                "index",
                "index_later",
                "gather",
                "gather_later",
                "unique",
                "require",
                "hide_values",
                "hide_records",
                "drop_choices",
                "drop_record_type"
              })
          String effect,
      long rows,
      long failing,
      List<ImpactSample> samples,
      List<String> indexes,
      String message) {}

  record ImpactSample(
      UUID id,
      @Schema(nullable = true) @Nullable String name,
      @Schema(nullable = true) @Nullable String value,
      String code,
      String message) {}

  record ChangeWarning(String pointer, String code, String message, Map<String, Object> params) {}

  record RevisionPage(
      List<RevisionView> revisions, @Schema(nullable = true) @Nullable String nextCursor) {}

  record RevisionView(
      long revision,
      Instant at,
      @Schema(nullable = true) @Nullable Person by,
      @Schema(nullable = true) @Nullable String summary,
      List<ComponentChange> changes) {}

  /** A revision with its documents. */
  record WholeRevision(
      long revision,
      Instant at,
      @Schema(nullable = true) @Nullable Person by,
      @Schema(nullable = true) @Nullable String summary,
      List<DocumentChange> changes) {}

  record DocumentChange(String kind, String name, String action, JsonNode before, JsonNode after) {}
}
