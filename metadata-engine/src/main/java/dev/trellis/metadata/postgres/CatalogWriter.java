package dev.trellis.metadata.postgres;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.change.plan.Change;
import dev.trellis.metadata.change.plan.ChangePlan;
import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.RecordTypeStorage;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.value.Json;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes what a plan changes, the revision that tells of it, and the tenant's new revision. */
final class CatalogWriter {
  private static final String PUT_COMPONENTS =
      """
      INSERT INTO component (tenant_id, kind, name, document, revision)
      SELECT $1, u.kind, u.name, u.document::json, $2
      FROM unnest($3::text[], $4::text[], $5::text[]) AS u(kind, name, document)
      ON CONFLICT (tenant_id, kind, name)
      DO UPDATE SET document = excluded.document, revision = excluded.revision
      """;
  private static final String DELETE_COMPONENTS =
      """
      DELETE FROM component AS c USING unnest($2::text[], $3::text[]) AS u(kind, name)
      WHERE c.tenant_id = $1 AND c.kind = u.kind AND c.name = u.name
      """;
  private static final String PUT_OBJECT =
      """
      INSERT INTO object_storage (tenant_id, object_id, name, promoted, deleted_at, is_wiped)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (tenant_id, object_id)
      DO UPDATE SET promoted = excluded.promoted, deleted_at = excluded.deleted_at, is_wiped = excluded.is_wiped
      """;
  private static final String PUT_FIELD =
      """
      INSERT INTO field_storage (tenant_id, object_id, field_id, name, place, is_overflow, column_type, index_column,
        is_index_ready, scale, deleted_at, is_wiped, values_revision)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      ON CONFLICT (tenant_id, object_id, field_id, place)
      DO UPDATE SET name = excluded.name, is_overflow = excluded.is_overflow, column_type = excluded.column_type,
        index_column = excluded.index_column, is_index_ready = excluded.is_index_ready, scale = excluded.scale,
        deleted_at = excluded.deleted_at, is_wiped = excluded.is_wiped, values_revision = excluded.values_revision
      """;
  private static final String PUT_RECORD_TYPE =
      """
      INSERT INTO record_type_storage (tenant_id, object_id, record_type_id, name, deleted_at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (tenant_id, object_id, record_type_id) DO UPDATE SET deleted_at = excluded.deleted_at
      """;
  private static final String PUT_REVISION =
      "INSERT INTO revision (tenant_id, number, author, at, summary, changes) VALUES ($1, $2, $3, $4, $5, $6::text::json)";
  private static final String ADVANCE =
      "UPDATE tenant SET revision = $2 WHERE id = $1 AND revision = $3";
  private static final String NOTIFY = "SELECT pg_notify('" + Revisions.CHANNEL + "', $1)";

  private CatalogWriter() {}

  static Uni<Void> write(
      Tx tx, ChangePlan plan, @Nullable UUID author, @Nullable String summary, Instant now) {
    int tenant = tx.tenantId();
    long revision = plan.after().revision();
    components(tx, plan, revision);
    List<Tuple> objects = plan.objects().stream().map(row -> tuple(tenant, row)).toList();
    List<Tuple> fields = plan.fields().stream().map(row -> tuple(tenant, row)).toList();
    List<Tuple> recordTypes = plan.recordTypes().stream().map(row -> tuple(tenant, row)).toList();
    batch(tx, PUT_OBJECT, objects);
    batch(tx, PUT_FIELD, fields);
    batch(tx, PUT_RECORD_TYPE, recordTypes);
    return advance(tx, plan.before().revision(), author, summary, now, changes(plan));
  }

  /** The next revision of the tenant, with what it changed. */
  static Uni<Void> advance(
      Tx tx,
      long from,
      @Nullable UUID author,
      @Nullable String summary,
      Instant now,
      ArrayNode changes) {
    int tenant = tx.tenantId();
    long revision = from + 1;
    tx.query(
        PUT_REVISION, Tuple.of(tenant, revision, author, time(now), summary, Json.write(changes)));
    var advanced = tx.query(ADVANCE, Tuple.of(tenant, revision, from));
    tx.query(NOTIFY, Tuple.of(tenant + ":" + revision));
    return advanced
        .invoke(
            rows -> {
              if (rows.rowCount() != 1) {
                throw PlatformException.of(ErrorCode.CONFLICT, "concurrent_change");
              }
            })
        .replaceWithVoid();
  }

  private static void components(Tx tx, ChangePlan plan, long revision) {
    List<Change> put = changes(plan, change -> change.after() != null && isChange(change));
    if (!put.isEmpty()) {
      tx.query(
          PUT_COMPONENTS,
          Tuple.of(
              tx.tenantId(),
              revision,
              kinds(put),
              names(put),
              put.stream().map(change -> change.after().text()).toArray(String[]::new)));
    }
    List<Change> deleted = changes(plan, change -> change.action() == Change.Action.DELETED);
    if (!deleted.isEmpty()) {
      tx.query(DELETE_COMPONENTS, Tuple.of(tx.tenantId(), kinds(deleted), names(deleted)));
    }
  }

  private static boolean isChange(Change change) {
    return change.action() != Change.Action.UNCHANGED;
  }

  private static List<Change> changes(ChangePlan plan, Predicate<Change> condition) {
    return plan.changes().stream().filter(condition).toList();
  }

  private static String[] kinds(List<Change> changes) {
    return changes.stream().map(change -> change.key().kind().wire()).toArray(String[]::new);
  }

  private static String[] names(List<Change> changes) {
    return changes.stream().map(change -> change.key().name()).toArray(String[]::new);
  }

  private static ArrayNode changes(ChangePlan plan) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    for (Change change : plan.changes()) {
      if (isChange(change)) {
        ObjectNode node = array.addObject();
        node.put("kind", change.key().kind().wire());
        node.put("name", change.key().name());
        node.put("action", change.action().wire());
        node.set("before", change.before() == null ? null : change.before().json());
        node.set("after", change.after() == null ? null : change.after().json());
      }
    }
    return array;
  }

  private static void batch(Tx tx, String sql, List<Tuple> rows) {
    if (!rows.isEmpty()) {
      tx.batch(sql, rows);
    }
  }

  private static Tuple tuple(int tenant, ObjectStorage row) {
    return Tuple.of(
        tenant, row.objectId(), row.name(), row.promoted(), time(row.deletedAt()), row.isWiped());
  }

  private static Tuple tuple(int tenant, FieldStorage row) {
    var column = row.storage() instanceof Storage.Column found ? found : null;
    var values = new ArrayList<Object>();
    values.addAll(List.of(tenant, row.objectId(), row.fieldId(), row.name(), row.place()));
    values.add(column == null);
    values.add(row.storage().type().name());
    values.add(column == null ? null : column.indexed());
    values.add(column != null && column.isIndexReady());
    values.add(row.scale());
    values.add(time(row.deletedAt()));
    values.add(row.isWiped());
    values.add(row.valuesRevision());
    return Tuple.wrap(values);
  }

  private static Tuple tuple(int tenant, RecordTypeStorage row) {
    return Tuple.of(tenant, row.objectId(), row.recordTypeId(), row.name(), time(row.deletedAt()));
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
