package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Changes as they happen, and the feed of those that have happened. */
@Path("/api/v1")
@Tag(name = "Changes")
public class ChangeResource {
  /** Keeps proxies from closing a quiet stream. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private final Workspace workspace;
  private final CurrentCaller caller;
  private final ChangeFeed feed;
  private final ChangeEvents events;

  ChangeResource(Workspace workspace, CurrentCaller caller, ChangeFeed feed, ChangeEvents events) {
    this.workspace = workspace;
    this.caller = caller;
    this.feed = feed;
    this.events = events;
  }

  @GET
  @Path("changes/{object}")
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<byte[]> changes(
      @RestPath String object,
      @RestQuery @Nullable String since,
      @RestQuery @Nullable String limit) {
    int size = RecordContextResource.pageSize(limit);
    return workspace.read(
        caller.require(), work -> feed.page(work, work.object(object), since, size));
  }

  /**
   * Server-sent events named {@code change}: {@code {object, action, ids}} of the objects that the
   * caller may read. The rights are looked at for each event, so they end with the session.
   */
  @GET
  @Path("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> events(@Context Sse sse) {
    Caller listener = caller.require();
    Multi<OutboundSseEvent> changes =
        events
            .of(listener.tenantId())
            .onItem()
            .transformToMultiAndConcatenate(event -> visible(listener, event))
            .map(event -> sse.newEventBuilder().name("change").data(json(event)).build());
    Multi<OutboundSseEvent> heartbeats =
        Multi.createFrom()
            .ticks()
            .every(HEARTBEAT)
            .onOverflow()
            .drop()
            .map(_ -> sse.newEventBuilder().comment("").build());
    Multi<OutboundSseEvent> hello =
        Multi.createFrom().item(sse.newEventBuilder().name("ready").data("{}").build());
    return Multi.createBy()
        .concatenating()
        .streams(hello, Multi.createBy().merging().streams(changes, heartbeats))
        // Signed out or switched off meanwhile: the stream ends, and that is no fault.
        .onFailure(ChangeResource::isSignedOut)
        .recoverWithCompletion();
  }

  private static boolean isSignedOut(Throwable failure) {
    return failure instanceof PlatformException platform
        && platform.code() == ErrorCode.UNAUTHENTICATED;
  }

  private Multi<ChangeEvents.Event> visible(Caller listener, ChangeEvents.Event event) {
    return workspace
        .read(
            listener,
            work ->
                Uni.createFrom()
                    .item(
                        work.model()
                            .object(event.object())
                            .filter(object -> work.access().can(object, ObjectPermission.READ))
                            .isPresent()))
        .onItem()
        .transformToMulti(may -> may ? Multi.createFrom().item(event) : Multi.createFrom().empty());
  }

  private static String json(ChangeEvents.Event event) {
    return new String(
        JsonBytes.of(
            out -> {
              out.writeStartObject();
              out.writeStringField("object", event.object());
              out.writeStringField("action", event.action());
              out.writeArrayFieldStart("ids");
              for (UUID id : event.ids()) {
                out.writeString(id.toString());
              }
              out.writeEndArray();
              out.writeEndObject();
            }),
        StandardCharsets.UTF_8);
  }
}
