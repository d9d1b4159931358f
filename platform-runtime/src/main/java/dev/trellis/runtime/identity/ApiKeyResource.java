package dev.trellis.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.runtime.identity.ApiKeys.ApiKeyView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keys of programs. */
@Path("/api/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeyResource {
  private static final int MAX_NAME = 255;
  private static final int MAX_SETS = 100;

  private final ApiKeys keys;
  private final FreshCaller fresh;
  private final Clock clock;

  ApiKeyResource(ApiKeys keys, FreshCaller fresh, Clock clock) {
    this.keys = keys;
    this.fresh = fresh;
    this.clock = clock;
  }

  /** The only answer that holds the key. */
  public record CreatedKey(
      UUID id,
      String key,
      String name,
      List<String> permissionSets,
      Instant createdAt,
      @Schema(nullable = true) @Nullable Instant expiresAt) {}

  public record ApiKeyList(
      List<ApiKeyView> apiKeys, @Schema(nullable = true) @Nullable String nextCursor) {}

  @GET
  public Uni<ApiKeyList> list() {
    return fresh.with(
        (caller, rights) -> {
          rights.require(SystemPermission.MANAGE_API_KEYS);
          return keys.list(caller).map(found -> new ApiKeyList(found, null));
        });
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<CreatedKey>> create(@Nullable JsonNode body) {
    return fresh.with(
        (caller, rights) -> {
          rights.require(SystemPermission.MANAGE_API_KEYS);
          var fields = new RequestFields(body);
          String name = fields.required("name", MAX_NAME);
          Optional<Set<String>> sets = fields.texts("permission_sets", MAX_SETS);
          if (sets.isEmpty() && !fields.isRefused("permission_sets")) {
            fields.refuse("permission_sets", "required");
          }
          rights.checkKnown(fields, sets);
          Instant expiresAt = expiry(fields);
          fields.done();
          rights.requireGrantable(caller, sets.orElseThrow());
          return keys.create(caller, name, sets.orElseThrow(), expiresAt)
              .map(ApiKeyResource::created);
        });
  }

  @DELETE
  @Path("{id}")
  public Uni<Void> revoke(@RestPath String id) {
    return fresh.with(
        (caller, rights) -> {
          rights.require(SystemPermission.MANAGE_API_KEYS);
          return keys.revoke(caller, Ids.parse(id));
        });
  }

  private @Nullable Instant expiry(RequestFields fields) {
    Optional<String> text = fields.optional("expires_at", MAX_NAME);
    if (text.isEmpty()) {
      return null;
    }
    try {
      Instant expiry = OffsetDateTime.parse(text.get()).toInstant();
      if (!expiry.isAfter(clock.instant())) {
        fields.refuse("expires_at", "in_the_past");
      }
      return expiry;
    } catch (DateTimeException e) {
      fields.refuse("expires_at", "invalid_datetime");
      return null;
    }
  }

  private static RestResponse<CreatedKey> created(ApiKeys.NewKey key) {
    ApiKeyView view = key.view();
    return RestResponse.ResponseBuilder.<CreatedKey>created(
            URI.create("/api/v1/api-keys/" + view.id()))
        .entity(
            new CreatedKey(
                view.id(),
                key.token().text(),
                view.name(),
                view.permissionSets(),
                view.createdAt(),
                view.expiresAt()))
        .build();
  }
}
