package dev.trellis.runtime.identity;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.postgres.ControlTransaction;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who signed in, or tried to; the newest first. */
@Path("/api/v1/login-history")
@Produces(MediaType.APPLICATION_JSON)
public class LoginHistoryResource {
  private static final UUID NEWEST = new UUID(-1, -1);

  private final ControlTransaction control;
  private final FreshCaller fresh;

  LoginHistoryResource(ControlTransaction control, FreshCaller fresh) {
    this.control = control;
    this.fresh = fresh;
  }

  public record LoginView(
      UUID id,
      Instant at,
      @Schema(nullable = true) @Nullable UUID userId,
      String username,
      String outcome,
      @Schema(nullable = true) @Nullable String address,
      @Schema(nullable = true) @Nullable String agent) {}

  public record LoginList(
      List<LoginView> logins, @Schema(nullable = true) @Nullable String nextCursor) {}

  @GET
  public Uni<LoginList> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
    return fresh.with(
        (caller, rights) -> {
          rights.require(SystemPermission.VIEW_AUDIT);
          Page page = Page.of("logins", caller, limit, cursor);
          return rows(caller, before(page), page.limit() + 1)
              .map(
                  rows ->
                      new LoginList(page.cut(rows), page.next(rows, row -> row.id().toString())));
        });
  }

  private static UUID before(Page page) {
    try {
      return page.after().isEmpty() ? NEWEST : UUID.fromString(page.after());
    } catch (IllegalArgumentException e) {
      throw PlatformException.of(ErrorCode.MALFORMED, "bad_cursor");
    }
  }

  private Uni<List<LoginView>> rows(Caller caller, UUID before, int limit) {
    return control.transaction(
        caller.tenantId(),
        Database.Mode.READ,
        null,
        (_, session) ->
            session
                .createSelectionQuery(
                    "from LoginEntry e where e.tenantId = :tenant and e.id < :before"
                        + " order by e.id desc",
                    LoginEntry.class)
                .setParameter("tenant", caller.tenantId())
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList()
                .map(entries -> entries.stream().map(LoginHistoryResource::view).toList()));
  }

  private static LoginView view(LoginEntry entry) {
    return new LoginView(
        entry.id,
        entry.at,
        entry.userId,
        entry.username,
        entry.outcome,
        entry.address,
        entry.agent);
  }
}
