package dev.trellis.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the tenant wants of those who sign in. */
@Path("/api/v1/sign-in-policy")
@Produces(MediaType.APPLICATION_JSON)
public class SignInPolicyResource {
  private final AccountAudit audit;
  private final FreshCaller fresh;
  private final Database database;
  private final OpenSessions sessions;

  SignInPolicyResource(
      FreshCaller fresh, Database database, OpenSessions sessions, AccountAudit audit) {
    this.audit = audit;
    this.fresh = fresh;
    this.database = database;
    this.sessions = sessions;
  }

  @GET
  public Uni<SignInPolicy> load() {
    return fresh.with(
        (caller, rights) -> {
          rights.require(SystemPermission.MANAGE_PERMISSIONS);
          return inTransaction(caller, SignInPolicy::find);
        });
  }

  /** Holds at once, also for sessions that are open. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<SignInPolicy> replace(@Nullable JsonNode body) {
    return fresh.with(
        (caller, rights) -> {
          rights.require(SystemPermission.MANAGE_PERMISSIONS);
          SignInPolicy policy = SignInPolicy.read(new RequestFields(body));
          return inTransaction(
              caller,
              tx ->
                  SignInPolicy.find(tx)
                      .call(() -> policy.store(tx))
                      .call(() -> sessions.limit(tx, policy.sessionLimits()))
                      .chain(before -> audit.policy(tx, caller, before, policy))
                      .replaceWith(policy));
        });
  }

  private <T> Uni<T> inTransaction(Caller caller, Function<Tx, Uni<T>> work) {
    return database.transaction(caller.tenantId(), Database.Mode.READ, null, work);
  }
}
