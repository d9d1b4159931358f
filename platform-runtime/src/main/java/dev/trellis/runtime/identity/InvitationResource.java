package dev.trellis.runtime.identity;

import dev.trellis.runtime.identity.Invitations.Invitation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** For administrators: lets a user choose a password. */
@Path("/api/v1/users/{id}/invitation")
@Produces(MediaType.APPLICATION_JSON)
public class InvitationResource {
  private final Invitations invitations;
  private final AdministeredUser administered;

  InvitationResource(Invitations invitations, AdministeredUser administered) {
    this.invitations = invitations;
    this.administered = administered;
  }

  @POST
  public Uni<Invitation> invite(@RestPath String id) {
    return administered.with(id, invitations::invite);
  }
}
