package dev.trellis.runtime.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.RelationshipModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.query.CursorCodec;
import dev.trellis.metadata.query.ReachQuery;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a record: the changes of its own fields ({@code history}), and with them the
 * records that came to belong to it ({@code timeline}). Newest first. Changes of fields that the
 * reader may not see are left out.
 */
@ApplicationScoped
class HistoryReads {
  private static final String HISTORY =
      "SELECT h.id, h.at, h.action, h.version, h.changes::text AS changes, h.actor, u.name AS actor_name FROM history h"
          + " LEFT JOIN app_user u ON u.tenant_id = h.tenant_id AND u.id = h.actor"
          + " WHERE h.tenant_id = $1 AND h.object_id = $2 AND h.record_id = $3 AND h.id < $4 ORDER BY h.id DESC LIMIT $5";
  private static final String CREATOR =
      "SELECT name FROM app_user WHERE tenant_id = $1 AND id = $2";
  private static final UUID LAST = new UUID(-1L, -1L);
  private static final List<ColumnType> CURSOR = List.of(ColumnType.UUID);

  private final CursorCodec cursors;

  HistoryReads(CursorCodec cursors) {
    this.cursors = cursors;
  }

  /**
   * @param id a UUID of version 7: its order is the order of events
   * @param changes field name → [old, new]; null for creations and deletions
   * @param object set when the event is about another record than the one looked at
   */
  private record Event(
      UUID id,
      Instant at,
      String type,
      @Nullable UUID actor,
      @Nullable String actorName,
      @Nullable JsonNode changes,
      @Nullable ObjectModel object,
      @Nullable UUID recordId,
      @Nullable String recordName) {}

  /** {@code {"entries": [{at, by, action, changes: [{field, old, new}]}], "next_cursor"}} */
  Uni<byte[]> history(Work work, ObjectModel object, UUID id, int limit, @Nullable String cursor) {
    var binding = binding(work, "history", object, id);
    return RecordReads.load(work, object, id)
        .chain(record -> own(work, object, record, id, after(binding, cursor), limit))
        .map(events -> json(work, object, events, limit, binding, "entries", "action"));
  }

  /** {@code {"events": [{at, by, type, …}], "next_cursor"}} */
  Uni<byte[]> timeline(Work work, ObjectModel object, UUID id, int limit, @Nullable String cursor) {
    var binding = binding(work, "timeline", object, id);
    UUID before = after(binding, cursor);
    var sources = new ArrayList<Uni<List<Event>>>();
    sources.add(
        RecordReads.load(work, object, id)
            .chain(record -> own(work, object, record, id, before, limit)));
    for (RelationshipModel relationship : work.model().relationships(object.name())) {
      if (work.access().can(relationship.from(), ObjectPermission.READ)
          && work.access().canRead(relationship.from(), relationship.field())) {
        sources.add(related(work, relationship, id, before, limit));
      }
    }
    return Uni.join()
        .all(sources)
        .andFailFast()
        .map(
            lists -> {
              var events = new ArrayList<Event>();
              lists.forEach(events::addAll);
              events.sort(Comparator.comparing((Event event) -> event.id().toString()).reversed());
              return json(work, object, events, limit, binding, "events", "type");
            });
  }

  private static CursorCodec.Binding binding(Work work, String what, ObjectModel object, UUID id) {
    return new CursorCodec.Binding(
        work.tenantId(), work.userId(), what + " " + object.name() + " " + id);
  }

  private UUID after(CursorCodec.Binding binding, @Nullable String cursor) {
    return cursor == null || cursor.isBlank()
        ? LAST
        : (UUID) cursors.decode(binding, CURSOR, cursor).getFirst();
  }

  /** The record's own changes, and its creation, whose place in the order is the record's id. */
  private static Uni<List<Event>> own(
      Work work, ObjectModel object, StoredRecord record, UUID id, UUID before, int limit) {
    var rows =
        work.tx().query(HISTORY, Tuple.of(work.tenantId(), object.id(), id, before, limit + 1));
    UUID creator = (UUID) record.value(object.require(SystemFields.CREATED_BY));
    var creatorName = work.tx().query(CREATOR, Tuple.of(work.tenantId(), creator));
    return Uni.combine()
        .all()
        .unis(rows, creatorName)
        .asTuple()
        .map(
            found -> {
              var events = new ArrayList<Event>();
              for (Row row : found.getItem1()) {
                events.add(event(row));
              }
              if (compare(id, before) < 0) {
                String name =
                    found.getItem2().size() == 0
                        ? null
                        : found.getItem2().iterator().next().getString(0);
                Instant at = (Instant) record.value(object.require(SystemFields.CREATED_AT));
                events.add(new Event(id, at, "created", creator, name, null, null, null, null));
              }
              return events;
            });
  }

