package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.identity.SessionResource.SessionList;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;

/** For administrators: the sessions of a user. */
@Path("/api/v1/users/{id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class UserSessionResource {
  private final AccountAudit audit;
  private final OpenSessions sessions;
  private final Database database;
  private final AdministeredUser administered;

  UserSessionResource(
      OpenSessions sessions, Database database, AdministeredUser administered, AccountAudit audit) {
    this.audit = audit;
    this.sessions = sessions;
    this.database = database;
    this.administered = administered;
  }

  @GET
  public Uni<SessionList> list(@RestPath String id) {
    return administered.with(
        id,
        (caller, user) ->
            inTransaction(caller, tx -> sessions.list(tx, user.id(), caller.sessionId()))
                .map(SessionList::new));
  }

  @DELETE
  public Uni<Void> revokeAll(@RestPath String id) {
    return administered.with(
        id,
        (caller, user) ->
            inTransaction(
                caller,
                tx ->
                    sessions
                        .revokeAll(tx, user.id(), null)
                        .chain(
                            () ->
                                audit.of(
                                    tx,
                                    caller,
                                    AuditAction.SESSIONS_ENDED,
                                    user.id(),
                                    user.name()))));
  }

  private <T> Uni<T> inTransaction(Caller caller, Function<Tx, Uni<T>> work) {
    return database.transaction(caller.tenantId(), Database.Mode.READ, null, work);
  }
}
