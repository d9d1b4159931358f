package dev.trellis.runtime.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.identity.RequestFields;
import dev.trellis.runtime.sharing.Shares.ShareView;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.component.Grantee;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** With whom a single record is shared, and what the caller may do with it. */
@Path("/api/v1/records/{object}/{id}/shares")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sharing")
public class ShareResource {
  private static final Set<String> ACCESS = Set.of("read", "edit");

  private final Workspace workspace;
  private final CurrentCaller caller;
  private final Shares shares;

  ShareResource(Workspace workspace, CurrentCaller caller, Shares shares) {
    this.workspace = workspace;
    this.caller = caller;
    this.shares = shares;
  }

  public record ShareList(List<ShareView> shares) {}

  @GET
  public Uni<ShareList> list(@RestPath String object, @RestPath String id) {
    UUID record = RoleResource.id(id);
    return workspace
        .read(caller.require(), work -> shares.all(work, object(work, object), record))
        .map(ShareList::new);
  }

  /**
   * {@code {"with": {"user"|"role"|"team": name} or {"everyone": true}, "access": "read"|"edit",
   * "duty"?, "expires_at"?}}; once more for the same changes it.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<ShareList> put(@RestPath String object, @RestPath String id, @Nullable JsonNode body) {
    UUID record = RoleResource.id(id);
    Shares.Wanted wanted = wanted(body);
    return workspace
        .write(
            caller.require(),
            work -> shares.put(work, caller.require(), object(work, object), record, wanted))
        .map(ShareList::new);
  }

  @DELETE
  @Path("{grantee}")
  public Uni<Void> remove(@RestPath String object, @RestPath String id, @RestPath String grantee) {
    UUID record = RoleResource.id(id);
    UUID from = RoleResource.id(grantee);
    return workspace.write(
        caller.require(),
        work -> shares.remove(work, caller.require(), object(work, object), record, from));
  }

  static ObjectModel object(Work work, String name) {
    ObjectModel object = work.object(name);
    if (object.isPlatformObject()) {
      throw PlatformException.notFound();
    }
    return object;
  }

  private static Shares.Wanted wanted(@Nullable JsonNode body) {
    var fields = new RequestFields(body);
    fields.has("with");
    Grantee with = with(body == null ? null : body.get("with"), fields);
    Optional<String> access = fields.optional("access", 10);
    fields.check("access", access, ACCESS::contains, "unknown_value");
    Optional<String> duty = fields.optional("duty", Shares.MAX_DUTY);
    Optional<Instant> expiresAt =
        fields.optional("expires_at", 40).flatMap(text -> instant(fields, text));
    fields.done();
    return new Shares.Wanted(
        with, access.orElse("read").equals("edit"), duty.orElse(null), expiresAt.orElse(null));
  }

  private static Grantee with(@Nullable JsonNode json, RequestFields fields) {
    if (json == null || !json.isObject() || json.size() != 1) {
      fields.refuse("with", "one_grantee");
      return new Grantee(Grantee.Type.EVERYONE, "true");
    }
    String key = json.fieldNames().next();
    JsonNode name = json.get(key);
    for (Grantee.Type type : Shares.TYPES) {
      boolean isEveryone = type == Grantee.Type.EVERYONE;
      if (type.wire().equals(key.toLowerCase(Locale.ROOT))
          && (isEveryone ? name.asBoolean(false) : name.isTextual())) {
        return new Grantee(type, name.asText());
      }
    }
    fields.refuse(List.of(Violation.of("/with", "one_grantee")));
    return new Grantee(Grantee.Type.EVERYONE, "true");
  }

  private static Optional<Instant> instant(RequestFields fields, String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      fields.refuse("expires_at", "invalid_datetime");
      return Optional.empty();
    }
  }
}
