package dev.trellis.runtime.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.identity.RequestFields;
import dev.trellis.runtime.sharing.Roles.RoleView;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Roles: everybody may know them, {@code manage_users} changes them. */
@Path("/api/v1/roles")
@Produces(MediaType.APPLICATION_JSON)
public class RoleResource {
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final Roles roles;

  RoleResource(Workspace workspace, CurrentCaller caller, Roles roles) {
    this.workspace = workspace;
    this.caller = caller;
    this.roles = roles;
  }

  public record RoleList(List<RoleView> roles) {}

  @GET
  public Uni<RoleList> list() {
    return workspace.read(caller.require(), roles::all).map(RoleList::new);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<RoleView>> create(@Nullable JsonNode body) {
    var fields = new RequestFields(body);
    Optional<String> name = Optional.of(fields.required("name", Roles.MAX_NAME));
    Roles.Wanted wanted = wanted(fields, name);
    return workspace
        .write(caller.require(), work -> roles.create(work, caller.require(), wanted))
        .map(
            role ->
                RestResponse.ResponseBuilder.<RoleView>created(
                        URI.create("/api/v1/roles/" + role.id()))
                    .entity(role)
                    .build());
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RoleView> change(@RestPath String id, @Nullable JsonNode body) {
    UUID role = id(id);
    var fields = new RequestFields(body);
    Optional<String> name =
        fields.has("name")
            ? Optional.of(fields.required("name", Roles.MAX_NAME))
            : Optional.empty();
    Roles.Wanted wanted = wanted(fields, name);
    return workspace.write(
        caller.require(), work -> roles.change(work, caller.require(), role, wanted));
  }

  @DELETE
  @Path("{id}")
  public Uni<Void> delete(@RestPath String id) {
    UUID role = id(id);
    return workspace.write(caller.require(), work -> roles.delete(work, caller.require(), role));
  }

  private static Roles.Wanted wanted(RequestFields fields, Optional<String> name) {
    boolean hasParent = fields.has("parent");
    Optional<String> parent = fields.optional("parent", Roles.MAX_NAME);
    fields.done();
    return new Roles.Wanted(name, parent, hasParent);
  }

  static UUID id(String text) {
    UUID id = FieldCoercion.parseId(text);
    if (id == null) {
      throw PlatformException.notFound();
    }
    return id;
  }
}
