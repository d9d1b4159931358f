package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.query.CursorCodec;
import dev.trellis.metadata.query.ReachQuery;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was deleted and can still come back, latest first. */
@ApplicationScoped
class RecycleBin {
  private static final List<ColumnType> CURSOR = List.of(ColumnType.TIME, ColumnType.UUID);
  private static final OffsetDateTime FAR =
      OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final UUID LAST = new UUID(-1L, -1L);

  private final CursorCodec cursors;

  RecycleBin(CursorCodec cursors) {
    this.cursors = cursors;
  }

  /** {@code {"records": [{id, object, name, deleted_at, deleted_by}], "next_cursor"}} */
  Uni<byte[]> list(Work work, @Nullable String objectName, int limit, @Nullable String cursor) {
    List<ObjectModel> objects = objects(work, objectName);
    var binding = new CursorCodec.Binding(work.tenantId(), work.userId(), "bin " + objectName);
    List<@Nullable Object> after =
        cursor == null || cursor.isBlank()
            ? List.of(FAR, LAST)
            : cursors.decode(binding, CURSOR, cursor);
    // Promoted objects have tables of their own; the rest of a tenant's records share one.
    var tables = objects.stream().map(object -> object.table().name()).distinct().toList();
    var sources = tables.stream().map(table -> page(work, table, objects, after, limit)).toList();
    if (sources.isEmpty()) {
      return page(work, List.of(), limit, binding);
    }
    return Uni.join()
        .all(sources)
        .andFailFast()
        .chain(pages -> page(work, merge(pages), limit, binding));
  }

  private static List<ObjectModel> objects(Work work, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      ObjectModel object = work.model().object(name).orElseThrow(PlatformException::notFound);
      work.require(object, ObjectPermission.READ);
      return List.of(object);
    }
    return work.model().objects().values().stream()
        .filter(
            object ->
                !object.isPlatformObject() && work.access().can(object, ObjectPermission.READ))
        .toList();
  }

  private static Uni<List<Row>> page(
      Work work, String table, List<ObjectModel> objects, List<@Nullable Object> after, int limit) {
    var parameters = Tuple.of(work.tenantId(), after.get(0), after.get(1), limit + 1);
    String conditions =
        objects.stream()
            .filter(object -> object.table().name().equals(table))
            .map(object -> reached(work, object, parameters))
            .collect(Collectors.joining(" OR "));
    return work.tx()
        .query(
            "SELECT r.id, r.object_id, r.name, r.deleted_at, r.deleted_by, u.name AS deleted_by_name FROM "
                + table
                + " r LEFT JOIN app_user u ON u.tenant_id = r.tenant_id AND u.id = r.deleted_by"
                + " WHERE r.tenant_id = $1 AND r.deleted_at IS NOT NULL AND (r.deleted_at, r.id) < ($2, $3) AND ("
                + conditions
                + ") ORDER BY r.deleted_at DESC, r.id DESC LIMIT $4",
            parameters)
        .map(
            rows -> {
              var list = new ArrayList<Row>();
              rows.forEach(list::add);
              return list;
            });
  }

  private static String reached(Work work, ObjectModel object, Tuple parameters) {
    String ofObject = "r.object_id = " + object.id();
    if (work.records().reach(object, Level.READ).isAll()) {
      return ofObject;
    }
    SqlFragment reached = ReachQuery.condition(work.scope(), object);
    String condition = reached.after(parameters.size());
    reached.parameters().forEach(parameters::addValue);
    return "(" + ofObject + " AND " + condition + ")";
  }

  private static List<Row> merge(List<List<Row>> pages) {
    var all = new ArrayList<Row>();
    pages.forEach(all::addAll);
    all.sort(
        Comparator.comparing((Row row) -> row.getOffsetDateTime("deleted_at"))
            .thenComparing(row -> row.getUUID("id").toString())
            .reversed());
    return all;
  }

  private Uni<byte[]> page(Work work, List<Row> rows, int limit, CursorCodec.Binding binding) {
    List<Row> page = rows.size() > limit ? rows.subList(0, limit) : rows;
    String next =
        rows.size() > limit
            ? cursors.encode(
                binding,
                CURSOR,
                List.of(
                    page.getLast().getOffsetDateTime("deleted_at"), page.getLast().getUUID("id")))
            : null;
    return DeletedNames.of(work, page).map(names -> json(work, page, names, next));
  }

  private static byte[] json(Work work, List<Row> page, DeletedNames names, @Nullable String next) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("records");
          for (Row row : page) {
            ObjectModel object = work.model().object(row.getInteger("object_id")).orElseThrow();
            json.writeStartObject();
            json.writeStringField("id", row.getUUID("id").toString());
            json.writeStringField("object", object.name());
            json.writeStringField("name", names.of(row.getUUID("id")));
            json.writeStringField(
                "deleted_at", row.getOffsetDateTime("deleted_at").toInstant().toString());
            HistoryReads.writePerson(
                json, "deleted_by", row.getUUID("deleted_by"), row.getString("deleted_by_name"));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField("next_cursor", next);
          json.writeEndObject();
        });
  }
}
