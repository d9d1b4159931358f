package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.CallerLanguage;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.record.RecordPipeline.Atomicity;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The records of an object: their list, and changes of many in one call. */
@Path("/api/v1/records/{object}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Records")
public class RecordsResource {
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final RecordPipeline pipeline;
  private final RecordDeletion deletion;
  private final RecordReads reads;

  RecordsResource(
      Workspace workspace,
      CurrentCaller caller,
      RecordPipeline pipeline,
      RecordDeletion deletion,
      RecordReads reads) {
    this.workspace = workspace;
    this.caller = caller;
    this.pipeline = pipeline;
    this.deletion = deletion;
    this.reads = reads;
  }

  @GET
  public Uni<byte[]> list(
      @RestPath String object,
      @RestQuery @Nullable String filter,
      @RestQuery @Nullable String q,
      @RestQuery @Nullable String sort,
      @RestQuery @Nullable String fields,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String count) {
    return workspace.list(
        caller.require(),
        q != null || count != null,
        work ->
            reads.list(
                work,
                ListRequest.of(
                    work.object(object), filter, q, sort, fields, limit, cursor, count)));
  }

  @POST
  public Uni<Response> create(
      @RestPath String object, @RestQuery("skip_validation") boolean skipValidation, byte[] body) {
    ObjectNode fields = RequestJson.object(body);
    return workspace
        .write(
            caller.require(),
            work -> {
              ObjectModel model = work.object(object);
              return pipeline
                  .insert(
                      work.overridingValidation(skipValidation),
                      model,
                      List.of(SaveInput.insert(fields)),
                      Atomicity.ALL_OR_NONE)
                  .chain(results -> reads.saved(work, model, results.getFirst()));
            })
        .map(
            saved ->
                saved
                    .status(Response.Status.CREATED)
                    .location(URI.create("/api/v1/records/" + object + "/" + saved.id()))
                    .build());
  }

  @POST
  @Path("bulk")
  public Uni<byte[]> bulk(
      @RestPath String object,
      @RestQuery("skip_validation") boolean skipValidation,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
      byte[] body) {
    BulkRequest request = BulkRequest.of(RequestJson.object(body));
    String shown = CallerLanguage.spoken(caller.require(), language);
    return workspace
        .write(
            caller.require(),
            work -> bulk(work.overridingValidation(skipValidation), work.object(object), request))
        .onFailure(PlatformException.class)
        .transform(failure -> placed((PlatformException) failure, request))
        .map(
            results ->
                JsonBytes.of(
                    json -> {
                      json.writeStartObject();
                      json.writeArrayFieldStart("results");
                      for (SaveResult result : results) {
                        RecordJson.writeResult(json, result, shown);
                      }
                      json.writeEndArray();
                      json.writeEndObject();
                    }));
  }

  /** A record alone is refused without its place, which here it has nevertheless. */
  private static PlatformException placed(PlatformException failure, BulkRequest request) {
    boolean isOfTheRecord =
        request.records().size() == 1
            && request.atomicity() == Atomicity.ALL_OR_NONE
            && !failure.violations().isEmpty()
            && failure.violations().stream().noneMatch(at -> at.pointer().startsWith("/records"));
    return isOfTheRecord
        ? PlatformException.of(
            failure.code(),
            failure.violations().stream().map(at -> at.under("/records/0")).toList())
        : failure;
  }

  private Uni<List<SaveResult>> bulk(Work work, ObjectModel object, BulkRequest request) {
    List<ObjectNode> records = request.records();
    Atomicity atomicity = request.atomicity();
    if (records.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return switch (request.operation()) {
      case "insert" ->
          pipeline.insert(
              work, object, records.stream().map(SaveInput::insert).toList(), atomicity);
      case "update" ->
          byId(records, atomicity, (inputs, mode) -> pipeline.update(work, object, inputs, mode));
      case "delete" ->
          byId(records, atomicity, (inputs, mode) -> deletion.delete(work, object, inputs, mode));
      case "upsert" ->
          pipeline.upsert(
              work,
              object,
              keyField(work, object, request.key()),
              records.stream().map(SaveInput::insert).toList(),
              atomicity);
      default -> throw new IllegalStateException(request.operation());
    };
  }

  /** Records that name themselves by id; those that do not are refused here, at their place. */
  private static Uni<List<SaveResult>> byId(
      List<ObjectNode> records,
      Atomicity atomicity,
      BiFunction<List<SaveInput>, Atomicity, Uni<List<SaveResult>>> operation) {
    var inputs = new ArrayList<SaveInput>(records.size());
    var results = new SaveResults(records.size());
    var places = new ArrayList<Integer>(records.size());
    for (int i = 0; i < records.size(); i++) {
      ObjectNode fields = records.get(i).deepCopy();
      JsonNode id = fields.path(SystemFields.ID);
      UUID known = id.isTextual() ? FieldCoercion.parseId(id.textValue()) : null;
      JsonNode version = fields.path(SystemFields.VERSION);
      if (id.isMissingNode()) {
        results.fail(i, null, ErrorCode.INVALID, List.of(Violation.of("/id", "required")));
      } else if (known == null) {
        results.fail(i, null, ErrorCode.NOT_FOUND, List.of(Violation.of("/id", "not_found")));
      } else if (!version.isMissingNode() && !version.canConvertToInt()) {
        results.fail(
            i,
            known,
            ErrorCode.INVALID,
            List.of(Violation.of("/version", "wrong_type", "expected", "integer")));
      } else {
        fields.remove(List.of(SystemFields.ID, SystemFields.VERSION));
        places.add(i);
        inputs.add(
            SaveInput.update(known, version.isMissingNode() ? null : version.intValue(), fields));
      }
    }
    if (inputs.size() < records.size()) {
      results.settle(atomicity);
    }
    return (inputs.isEmpty()
            ? Uni.createFrom().item(List.<SaveResult>of())
            : operation.apply(inputs, atomicity))
        .map(
            saved -> {
              for (int i = 0; i < saved.size(); i++) {
                results.put(places.get(i), saved.get(i));
              }
              return results.toList();
            });
  }

  private static FieldModel keyField(Work work, ObjectModel object, @Nullable String key) {
    if (key == null) {
      throw PlatformException.invalid(Violation.of("/key", "required"));
    }
    FieldModel field =
        object
            .field(key)
            .filter(found -> work.access().canRead(object, found))
            .orElseThrow(
                () ->
                    PlatformException.invalid(Violation.of("/key", "unknown_field", "field", key)));
    if (!field.definition().mustBeUnique()) {
      throw PlatformException.invalid(Violation.of("/key", "not_a_key", "field", key));
    }
    return field;
  }
}
