package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.record.RecordPipeline.Atomicity;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One record. */
@Path("/api/v1/records/{object}/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Records")
public class RecordResource {
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final RecordPipeline pipeline;
  private final RecordDeletion deletion;
  private final RecordRestoration restoration;
  private final RecordReads reads;
  private final RecordMerge merge;

  RecordResource(
      Workspace workspace,
      CurrentCaller caller,
      RecordPipeline pipeline,
      RecordDeletion deletion,
      RecordRestoration restoration,
      RecordReads reads,
      RecordMerge merge) {
    this.workspace = workspace;
    this.caller = caller;
    this.pipeline = pipeline;
    this.deletion = deletion;
    this.restoration = restoration;
    this.reads = reads;
    this.merge = merge;
  }

  @GET
  public Uni<Response> read(
      @RestPath String object, @RestPath String id, @RestQuery @Nullable String fields) {
    UUID recordId = id(id);
    return workspace.query(
        caller.require(),
        work ->
            reads
                .one(work, work.object(object), recordId, fields)
                .map(
                    found ->
                        Response.ok(found.json())
                            .header(HttpHeaders.ETAG, SavedRecord.etag(found.version()))
                            .build()));
  }

  @PATCH
  public Uni<Response> update(
      @RestPath String object,
      @RestPath String id,
      @RestQuery("skip_validation") boolean skipValidation,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte[] body) {
    UUID recordId = id(id);
    Integer version = version(ifMatch);
    ObjectNode fields = RequestJson.object(body);
    return workspace
        .write(
            caller.require(),
            work -> {
              ObjectModel model = work.object(object);
              return pipeline
                  .update(
                      work.overridingValidation(skipValidation),
                      model,
                      List.of(SaveInput.update(recordId, version, fields)),
                      Atomicity.ALL_OR_NONE)
                  .chain(results -> reads.saved(work, model, results.getFirst()));
            })
        .map(saved -> saved.status(Response.Status.OK).build());
  }

  @DELETE
  public Uni<Response> delete(
      @RestPath String object,
      @RestPath String id,
      @RestQuery("skip_validation") boolean skipValidation,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    UUID recordId = id(id);
    Integer version = version(ifMatch);
    return workspace
        .write(
            caller.require(),
            work ->
                deletion.delete(
                    work.overridingValidation(skipValidation),
                    work.object(object),
                    List.of(new SaveInput(recordId, version, emptyFields())),
                    Atomicity.ALL_OR_NONE))
        .map(_ -> Response.noContent().build());
  }

  @POST
  @Path("restore")
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> restore(@RestPath String object, @RestPath String id) {
    UUID recordId = id(id);
    return workspace
        .write(
            caller.require(),
            work -> {
              ObjectModel model = work.object(object);
              return restoration
                  .restore(work, model, recordId)
                  .chain(record -> reads.saved(work, model, record, List.of()));
            })
        .map(saved -> saved.status(Response.Status.OK).build());
  }

  @POST
  @Path("merge")
  public Uni<Response> merge(
      @RestPath String object,
      @RestPath String id,
      @RestQuery("skip_validation") boolean skipValidation,
      byte[] body) {
    UUID winner = id(id);
    ObjectNode request = RequestJson.object(body);
    RequestJson.refuseUnknown(request, Set.of("losers", "fields"));
    return workspace
        .write(
            caller.require(),
            work -> {
              ObjectModel model = work.object(object);
              return merge
                  .merge(
                      work.overridingValidation(skipValidation),
                      model,
                      winner,
                      RecordMerge.Request.read(request))
                  .chain(record -> reads.saved(work, model, record, List.of()));
            })
        .map(saved -> saved.status(Response.Status.OK).build());
  }

  /** The version of an {@code If-Match}; null when there is none or any will do. */
  private static @Nullable Integer version(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
      return null;
    }
    String bare =
        ifMatch.strip().toUpperCase(Locale.ROOT).replaceFirst("^W/", "").replace("\"", "");
    try {
      return Integer.valueOf(bare);
    } catch (NumberFormatException e) {
      // Not a version of ours, so certainly not the current one.
      return -1;
    }
  }

  /** What cannot be an id is an id that is not there. */
  private static UUID id(String text) {
    UUID id = FieldCoercion.parseId(text);
    if (id == null) {
      throw PlatformException.notFound();
    }
    return id;
  }

  private static ObjectNode emptyFields() {
    return Json.MAPPER.createObjectNode();
  }
}
