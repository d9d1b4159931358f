package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.record.SaveWarning;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.work.Work;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** The answer to whoever saved one record: all of it, with its {@code ETag}. */
record SavedRecord(UUID id, byte[] json, int version) {
  static SavedRecord of(
      Work work, ObjectModel object, StoredRecord record, List<SaveWarning> warnings) {
    byte[] json =
        JsonBytes.of(out -> RecordJson.write(out, object, work.access(), record, warnings));
    return new SavedRecord(
        record.id(object.require(SystemFields.ID)),
        json,
        (Integer) record.value(object.require(SystemFields.VERSION)));
  }

  Response.ResponseBuilder status(Response.Status status) {
    return Response.status(status).entity(json).header(HttpHeaders.ETAG, etag(version));
  }

  static String etag(int version) {
    return "\"" + version + "\"";
  }
}
