package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.value.Json;
import dev.trellis.metadata.value.StoredValues;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Fills index columns that a change left to be filled: a thousand records a transaction, beside the
 * people who work. Writers fill the column of what they save themselves, so only records that
 * nobody touches are left for here. Whatever interrupts it, it goes on where it was.
 */
public final class IndexBuilds {
  private static final int BATCH = 1_000;
  private static final String READY =
      """
      UPDATE field_storage SET is_index_ready = true
      WHERE tenant_id = $1 AND object_id = $2 AND field_id = $3 AND place = $4 AND deleted_at IS NULL
      """;

  private final Database database;
  private final Models models;
  private final Clock clock;

  public IndexBuilds(Database database, Models models, Clock clock) {
    this.database = database;
    this.models = models;
    this.clock = clock;
  }

  /** One index that is being filled, as of one revision. */
  private record Build(
      long revision,
      ObjectModel object,
      FieldModel field,
      Storage.Column column,
      RecordTable table) {
    ColumnType keyType() {
      return column.type() == ColumnType.NUMERIC ? ColumnType.LONG : column.type();
    }
  }

  /** Fills all that is to be filled; yields how many indexes became ready. */
  public Uni<Integer> run(int tenantId) {
    return Uni.createFrom()
        .<Optional<Boolean>>deferred(() -> next(tenantId))
        .repeat()
        .whilst(Optional::isPresent)
        .collect()
        .asList()
        .map(steps -> (int) steps.stream().filter(step -> step.orElse(false)).count());
  }

  /** Empty when there is nothing to do; false when the metadata changed meanwhile. */
  private Uni<Optional<Boolean>> next(int tenantId) {
    return database
        .transaction(tenantId, Database.Mode.READ, null, CatalogReader::read)
        .chain(
            snapshot ->
                find(snapshot)
                    .map(build -> fill(tenantId, build).map(Optional::of))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private Optional<Build> find(CatalogSnapshot snapshot) {
    for (FieldStorage storage : snapshot.fields()) {
      if (storage.isLive()
          && storage.storage() instanceof Storage.Column column
          && column.indexed() != null
          && !column.isIndexReady()) {
        Optional<ObjectModel> object =
            models.compiler().compile(snapshot).object(storage.objectId());
        Optional<FieldModel> field = object.flatMap(found -> found.field(storage.name()));
        if (field.isPresent()) {
          return Optional.of(
              new Build(
                  snapshot.revision(),
                  object.get(),
                  field.get(),
                  column,
                  new RecordTable(object.get())));
        }
      }
    }
    return Optional.empty();
  }

  private Uni<Boolean> fill(int tenantId, Build build) {
    var last = new AtomicReference<>(new UUID(0, 0));
    return Uni.createFrom()
        .<Step>deferred(
            () ->
                database.transaction(
                    tenantId, Database.Mode.WRITE, null, tx -> batch(tx, build, last)))
        .repeat()
        .whilst(step -> step == Step.MORE)
        .collect()
        .last()
        .chain(
            step -> step == Step.CHANGED ? Uni.createFrom().item(false) : finish(tenantId, build));
  }

  private enum Step {
    MORE,
    DONE,
    CHANGED
  }

  private Uni<Step> batch(Tx tx, Build build, AtomicReference<UUID> last) {
    tx.takeYourTime();
    RecordTable table = build.table();
    Uni<Long> revision = CatalogReader.revision(tx);
    var rows =
        tx.query(
            "SELECT id, %s FROM %s WHERE %s AND id > $%d AND %s IS NOT NULL AND %s IS NULL ORDER BY id LIMIT %d FOR NO KEY UPDATE"
                .formatted(
                    build.column().column(),
                    table.name(),
                    table.scope(),
                    table.parameters() + 1,
                    build.column().column(),
                    build.column().indexed(),
                    BATCH),
            table.tuple(tx.tenantId()).addValue(last.get()));
    return revision.chain(
        current ->
            current != build.revision()
                ? Uni.createFrom().item(Step.CHANGED)
                : rows.chain(found -> write(tx, build, found, last)));
  }

  private static Uni<Step> write(Tx tx, Build build, RowSet<Row> rows, AtomicReference<UUID> last) {
    if (rows.size() == 0) {
      return Uni.createFrom().item(Step.DONE);
    }
    var ids = new UUID[rows.size()];
    Object[] keys = array(build.keyType(), rows.size());
    int i = 0;
    for (Row row : rows) {
      ids[i] = row.getUUID(0);
      keys[i] = StoredValues.encodeKey(build.field(), StoredValues.decode(build.field(), row, 1));
      i++;
    }
    last.set(ids[ids.length - 1]);
    RecordTable table = build.table();
    int first = table.parameters() + 1;
    return tx.query(
            "UPDATE %s SET %s = u.key FROM unnest($%d::uuid[], $%d::%s[]) AS u(record_id, key) WHERE %s AND id = u.record_id"
                .formatted(
                    table.name(),
                    build.column().indexed(),
                    first,
                    first + 1,
                    build.keyType().sql(),
                    table.scope()),
            table.tuple(tx.tenantId()).addValue(ids).addValue(keys))
        .replaceWith(rows.size() < BATCH ? Step.DONE : Step.MORE);
  }

  private static Object[] array(ColumnType type, int size) {
    return switch (type) {
      case TEXT, JSON -> new String[size];
      case LONG, NUMERIC -> new Long[size];
      case TIME -> new OffsetDateTime[size];
      case BOOL -> new Boolean[size];
      case UUID -> new UUID[size];
      case INT -> new Integer[size];
    };
  }

  /** Queries may use it from the next revision on. */
  private Uni<Boolean> finish(int tenantId, Build build) {
    return database
        .transaction(
            tenantId,
            Database.Mode.CHANGE,
            null,
            tx ->
                CatalogReader.revision(tx)
                    .chain(
                        current -> {
                          if (current != build.revision()) {
                            return Uni.createFrom().item(false);
                          }
                          tx.query(
                              READY,
                              Tuple.of(
                                  tenantId,
                                  build.object().id(),
                                  build.field().id(),
                                  build.column().column()));
                          return CatalogWriter.advance(
                                  tx,
                                  build.revision(),
                                  null,
                                  "index " + build.object().name() + "." + build.field().name(),
                                  clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                  Json.MAPPER.createArrayNode())
                              .replaceWith(true);
                        }))
        .invoke(() -> models.forget(tenantId, build.revision() + 1));
  }
}
