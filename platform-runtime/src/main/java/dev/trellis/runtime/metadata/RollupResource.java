package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.RollupBuilds;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The jobs that gather roll-ups of many records: how far they are, and a command that proves one.
 */
@Path("/api/v1/metadata/rollups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metadata")
public class RollupResource {
  private final CurrentCaller caller;
  private final Workspace workspace;
  private final RollupBuilds builds;
  private final LaterWork laterWork;

  RollupResource(
      CurrentCaller caller, Workspace workspace, RollupBuilds builds, LaterWork laterWork) {
    this.caller = caller;
    this.workspace = workspace;
    this.builds = builds;
    this.laterWork = laterWork;
  }

  /**
   * The latest job of each roll-up: how many records it has gathered, and how many it corrected.
   */
  @GET
  public Uni<byte[]> list() {
    return workspace.read(
        caller.require(),
        work -> {
          work.require(SystemPermission.CUSTOMIZE);
          return RollupBuilds.progress(work.tx(), work.model()).map(RollupResource::json);
        });
  }

  private static byte[] json(List<RollupBuilds.Progress> jobs) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode array = json.putArray("jobs");
    for (RollupBuilds.Progress job : jobs) {
      array
          .addObject()
          .put("rollup", job.object() + "." + job.field())
          .put("state", job.finishedAt() == null ? "running" : "done")
          .put("total", job.total())
          .put("done", job.done())
          .put("corrected", job.corrected())
          .put("started_at", job.startedAt().toString())
          .put("finished_at", job.finishedAt() == null ? null : job.finishedAt().toString());
    }
    return OutcomeJson.bytes(json);
  }

  /** Gathers a roll-up for every record, corrects what is not right and counts it. */
  @POST
  @Path("{object}/{field}/repair")
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> repair(@RestPath String object, @RestPath String field) {
    return workspace
        .write(
            caller.require(),
            work -> {
              work.require(SystemPermission.CUSTOMIZE);
              ObjectModel model = work.object(object);
              FieldModel rollup = rollup(model, field);
              work.afterCommit(() -> laterWork.start(work.tenantId()));
              return builds.repair(work.tx(), work.model(), model, rollup);
            })
        .map(_ -> Response.accepted().build());
  }

  private static FieldModel rollup(ObjectModel object, String name) {
    return object
        .field(name)
        .filter(field -> field.definition().calculation() instanceof Calculation.Rollup)
        .orElseThrow(PlatformException::notFound);
  }
}
