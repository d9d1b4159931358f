package dev.trellis.runtime.record;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.record.SaveWarning;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.runtime.problem.ProblemTexts;
import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Records and results of saves as the API shows them. */
final class RecordJson {
  private RecordJson() {}

  /** Every field that the caller may read. */
  static void write(
      JsonGenerator json,
      ObjectModel object,
      Access access,
      StoredRecord record,
      List<SaveWarning> warnings)
      throws IOException {
    json.writeStartObject();
    for (FieldModel field : object.fields()) {
      if (access.canRead(object, field) && !field.name().equals(SystemFields.DELETED_AT)) {
        json.writeFieldName(field.name());
        FieldJson.write(json, record.value(field));
      }
    }
    if (!warnings.isEmpty()) {
      json.writeArrayFieldStart("warnings");
      for (SaveWarning warning : warnings) {
        json.writeStartObject();
        json.writeStringField("code", warning.code());
        json.writeStringField("rule", warning.rule());
        json.writeArrayFieldStart("records");
        for (UUID id : warning.records()) {
          json.writeString(id.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** One result of a bulk call: {@code {id, status, violations?}}. */
  static void writeResult(JsonGenerator json, SaveResult result, String language)
      throws IOException {
    json.writeStartObject();
    if (result.id() != null) {
      json.writeStringField("id", result.id().toString());
    } else {
      json.writeNullField("id");
    }
    json.writeStringField("status", result.status().wire());
    if (result.error() != null) {
      json.writeStringField("error", result.error().code());
      json.writeArrayFieldStart("violations");
      for (Violation violation : result.violations()) {
        json.writeStartObject();
        json.writeStringField("pointer", violation.pointer());
        json.writeStringField("code", violation.code());
        json.writeStringField("message", ProblemTexts.violation(language, violation));
        json.writePOJOField("params", violation.params());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (!result.warnings().isEmpty()) {
      json.writeArrayFieldStart("warnings");
      for (SaveWarning warning : result.warnings()) {
        json.writeStartObject();
        json.writeStringField("code", warning.code());
        json.writeStringField("rule", warning.rule());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
