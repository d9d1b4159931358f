package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.identity.OpenSessions.SessionView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;

/** One's own sessions. */
@Path("/api/v1/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
  private final AccountAudit audit;
  private final OpenSessions sessions;
  private final Database database;
  private final FreshCaller fresh;

  SessionResource(OpenSessions sessions, Database database, FreshCaller fresh, AccountAudit audit) {
    this.audit = audit;
    this.sessions = sessions;
    this.database = database;
    this.fresh = fresh;
  }

  public record SessionList(List<SessionView> sessions) {}

  @GET
  public Uni<SessionList> list() {
    return fresh.with(
        (caller, _) ->
            inTransaction(caller, tx -> sessions.list(tx, caller.userId(), caller.sessionId()))
                .map(SessionList::new));
  }

  @DELETE
  @Path("{id}")
  public Uni<Void> revoke(@RestPath String id) {
    return fresh.with(
        (caller, _) -> {
          UUID session = Ids.parse(id);
          return inTransaction(
              caller,
              tx ->
                  sessions
                      .revoke(tx, caller.userId(), session)
                      .chain(() -> audit.own(tx, caller, AuditAction.SESSIONS_ENDED)));
        });
  }

  /** All but the one that asks. */
  @DELETE
  public Uni<Void> revokeOthers() {
    return fresh.with(
        (caller, _) ->
            inTransaction(
                caller,
                tx ->
                    sessions
                        .revokeAll(tx, caller.userId(), caller.sessionId())
                        .chain(() -> audit.own(tx, caller, AuditAction.SESSIONS_ENDED))));
  }

  private <T> Uni<T> inTransaction(Caller caller, Function<Tx, Uni<T>> work) {
    return database.transaction(caller.tenantId(), Database.Mode.READ, null, work);
  }
}
