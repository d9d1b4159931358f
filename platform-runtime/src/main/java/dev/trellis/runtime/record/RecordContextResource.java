package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.RelationshipModel;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What surrounds a record: its past, and what belongs to it. */
@Path("/api/v1/records/{object}/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Records")
public class RecordContextResource {
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final HistoryReads history;
  private final RecordReads reads;

  RecordContextResource(
      Workspace workspace, CurrentCaller caller, HistoryReads history, RecordReads reads) {
    this.workspace = workspace;
    this.caller = caller;
    this.history = history;
    this.reads = reads;
  }

  @GET
  @Path("history")
  @APIResponseSchema(RecordAnswers.HistoryPage.class)
  public Uni<byte[]> history(
      @RestPath String object,
      @RestPath String id,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int size = pageSize(limit);
    return workspace.read(
        caller.require(),
        work -> history.history(work, readable(work, object), id(id), size, cursor));
  }

  @GET
  @Path("timeline")
  @APIResponseSchema(RecordAnswers.TimelinePage.class)
  public Uni<byte[]> timeline(
      @RestPath String object,
      @RestPath String id,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int size = pageSize(limit);
    return workspace.read(
        caller.require(),
        work -> history.timeline(work, readable(work, object), id(id), size, cursor));
  }

  /** A list of the records that refer to this one, with everything that lists can do. */
  @GET
  @Path("related/{relationship}")
  public Uni<byte[]> related(
      @RestPath String object,
      @RestPath String id,
      @RestPath String relationship,
      @RestQuery @Nullable String filter,
      @RestQuery @Nullable String q,
      @RestQuery @Nullable String sort,
      @RestQuery @Nullable String fields,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String count) {
    UUID parent = id(id);
    return workspace.list(
        caller.require(),
        q != null || count != null,
        work -> {
          ObjectModel model = readable(work, object);
          RelationshipModel found = relationship(work, model, relationship);
          ListRequest list =
              ListRequest.of(found.from(), filter, q, sort, fields, limit, cursor, count);
          var narrowed =
              new ListRequest(
                  list.query()
                      .withCondition(
                          "/relationship", found.field().name() + " = \"" + parent + "\""),
                  list.count());
          return RecordReads.load(work, model, parent).chain(() -> reads.list(work, narrowed));
        });
  }

  private static RelationshipModel relationship(Work work, ObjectModel object, String name) {
    return work.model().relationships(object.name()).stream()
        .filter(relationship -> relationship.name().equals(name))
        .filter(relationship -> work.access().can(relationship.from(), ObjectPermission.READ))
        .filter(relationship -> work.access().canRead(relationship.from(), relationship.field()))
        .findFirst()
        .orElseThrow(PlatformException::notFound);
  }

  private static ObjectModel readable(Work work, String name) {
    ObjectModel object = work.object(name);
    work.require(object, ObjectPermission.READ);
    if (object.isPlatformObject()) {
      throw PlatformException.notFound();
    }
    return object;
  }

  static int pageSize(@Nullable String limit) {
    int size = ListRequest.limit(limit);
    if (size < 1 || size > RecordQuery.MAX_LIMIT) {
      throw PlatformException.invalid(
          Violation.of(
              "/limit",
              size < 1 ? "too_small" : "too_large",
              "min",
              1,
              "max",
              RecordQuery.MAX_LIMIT));
    }
    return size;
  }

  private static UUID id(String text) {
    UUID id = FieldCoercion.parseId(text);
    if (id == null) {
      throw PlatformException.notFound();
    }
    return id;
  }
}