  private static Event event(Row row) {
    String changes = row.getString("changes");
    return new Event(
        row.getUUID("id"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("action"),
        row.getUUID("actor"),
        row.getString("actor_name"),
        changes == null ? null : Json.parse(changes),
        null,
        null,
        null);
  }

  private static Uni<List<Event>> related(
      Work work, RelationshipModel relationship, UUID id, UUID before, int limit) {
    ObjectModel from = relationship.from();
    if (!(relationship.field().storage() instanceof Storage.Column column)) {
      return Uni.createFrom().item(List.of());
    }
    String scope =
        from.table().isShared()
            ? "r.tenant_id = $1 AND r.object_id = $5 AND "
            : "$5::int IS NOT NULL AND ";
    SqlFragment reached = ReachQuery.condition(work.scope(), from);
    Tuple parameters = Tuple.of(work.tenantId(), id, before, limit + 1, from.id());
    String condition = reached.after(parameters.size());
    reached.parameters().forEach(parameters::addValue);
    return work.tx()
        .query(
            "SELECT r.id, r.name, r.created_at, r.created_by, u.name AS actor_name FROM "
                + from.table().name()
                + " r LEFT JOIN app_user u ON u.tenant_id = $1 AND u.id = r.created_by WHERE "
                + scope
                + "r."
                + (column.hasIndex() ? column.indexed() : column.column())
                + " = $2 AND r.id < $3 AND r.deleted_at IS NULL AND "
                + condition
                + " ORDER BY r.id DESC LIMIT $4",
            parameters)
        .map(
            rows -> {
              var events = new ArrayList<Event>();
              for (Row row : rows) {
                OffsetDateTime at = row.getOffsetDateTime("created_at");
                events.add(
                    new Event(
                        row.getUUID("id"),
                        at.toInstant(),
                        "related_created",
                        row.getUUID("created_by"),
                        row.getString("actor_name"),
                        null,
                        from,
                        row.getUUID("id"),
                        work.access().canRead(from, from.require(SystemFields.NAME))
                            ? row.getString("name")
                            : null));
              }
              return events;
            });
  }

  /** As PostgreSQL orders them: byte by byte, unsigned. */
  private static int compare(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }

  private byte[] json(
      Work work,
      ObjectModel object,
      List<Event> events,
      int limit,
      CursorCodec.Binding binding,
      String member,
      String action) {
    List<Event> page = events.size() > limit ? events.subList(0, limit) : events;
    String next =
        events.size() > limit
            ? cursors.encode(binding, CURSOR, List.of(page.getLast().id()))
            : null;
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart(member);
          for (Event event : page) {
            write(json, work, object, event, action);
          }
          json.writeEndArray();
          json.writeStringField("next_cursor", next);
          json.writeEndObject();
        });
  }

  private static void write(
      JsonGenerator json, Work work, ObjectModel object, Event event, String action)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("at", event.at().toString());
    writePerson(json, "by", event.actor(), event.actorName());
    json.writeStringField(action, event.type());
    if (event.object() != null) {
      json.writeStringField("object", event.object().name());
      json.writeStringField("id", String.valueOf(event.recordId()));
      json.writeStringField("name", event.recordName());
    }
    if (event.changes() != null) {
      json.writeArrayFieldStart("changes");
      for (Map.Entry<String, JsonNode> change : event.changes().properties()) {
        Optional<FieldModel> field = object.field(change.getKey());
        // A field that is gone has nobody who may read it.
        if (field.isPresent() && work.access().canRead(object, field.get())) {
          json.writeStartObject();
          json.writeStringField("field", change.getKey());
          json.writeFieldName("old");
          json.writeTree(change.getValue().path(0));
          json.writeFieldName("new");
          json.writeTree(change.getValue().path(1));
          json.writeEndObject();
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  static void writePerson(
      JsonGenerator json, String member, @Nullable UUID id, @Nullable String name)
      throws IOException {
    if (id == null) {
      json.writeNullField(member);
      return;
    }
    json.writeObjectFieldStart(member);
    json.writeStringField("id", id.toString());
    json.writeStringField("name", name);
    json.writeEndObject();
  }
}
