package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.SlotAllocator;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.storage.StorageTable;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Empties what nobody can bring back any more: values of fields and records of objects that were
 * deleted long ago, and places that values have left. Only then are slots given to other fields.
 */
public final class Wiping {
  /** Requests that began under the model before still read the old place of moved values. */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final int BATCH = 2_000;
  private static final List<String> COMPANIONS =
      List.of(
          "unique_value",
          "history",
          "change_log",
          "auto_number",
          "field_statistics",
          "search_text",
          "match_key");

  private final Database database;
  private final Clock clock;

  public Wiping(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Yields how many fields and objects were emptied. */
  public Uni<Integer> run(int tenantId) {
    return database
        .transaction(tenantId, Database.Mode.READ, null, CatalogReader::read)
        .chain(snapshot -> run(tenantId, snapshot));
  }

  private Uni<Integer> run(int tenantId, CatalogSnapshot snapshot) {
    Instant now = clock.instant();
    Uni<Integer> wiped = Uni.createFrom().item(0);
    for (ObjectStorage object : snapshot.objects()) {
      if (isDue(object.deletedAt(), object.isWiped(), CatalogSnapshot.KEPT.plus(GRACE), now)) {
        StorageTable table = object.table(snapshot.settings().partition());
        wiped = wiped.chain(count -> wipe(tenantId, object, table).replaceWith(count + 1));
      }
    }
    for (FieldStorage field : snapshot.fields()) {
      Duration kept = field.name().isEmpty() ? GRACE : CatalogSnapshot.KEPT.plus(GRACE);
      Optional<ObjectStorage> object =
          snapshot.objects().stream()
              .filter(found -> found.objectId() == field.objectId() && !found.isWiped())
              .findFirst();
      if (object.isPresent() && isDue(field.deletedAt(), field.isWiped(), kept, now)) {
        StorageTable table = object.get().table(snapshot.settings().partition());
        wiped = wiped.chain(count -> wipe(tenantId, field, table).replaceWith(count + 1));
      }
    }
    return wiped;
  }

  private static boolean isDue(
      @Nullable Instant deletedAt, boolean isWiped, Duration kept, Instant now) {
    return deletedAt != null && !isWiped && deletedAt.plus(kept).isBefore(now);
  }

  private Uni<Void> wipe(int tenantId, FieldStorage field, StorageTable table) {
    Uni<Void> emptied =
        field.storage() instanceof Storage.Computed
            ? Uni.createFrom().voidItem()
            : inBatches(tenantId, emptying(field, table), tuple(table, tenantId, field.objectId()));
    return emptied.chain(
        () ->
            execute(
                tenantId,
                "UPDATE field_storage SET is_wiped = true WHERE tenant_id = $1 AND object_id = $2"
                    + " AND field_id = $3 AND place = $4 AND deleted_at IS NOT NULL",
                Tuple.of(tenantId, field.objectId(), field.fieldId(), field.place())));
  }

  private static String emptying(FieldStorage field, StorageTable table) {
    String scope = scope(table);
    return switch (field.storage()) {
      case Storage.Column column -> {
        List<String> slots = SlotAllocator.slots(column);
        String set = String.join(", ", slots.stream().map(slot -> slot + " = NULL").toList());
        String any =
            String.join(" OR ", slots.stream().map(slot -> slot + " IS NOT NULL").toList());
        yield batch(table, scope, set + ", keys = keys - '" + column.column() + "'", any);
      }
      case Storage.Overflow overflow ->
          batch(
              table,
              scope,
              "overflow = overflow - '" + overflow.key() + "'",
              "overflow->'" + overflow.key() + "' IS NOT NULL");
      case Storage.Computed _ -> throw new IllegalStateException("nothing is stored");
    };
  }

  private Uni<Void> wipe(int tenantId, ObjectStorage object, StorageTable table) {
    String sql =
        "DELETE FROM %s WHERE %s AND id IN (SELECT id FROM %s WHERE %s LIMIT %d)"
            .formatted(table.name(), scope(table), table.name(), scope(table), BATCH);
    Uni<Void> wiped = inBatches(tenantId, sql, tuple(table, tenantId, object.objectId()));
    for (String companion : COMPANIONS) {
      wiped =
          wiped.chain(
              () ->
                  execute(
                      tenantId,
                      "DELETE FROM " + companion + " WHERE tenant_id = $1 AND object_id = $2",
                      Tuple.of(tenantId, object.objectId())));
    }
    return wiped.chain(
        () ->
            execute(
                tenantId,
                "UPDATE object_storage SET is_wiped = true WHERE tenant_id = $1 AND object_id = $2"
                    + " AND deleted_at IS NOT NULL",
                Tuple.of(tenantId, object.objectId())));
  }

  private static String batch(StorageTable table, String scope, String set, String condition) {
    return "UPDATE %s SET %s WHERE %s AND id IN (SELECT id FROM %s WHERE %s AND (%s) LIMIT %d)"
        .formatted(table.name(), set, scope, table.name(), scope, condition, BATCH);
  }

  private static String scope(StorageTable table) {
    return table.isShared() ? "tenant_id = $1 AND object_id = $2" : "true";
  }

  private static Tuple tuple(StorageTable table, int tenantId, int objectId) {
    return table.isShared() ? Tuple.of(tenantId, objectId) : Tuple.tuple();
  }

  private Uni<Void> inBatches(int tenantId, String sql, Tuple tuple) {
    return Uni.createFrom()
        .<Integer>deferred(
            () ->
                database.transaction(
                    tenantId,
                    Database.Mode.WRITE,
                    null,
                    tx -> wipe(tx, sql, tuple).map(rows -> rows.rowCount())))
        .repeat()
        .whilst(count -> count == BATCH)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> execute(int tenantId, String sql, Tuple tuple) {
    return database
        .transaction(tenantId, Database.Mode.WRITE, null, tx -> wipe(tx, sql, tuple))
        .replaceWithVoid();
  }

  private static Uni<RowSet<Row>> wipe(Tx tx, String sql, Tuple tuple) {
    tx.takeYourTime();
    return tx.query(sql, tuple);
  }
}
