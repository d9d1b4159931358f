package dev.trellis.runtime.record;

import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Workspace;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The recycle bin. Records come back by {@code POST /records/{object}/{id}/restore}. */
@Path("/api/v1/recycle-bin")
@Tag(name = "Records")
public class RecycleBinResource {
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final RecycleBin bin;

  RecycleBinResource(Workspace workspace, CurrentCaller caller, RecycleBin bin) {
    this.workspace = workspace;
    this.caller = caller;
    this.bin = bin;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @APIResponseSchema(RecordAnswers.RecycleBinPage.class)
  public Uni<byte[]> list(
      @RestQuery @Nullable String object,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int size = RecordContextResource.pageSize(limit);
    return workspace.read(caller.require(), work -> bin.list(work, object, size, cursor));
  }
}
