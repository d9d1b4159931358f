package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.TenantSettings;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.RecordTypeStorage;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.component.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads a tenant's stored metadata: five statements that travel together, whatever there is. */
public final class CatalogReader {
  /** Slots are few, and the same for everybody. */
  private static final Map<Storage.Column, Storage.Column> COLUMNS = new ConcurrentHashMap<>();

  private CatalogReader() {}

  /** Tells whether what was read before is still true. */
  static Uni<Long> revision(Tx tx) {
    return tx.query("SELECT revision FROM tenant WHERE id = $1", Tuple.of(tx.tenantId()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  public static Uni<CatalogSnapshot> read(Tx tx) {
    Tuple tenant = Tuple.of(tx.tenantId());
    var settings =
        tx.query(
            "SELECT id, address, company, locale, time_zone, currency, partition, revision FROM tenant WHERE id = $1",
            tenant);
    var documents =
        tx.query(
            "SELECT kind, name, document::text AS document FROM component WHERE tenant_id = $1",
            tenant);
    var objects =
        tx.query(
            "SELECT object_id, name, promoted, deleted_at, is_wiped FROM object_storage WHERE tenant_id = $1 ORDER BY object_id",
            tenant);
    var fields =
        tx.query(
            "SELECT object_id, field_id, name, place, is_overflow, column_type, index_column, is_index_ready, scale, deleted_at,"
                + " is_wiped, values_revision FROM field_storage WHERE tenant_id = $1 ORDER BY object_id, field_id",
            tenant);
    var recordTypes =
        tx.query(
            "SELECT object_id, record_type_id, name, deleted_at FROM record_type_storage WHERE tenant_id = $1"
                + " ORDER BY object_id, record_type_id",
            tenant);
    return Uni.combine()
        .all()
        .unis(settings, documents, objects, fields, recordTypes)
        .asTuple()
        .map(
            rows -> {
              Row row = rows.getItem1().iterator().next();
              return CatalogSnapshot.of(
                  settings(row),
                  row.getLong("revision"),
                  all(rows.getItem2(), CatalogReader::document),
                  all(rows.getItem3(), CatalogReader::object),
                  all(rows.getItem4(), CatalogReader::field),
                  all(rows.getItem5(), CatalogReader::recordType));
            });
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
    return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
  }

  private static TenantSettings settings(Row row) {
    return new TenantSettings(
        row.getInteger("id"),
        row.getString("address"),
        row.getString("company"),
        row.getString("locale"),
        ZoneId.of(row.getString("time_zone")),
        row.getString("currency"),
        row.getInteger("partition"));
  }

  private static ComponentDocument document(Row row) {
    Kind kind = Kind.find(row.getString("kind")).orElseThrow();
    return new ComponentDocument(
        new ComponentKey(kind, row.getString("name")), row.getString("document"));
  }

  private static ObjectStorage object(Row row) {
    return new ObjectStorage(
        row.getInteger("object_id"),
        row.getString("name"),
        row.getString("promoted"),
        instant(row.getOffsetDateTime("deleted_at")),
        row.getBoolean("is_wiped"));
  }

  private static FieldStorage field(Row row) {
    ColumnType type = ColumnType.valueOf(row.getString("column_type"));
    Storage storage = storage(row, type);
    return new FieldStorage(
        row.getInteger("object_id"),
        row.getInteger("field_id"),
        row.getString("name").intern(),
        storage,
        row.getInteger("scale"),
        instant(row.getOffsetDateTime("deleted_at")),
        row.getBoolean("is_wiped"),
        row.getLong("values_revision"));
  }

  private static Storage storage(Row row, ColumnType type) {
    String place = row.getString("place");
    if (place.isEmpty()) {
      return new Storage.Computed(type);
    }
    return row.getBoolean("is_overflow")
        ? new Storage.Overflow(place.intern(), type)
        : COLUMNS.computeIfAbsent(
            new Storage.Column(
                place, type, row.getString("index_column"), row.getBoolean("is_index_ready")),
            column -> column);
  }

  private static RecordTypeStorage recordType(Row row) {
    return new RecordTypeStorage(
        row.getInteger("object_id"),
        row.getInteger("record_type_id"),
        row.getString("name"),
        instant(row.getOffsetDateTime("deleted_at")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
