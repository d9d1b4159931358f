package dev.trellis.runtime.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.problem.ProblemTexts;
import dev.trellis.runtime.transfer.mapping.FieldSuggestions.Suggestion;
import dev.trellis.runtime.transfer.table.Dialect;
import dev.trellis.runtime.transfer.table.TableFile;
import dev.trellis.runtime.transfer.table.TableFormat;
import dev.trellis.runtime.transfer.value.ColumnProfile;
import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Imports and previews as the API shows them. */
final class ImportViews {
  private ImportViews() {}

  static void job(
      JsonGenerator json, ImportJob job, @Nullable String userName, Instant now, String language)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", job.id().toString());
    json.writeStringField("object", job.object());
    json.writeStringField("operation", job.operation());
    json.writeStringField("status", job.status().wire());
    json.writeStringField("file", job.fileName());
    json.writeNumberField("size", job.fileSize());
    if (job.total() == null) {
      json.writeNullField("total");
    } else {
      json.writeNumberField("total", job.total());
    }
    json.writeNumberField("done", job.done());
    json.writeNumberField("created", job.created());
    json.writeNumberField("updated", job.updated());
    json.writeNumberField("failed", job.failed());
    json.writeNumberField("waiting", job.waiting());
    json.writeNumberField("rows_per_second", job.rowsPerSecond(now));
    json.writeObjectFieldStart("created_by");
    json.writeStringField("id", job.createdBy().toString());
    json.writeStringField("name", userName);
    json.writeEndObject();
    time(json, "created_at", job.createdAt());
    time(json, "started_at", job.startedAt());
    time(json, "finished_at", job.finishedAt());
    Violation problem = problem(job);
    if (problem == null) {
      json.writeNullField("error");
    } else {
      json.writeStringField("error", ProblemTexts.violation(language, problem));
      json.writeStringField("error_code", problem.code());
    }
    json.writeFieldName("options");
    json.writeTree(job.options().json());
    if (job.undo() != null) {
      json.writeFieldName("undo");
      json.writeTree(undo(Json.parse(job.undo()), language));
    }
    json.writeEndObject();
  }

  private static @Nullable Violation problem(ImportJob job) {
    return job.problem() == null ? null : StoredRow.violations(job.problem()).getFirst();
  }

  private static void time(JsonGenerator json, String name, @Nullable Instant time)
      throws IOException {
    json.writeStringField(name, time == null ? null : time.toString());
  }

  /** With a sentence for each reason. */
  static JsonNode undo(JsonNode report, String language) {
    for (JsonNode reason : report.path("reasons")) {
      if (reason instanceof ObjectNode entry) {
        entry.put("message", undoReason(reason.get("code").textValue(), language));
      }
    }
    return report;
  }

  private static String undoReason(String code, String language) {
    String own = ProblemTexts.violation(language, "undo_" + code, Map.of());
    return own.startsWith("undo_")
        ? ProblemTexts.violation(language, "undo_refused", Map.of())
        : own;
  }

  static void preview(
      JsonGenerator json,
      TableFile file,
      FileAnalysis found,
      List<Optional<Suggestion>> suggestions,
      String language)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("format", file.shape().format() == TableFormat.CSV ? "csv" : "xlsx");
    Dialect dialect = file.shape().dialect();
    json.writeStringField("encoding", dialect == null ? null : dialect.encoding());
    json.writeStringField(
        "separator", dialect == null ? null : String.valueOf(dialect.separator()));
    json.writeStringField("quote", dialect == null ? null : String.valueOf(dialect.quote()));
    json.writeStringField("sheet", file.shape().sheet());
    json.writeArrayFieldStart("sheets");
    for (String sheet : file.sheets()) {
      json.writeString(sheet);
    }
    json.writeEndArray();
    json.writeNumberField("rows", found.rows());
    json.writeArrayFieldStart("columns");
    for (int i = 0; i < found.header().width(); i++) {
      column(
          json,
          found.header().names().get(i),
          found.columns().get(i),
          suggestions.isEmpty() ? Optional.empty() : suggestions.get(i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("first_rows");
    for (List<String> row : found.firstRows()) {
      json.writeStartArray();
      for (String cell : row) {
        json.writeString(cell);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("warnings");
    for (Violation warning : found.warnings()) {
      json.writeStartObject();
      json.writeStringField("code", warning.code());
      json.writeStringField("pointer", warning.pointer());
      json.writeStringField(
          "message", ProblemTexts.violation(language, warning.code(), warning.params()));
      json.writePOJOField("params", warning.params());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void column(
      JsonGenerator json, String name, ColumnProfile column, Optional<Suggestion> suggestion)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeArrayFieldStart("samples");
    for (String sample : column.samples()) {
      json.writeString(sample);
    }
    json.writeEndArray();
    json.writeStringField("type", column.type());
    json.writeNumberField("distinct", column.distinct());
    if (column.dateFormat() != null) {
      json.writeStringField("date_format", column.dateFormat().best().pattern());
    }
    if (column.decimalSeparator() == ',') {
      json.writeStringField("decimal_separator", ",");
    }
    if (suggestion.isPresent()) {
      json.writeObjectFieldStart("suggestion");
      json.writeStringField("field", suggestion.get().field());
      json.writeNumberField("confidence", suggestion.get().confidence());
      json.writeEndObject();
    } else {
      json.writeNullField("suggestion");
    }
    json.writeEndObject();
  }
}
