package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.identity.SecondFactorResource.SecondFactorView;
import dev.trellis.runtime.identity.factor.SecondFactors;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** For administrators: the second factor of somebody who lost it. */
@Path("/api/v1/users/{id}/second-factor")
@Produces(MediaType.APPLICATION_JSON)
public class UserSecondFactorResource {
  private final AccountAudit audit;
  private final SecondFactors factors;
  private final Database database;
  private final AdministeredUser administered;

  UserSecondFactorResource(
      SecondFactors factors, Database database, AdministeredUser administered, AccountAudit audit) {
    this.audit = audit;
    this.factors = factors;
    this.database = database;
    this.administered = administered;
  }

  @GET
  public Uni<SecondFactorView> load(@RestPath String id) {
    return administered.with(
        id,
        (caller, user) ->
            database
                .transaction(
                    caller.tenantId(), Database.Mode.READ, null, tx -> factors.find(tx, user.id()))
                .map(SecondFactorView::of));
  }

  /** The next sign-in is by password alone; it is theirs to set a factor up again. */
  @DELETE
  public Uni<Void> reset(@RestPath String id) {
    return administered.with(
        id,
        (caller, user) ->
            database
                .transaction(
                    caller.tenantId(),
                    Database.Mode.READ,
                    null,
                    tx ->
                        factors
                            .remove(tx, user.id())
                            .call(
                                () ->
                                    audit.of(
                                        tx,
                                        caller,
                                        AuditAction.SECOND_FACTOR_DISABLED,
                                        user.id(),
                                        user.name())))
                .replaceWithVoid());
  }
}
