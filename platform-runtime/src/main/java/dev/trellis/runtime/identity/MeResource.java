package dev.trellis.runtime.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.runtime.tenant.Tenant;
import dev.trellis.runtime.tenant.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who the caller is and what the interface needs to begin with. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
  private final FreshCaller fresh;
  private final Users users;
  private final Tenants tenants;

  MeResource(FreshCaller fresh, Users users, Tenants tenants) {
    this.fresh = fresh;
    this.users = users;
    this.tenants = tenants;
  }

  public record Me(
      MyUser user,
      MyTenant tenant,
      String locale,
      MyPermissions permissions,
      List<String> permissionSets,
      List<Rights.AppView> apps,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(nullable = true)
          @Nullable String csrfToken) {}

  public record MyUser(
      UUID id,
      String username,
      String email,
      String name,
      @Schema(nullable = true) @Nullable String locale,
      @Schema(nullable = true) @Nullable String timeZone) {}

  public record MyTenant(
      String address, String company, String locale, String timeZone, String currency) {}

  public record MyPermissions(List<String> system) {}

  @GET
  public Uni<Me> load(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    return fresh.in(
        language,
        (caller, rights) ->
            Uni.combine()
                .all()
                .unis(
                    users.load(caller.tenantId(), caller.userId()), tenants.load(caller.tenantId()))
                .with((user, tenant) -> me(caller, rights, user, tenant)));
  }

  private static Me me(Caller caller, Rights rights, UserView user, Tenant tenant) {
    return new Me(
        new MyUser(
            user.id(), user.username(), user.email(), user.name(), user.locale(), user.timeZone()),
        new MyTenant(
            tenant.address(),
            tenant.company(),
            tenant.locale(),
            tenant.timeZone().getId(),
            tenant.currency()),
        caller.locale(),
        new MyPermissions(rights.system().stream().map(SystemPermission::wire).sorted().toList()),
        caller.permissionSets(),
        rights.apps(),
        caller.csrfToken());
  }
}
