package dev.trellis.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.runtime.http.CommitMark;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Users, for administrators; and what everybody may change of themselves. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
  private final Users users;
  private final FreshCaller fresh;

  UserResource(Users users, FreshCaller fresh) {
    this.users = users;
    this.fresh = fresh;
  }

  public record UserList(
      List<UserView> users, @Schema(nullable = true) @Nullable String nextCursor) {}

  @GET
  public Uni<UserList> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
    return fresh.with(
        (caller, rights) -> {
          rights.require(SystemPermission.MANAGE_USERS);
          Page page = Page.of("users", caller, limit, cursor);
          return users
              .list(caller.tenantId(), page.after(), page.limit() + 1)
              .map(
                  rows ->
                      new UserList(
                          page.cut(rows), page.next(rows, row -> Username.key(row.username()))));
        });
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<UserView>> create(@Nullable JsonNode body, RoutingContext request) {
    return fresh.with(
        (caller, rights) -> {
          rights.require(SystemPermission.MANAGE_USERS);
          return users
              .create(
                  caller,
                  rights,
                  UserDraft.toCreate(new RequestFields(body), rights),
                  tx -> CommitMark.write(request, tx))
              .map(
                  user ->
                      RestResponse.ResponseBuilder.<UserView>created(
                              URI.create("/api/v1/users/" + user.id()))
                          .entity(user)
                          .header("ETag", ETags.of(user.version()))
                          .build());
        });
  }

  @GET
  @Path("{id}")
  public Uni<RestResponse<UserView>> load(@RestPath String id) {
    return fresh.with(
        (caller, rights) -> {
          UUID user = Ids.parse(id);
          if (!user.equals(caller.userId())) {
            rights.require(SystemPermission.MANAGE_USERS);
          }
          return users.load(caller.tenantId(), user).map(UserResource::answer);
        });
  }

  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  public Uni<RestResponse<UserView>> change(
      @RestPath String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable JsonNode body) {
    return fresh.with(
        (caller, rights) -> {
          UUID user = Ids.parse(id);
          OptionalInt version = ETags.version(ifMatch);
          UserDraft draft = UserDraft.toChange(new RequestFields(body));
          return users.change(caller, rights, user, draft, version).map(UserResource::answer);
        });
  }

  private static RestResponse<UserView> answer(UserView user) {
    return RestResponse.ResponseBuilder.ok(user).header("ETag", ETags.of(user.version())).build();
  }
}
