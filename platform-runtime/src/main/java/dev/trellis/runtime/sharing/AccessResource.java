package dev.trellis.runtime.sharing;

import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Workspace;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What may be done with a record, and why. */
@Path("/api/v1/records/{object}/{id}/access")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sharing")
public class AccessResource {
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final AccessReports reports;

  AccessResource(Workspace workspace, CurrentCaller caller, AccessReports reports) {
    this.workspace = workspace;
    this.caller = caller;
    this.reports = reports;
  }

  /** What the caller may do with it. */
  @GET
  public Uni<RecordRights> rights(@RestPath String object, @RestPath String id) {
    UUID record = RoleResource.id(id);
    return workspace.read(
        caller.require(),
        work -> RecordRights.of(work, ShareResource.object(work, object), record));
  }

  /**
   * Why a user may or may not read, edit and delete it, and a field of it. Needs {@code
   * manage_users}, and the record to be visible to who asks.
   *
   * @param user a user name or id
   */
  @GET
  @Path("explanation")
  public Uni<AccessReports.Report> explain(
      @RestPath String object,
      @RestPath String id,
      @RestQuery @Nullable String user,
      @RestQuery @Nullable String field) {
    UUID record = RoleResource.id(id);
    return reports.explain(caller.require(), object, record, user, field);
  }
}
