package dev.trellis.runtime.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.identity.RequestFields;
import dev.trellis.runtime.sharing.Teams.TeamView;
import dev.trellis.runtime.work.Workspace;
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
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Teams: everybody may know them, {@code manage_users} changes them. */
@Path("/api/v1/teams")
@Produces(MediaType.APPLICATION_JSON)
public class TeamResource {
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final Teams teams;

  TeamResource(Workspace workspace, CurrentCaller caller, Teams teams) {
    this.workspace = workspace;
    this.caller = caller;
    this.teams = teams;
  }

  public record TeamList(List<TeamView> teams) {}

  @GET
  public Uni<TeamList> list() {
    return workspace.read(caller.require(), teams::all).map(TeamList::new);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<TeamView>> create(@Nullable JsonNode body) {
    var fields = new RequestFields(body);
    Teams.Wanted wanted = wanted(fields, Optional.of(fields.required("name", Teams.MAX_NAME)));
    return workspace
        .write(caller.require(), work -> teams.create(work, caller.require(), wanted))
        .map(
            team ->
                RestResponse.ResponseBuilder.<TeamView>created(
                        URI.create("/api/v1/teams/" + team.id()))
                    .entity(team)
                    .build());
  }

  /** {@code members} replaces all of them. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<TeamView> change(@RestPath String id, @Nullable JsonNode body) {
    UUID team = RoleResource.id(id);
    var fields = new RequestFields(body);
    Teams.Wanted wanted =
        wanted(
            fields,
            fields.has("name")
                ? Optional.of(fields.required("name", Teams.MAX_NAME))
                : Optional.empty());
    return workspace.write(
        caller.require(), work -> teams.change(work, caller.require(), team, wanted));
  }

  @DELETE
  @Path("{id}")
  public Uni<Void> delete(@RestPath String id) {
    UUID team = RoleResource.id(id);
    return workspace.write(caller.require(), work -> teams.delete(work, caller.require(), team));
  }

  private static Teams.Wanted wanted(RequestFields fields, Optional<String> name) {
    Optional<Set<String>> members = fields.texts("members", Teams.MAX_MEMBERS);
    fields.done();
    return new Teams.Wanted(name, members);
  }
}
