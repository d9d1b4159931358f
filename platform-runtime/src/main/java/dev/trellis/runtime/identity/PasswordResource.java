package dev.trellis.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.audit.Client;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Passwords of people who are not signed in. */
@Path("/api/v1/auth/password")
@Produces(MediaType.APPLICATION_JSON)
public class PasswordResource {
  private static final int MAX_TEXT = 1_000;

  private final PasswordResets resets;
  private final PasswordLinks links;

  PasswordResource(PasswordResets resets, PasswordLinks links) {
    this.resets = resets;
    this.links = links;
  }

  /** Whether this installation can send a link to those who forgot their password. */
  public record ResetOptions(boolean byMail) {}

  public record LinkView(String tenant, String username, String name) {}

  @GET
  @Path("reset")
  public ResetOptions options() {
    return new ResetOptions(resets.arePossible());
  }

  /** Answers the same whether there is such a user or not. */
  @POST
  @Path("reset")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> reset(@Nullable JsonNode body, RoutingContext context) {
    var fields = new RequestFields(body);
    String tenant = fields.required("tenant", MAX_TEXT);
    String username = fields.required("username", Username.MAX);
    fields.done();
    return resets.request(tenant, username, Client.of(context.request()));
  }

  /** Whose password a link sets. The token is in the body, where no log keeps it. */
  @POST
  @Path("link")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<LinkView> link(@Nullable JsonNode body) {
    var fields = new RequestFields(body);
    String token = fields.required("token", MAX_TEXT);
    fields.done();
    return links
        .holder(token)
        .map(holder -> new LinkView(holder.tenant(), holder.username(), holder.name()));
  }

  /** Chooses a password by a link, which is then spent. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> choose(@Nullable JsonNode body) {
    var fields = new RequestFields(body);
    String token = fields.required("token", MAX_TEXT);
    String password = fields.secret("password", MAX_TEXT).orElse("");
    fields.done();
    return links.setPassword(token, password);
  }
}
