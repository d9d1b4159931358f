package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.runtime.event.ChangeEvents;
import dev.trellis.runtime.event.FeedPosition;
import dev.trellis.runtime.event.LiveEvent;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
   * caller may read, whichever node made the change. The rights are looked at for each event, so
   * they end with the session. Each event has an id that a stream which broke can be taken up from;
   * it is a position of the change feed, too.
   */
  @GET
  @Path("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> events(
      @Context Sse sse, @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
    Caller listener = caller.require();
    FeedPosition since =
        lastEventId == null || lastEventId.isBlank() ? null : ChangeFeed.position(lastEventId, "");
    Multi<OutboundSseEvent> changes =
        events
            .of(listener.tenantId(), since)
            .onItem()
            .transformToMultiAndConcatenate(event -> told(listener, sse, event));
    Multi<OutboundSseEvent> heartbeats =
        Multi.createFrom()
            .ticks()
            .every(HEARTBEAT)
            .onOverflow()
            .drop()
            .map(_ -> sse.newEventBuilder().comment("").build());
    return Multi.createBy()
        .merging()
        // Heartbeats have no end of their own: the changes' end is everybody's.
        .streams(changes.onCompletion().failWith(StreamEnded::new), heartbeats)
        .onFailure(failure -> failure instanceof StreamEnded || isSignedOut(failure))
        .recoverWithCompletion();
  }

  private static final class StreamEnded extends RuntimeException {
    StreamEnded() {
      super("the stream has ended", null, false, false);
    }
  }

  /** Signed out or switched off meanwhile: the stream ends, and that is no fault. */
  private static boolean isSignedOut(Throwable failure) {
    return failure instanceof PlatformException platform
        && platform.code() == ErrorCode.UNAUTHENTICATED;
  }

  private Multi<OutboundSseEvent> told(Caller listener, Sse sse, LiveEvent event) {
    return switch (event) {
      case LiveEvent.Ready ready ->
          Multi.createFrom()
              .item(
                  sse.newEventBuilder()
                      .id(ready.next().toString())
                      .name("ready")
                      .data("{}")
                      .build());
      case LiveEvent.Change change ->
          workspace
              .read(listener, work -> visible(work, change))
              .onItem()
              .transformToMulti(seen -> Multi.createFrom().optional(seen))
              .map(seen -> told(sse, seen.object(), seen.change()));
    };
  }

  /** As much of a change as a listener may know. */
  private record Seen(ObjectModel object, LiveEvent.Change change) {}

  private static Uni<Optional<Seen>> visible(Work work, LiveEvent.Change change) {
    return work.model()
        .object(change.objectId())
        .filter(object -> work.access().can(object, ObjectPermission.READ))
        .map(
            object ->
                Reached.visible(work, object, change.ids()).map(ids -> seen(object, change, ids)))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private static Optional<Seen> seen(
      ObjectModel object, LiveEvent.Change change, Set<UUID> visible) {
    List<UUID> ids = change.ids().stream().filter(visible::contains).toList();
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Seen(
                object,
                new LiveEvent.Change(change.next(), change.objectId(), change.action(), ids)));
  }

  private static OutboundSseEvent told(Sse sse, ObjectModel object, LiveEvent.Change change) {
    return sse.newEventBuilder()
        .id(change.next().toString())
        .name("change")
        .data(json(object, change))
        .build();
  }

  private static String json(ObjectModel object, LiveEvent.Change change) {
    return new String(
        JsonBytes.of(
            out -> {
              out.writeStartObject();
              out.writeStringField("object", object.name());
              out.writeStringField("action", change.action());
              out.writeArrayFieldStart("ids");
              for (UUID id : change.ids()) {
                out.writeString(id.toString());
              }
              out.writeEndArray();
              out.writeEndObject();
            }),
        StandardCharsets.UTF_8);
  }
}
