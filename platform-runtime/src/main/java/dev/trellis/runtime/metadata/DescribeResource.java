package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CallerLanguage;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the caller may see and do, with labels in the caller's language. */
@Path("/api/v1/describe")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metadata")
public class DescribeResource {
  private final CurrentCaller caller;
  private final Workspace workspace;

  DescribeResource(CurrentCaller caller, Workspace workspace) {
    this.caller = caller;
    this.workspace = workspace;
  }

  /** The objects that the caller may read or create. */
  @GET
  public Uni<byte[]> all(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    Caller current = caller.require();
    return workspace.read(
        current,
        work -> {
          var texts = new Texts(work.model(), CallerLanguage.of(current, language));
          ObjectNode json = Json.MAPPER.createObjectNode();
          json.put("revision", work.model().revision());
          ArrayNode objects = json.putArray("objects");
          for (ObjectModel object : work.model().objects().values()) {
            if (!object.isPlatformObject() && isVisible(work, object)) {
              objects.add(new ObjectDescription(work, object, texts, current.username()).summary());
            }
          }
          return Uni.createFrom().item(OutcomeJson.bytes(json));
        });
  }

  @GET
  @Path("{object}")
  public Uni<byte[]> one(
      @RestPath String object,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    Caller current = caller.require();
    return workspace.read(
        current,
        work -> {
          var texts = new Texts(work.model(), CallerLanguage.of(current, language));
          ObjectModel model = work.object(object);
          return Uni.createFrom()
              .item(
                  OutcomeJson.bytes(
                      new ObjectDescription(work, model, texts, current.username()).whole()));
        });
  }

  private static boolean isVisible(Work work, ObjectModel object) {
    return work.access().can(object, ObjectPermission.READ)
        || work.access().can(object, ObjectPermission.CREATE);
  }
}
