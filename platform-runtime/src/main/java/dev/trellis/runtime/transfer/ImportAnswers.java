package dev.trellis.runtime.transfer;

import dev.trellis.runtime.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the OpenAPI document says of imports; a test holds it and {@link ImportViews} together. */
final class ImportAnswers {
  private ImportAnswers() {}

  record ImportPage(
      List<ImportView> imports, @Schema(nullable = true) @Nullable String nextCursor) {}

  /**
   * @param options as they were understood
   * @param undo what undoing it came to, once it was undone
   */
  record ImportView(
      UUID id,
      String object,
      @Schema(enumeration = {"insert", "update", "upsert"}) String operation,
      @Schema(enumeration = {"queued", "running", "completed", "failed", "cancelled", "undone"})
          String status,
      String file,
      long size,
      @Schema(nullable = true) @Nullable Long total,
      long done,
      long created,
      long updated,
      long failed,
      long waiting,
      double rowsPerSecond,
      Person createdBy,
      Instant createdAt,
      @Schema(nullable = true) @Nullable Instant startedAt,
      @Schema(nullable = true) @Nullable Instant finishedAt,
      @Schema(nullable = true) @Nullable String error,
      @Schema(nullable = true) @Nullable String errorCode,
      Map<String, Object> options,
      @Schema(nullable = true) @Nullable UndoView undo) {}

  record UndoView(long removed, long restored, long gone, long kept, List<UndoReason> reasons) {}

  record UndoReason(String code, long count, List<UUID> records, String message) {}

  record RefusalPage(List<RefusalReason> reasons) {}

  /**
   * @param line the first one that it refused
   */
  record RefusalReason(String message, long rows, long line) {}

  record PreviewView(
      @Schema(enumeration = {"csv", "xlsx"}) String format,
      @Schema(nullable = true) @Nullable String encoding,
      @Schema(nullable = true) @Nullable String separator,
      @Schema(nullable = true) @Nullable String quote,
      @Schema(nullable = true) @Nullable String sheet,
      List<String> sheets,
      long rows,
      List<PreviewColumn> columns,
      List<List<String>> firstRows,
      List<PreviewWarning> warnings) {}

  record PreviewColumn(
      String name,
      List<String> samples,
      @Schema(nullable = true) @Nullable String type,
      long distinct,
      @Schema(nullable = true) @Nullable String dateFormat,
      @Schema(nullable = true) @Nullable String decimalSeparator,
      @Schema(nullable = true) @Nullable FieldSuggestion suggestion) {}

  record FieldSuggestion(String field, double confidence) {}

  record PreviewWarning(String code, String pointer, String message, Map<String, Object> params) {}
}
