package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.CallerLanguage;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.problem.TraceId;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Several record calls in one transaction. */
@Path("/api/v1/batch")
@Tag(name = "Records")
public class BatchResource {
  private static final int MAX_REQUESTS = 100;

  private final Workspace workspace;
  private final CurrentCaller caller;
  private final Batch batch;

  BatchResource(Workspace workspace, CurrentCaller caller, Batch batch) {
    this.workspace = workspace;
    this.caller = caller;
    this.batch = batch;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<byte[]> run(
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
      byte[] body,
      @Context RoutingContext context) {
    ObjectNode request = RequestJson.object(body);
    RequestJson.refuseUnknown(request, Set.of("requests", "all_or_none"));
    boolean allOrNone = RequestJson.flag(request, "all_or_none", false);
    if (!request.has("requests")) {
      throw PlatformException.invalid(Violation.of("/requests", "required"));
    }
    List<ObjectNode> items = RequestJson.objects(request, "requests");
    if (items.size() > MAX_REQUESTS) {
      throw PlatformException.invalid(Violation.of("/requests", "too_many", "max", MAX_REQUESTS));
    }
    for (int i = 0; i < items.size(); i++) {
      requireShape(items.get(i), "/requests/" + i);
    }
    var wording =
        new Batch.Wording(CallerLanguage.spoken(caller.require(), language), TraceId.of(context));
    return workspace.write(caller.require(), work -> batch.run(work, items, allOrNone, wording));
  }

  private static void requireShape(ObjectNode item, String pointer) {
    for (String member : List.of("method", "path")) {
      if (!item.path(member).isTextual()) {
        throw PlatformException.invalid(Violation.of(pointer + "/" + member, "required"));
      }
    }
    JsonNode ref = item.path("ref");
    if (!ref.isMissingNode() && !ref.isNull() && !ref.isTextual()) {
      throw PlatformException.invalid(
          Violation.of(pointer + "/ref", "wrong_type", "expected", "text"));
    }
  }
}
