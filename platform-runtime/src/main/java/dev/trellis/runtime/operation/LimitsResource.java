package dev.trellis.runtime.operation;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.metadata.storage.StorageTable;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The tenant's quotas and use. Record counts are those of the last analysis, so that asking costs
 * nothing.
 */
@Path("/api/v1/limits")
@Tag(name = "Operations")
public class LimitsResource {
  private static final String USE =
      "SELECT (SELECT count(*) FROM app_user WHERE tenant_id = $1 AND active) AS users,"
          + " (SELECT coalesce(sum(size), 0)::bigint FROM file WHERE tenant_id = $1 AND deleted_at IS NULL) AS file_bytes,"
          + " (SELECT coalesce(sum(n), 0)::bigint FROM (SELECT max(row_count) AS n FROM field_statistics"
          + " WHERE tenant_id = $1 GROUP BY object_id) o) AS records";

  private final Workspace workspace;
  private final CurrentCaller caller;
  private final int requestsPerSecond;
  private final long maxFileSize;

  LimitsResource(
      Workspace workspace,
      CurrentCaller caller,
      @ConfigProperty(name = "trellis.rate-limit", defaultValue = "200") int requestsPerSecond,
      @ConfigProperty(name = "trellis.files.max-size", defaultValue = "26214400")
          long maxFileSize) {
    this.workspace = workspace;
    this.caller = caller;
    this.requestsPerSecond = requestsPerSecond;
    this.maxFileSize = maxFileSize;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<byte[]> limits() {
    return workspace.read(
        caller.require(),
        work -> {
          work.require(SystemPermission.MANAGE_DATA);
          return work.tx()
              .query(USE, Tuple.of(work.tenantId()))
              .map(rows -> json(work, rows.iterator().next()));
        });
  }

  private byte[] json(Work work, Row use) {
    long objects =
        work.model().objects().values().stream()
            .filter(object -> !object.isPlatformObject())
            .count();
    long promoted =
        work.model().objects().values().stream()
            .filter(
                object ->
                    !object.isPlatformObject()
                        && !object
                            .table()
                            .equals(StorageTable.shared(work.model().settings().partition())))
            .count();
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("limits");
          // 0 stands for no limit.
          json.writeNumberField("requests_per_second", requestsPerSecond);
          json.writeNumberField("page_size", RecordQuery.MAX_LIMIT);
          json.writeNumberField("bulk_records", 10_000);
          json.writeNumberField("file_bytes", maxFileSize);
          json.writeEndObject();
          json.writeObjectFieldStart("use");
          json.writeNumberField("objects", objects);
          json.writeNumberField("objects_with_own_table", promoted);
          json.writeNumberField("records", use.getLong("records"));
          json.writeNumberField("users", use.getLong("users"));
          json.writeNumberField("file_bytes", use.getLong("file_bytes"));
          json.writeEndObject();
          json.writeEndObject();
        });
  }
}
