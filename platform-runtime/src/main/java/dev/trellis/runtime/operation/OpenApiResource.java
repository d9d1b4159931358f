package dev.trellis.runtime.operation;

import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Workspace;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** With a token the document of the caller's own objects, without one the way to the platform's. */
@Path("/api/v1/openapi")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class OpenApiResource {
  private static final URI PLATFORM = URI.create("/q/openapi?format=json");

  private final Workspace workspace;

  OpenApiResource(Workspace workspace) {
    this.workspace = workspace;
  }

  @GET
  public Uni<Response> document(@Context RoutingContext context) {
    @Nullable Caller caller = CurrentCaller.find(context);
    if (caller == null) {
      return Uni.createFrom().item(Response.seeOther(PLATFORM).build());
    }
    return workspace
        .read(caller, work -> Uni.createFrom().item(TenantOpenApi.of(work)))
        .map(
            document ->
                Response.ok(JsonBytes.of(json -> Json.MAPPER.writeTree(json, document))).build());
  }
}
