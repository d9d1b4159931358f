package dev.trellis.runtime.statistics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Models;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.promotion.Promotions;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the values of objects that have changed a lot, in the background: how many rows, how many
 * different values, which are the most common. Fields of large objects are judged by a sample of
 * their newest rows.
 */
@ApplicationScoped
public class Analysis {
  /**
   * An object is looked at again after this many writes, or a tenth of its rows if that is more (as
   * autovacuum does).
   */
  private static final long MIN_WRITES = 1_000;

  private static final int SAMPLE = 30_000;
  private static final int COMMON = 20;

  private static final String WRITE =
      "INSERT INTO field_statistics (tenant_id, object_id, field_id, row_count, distinct_count, null_count, common, analysed_at)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, now())"
          + " ON CONFLICT (tenant_id, object_id, field_id) DO UPDATE SET row_count = excluded.row_count,"
          + " distinct_count = excluded.distinct_count, null_count = excluded.null_count, common = excluded.common, analysed_at = now()";

  private record Key(int tenantId, int objectId) {}

  private static final class Activity {
    private long writes;
    private long rows;

    synchronized void add(long more) {
      writes += more;
    }

    synchronized boolean isDue() {
      return writes >= Math.max(MIN_WRITES, rows / 10);
    }

    synchronized void analysed(long counted) {
      writes = 0;
      rows = counted;
    }
  }

  private final Database database;
  private final Models models;
  private final Statistics statistics;
  private final Promotions promotions;
  private final Map<Key, Activity> activities = new ConcurrentHashMap<>();

  Analysis(Database database, Models models, Statistics statistics, Promotions promotions) {
    this.database = database;
    this.models = models;
    this.statistics = statistics;
    this.promotions = promotions;
  }

  /** Called after the commit of every write. */
  public void written(int tenantId, int objectId, int records) {
    activities.computeIfAbsent(new Key(tenantId, objectId), _ -> new Activity()).add(records);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    var due =
        activities.entrySet().stream()
            .filter(entry -> entry.getValue().isDue())
            .map(Map.Entry::getKey)
            .toList();
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(
            key ->
                analyse(key.tenantId(), key.objectId())
                    .onFailure()
                    .recoverWithUni(error -> failed(key, error)))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> failed(Key key, Throwable error) {
    // Plans are made without figures meanwhile; the next writes bring it up again.
    Log.warnf(
        "object %d of tenant %d could not be analysed: %s", key.objectId(), key.tenantId(), error);
    activities.remove(key);
    return Uni.createFrom().voidItem();
  }

  /** Counts an object now. */
  public Uni<Void> analyse(int tenantId, int objectId) {
    return models
        .current(tenantId)
        .chain(
            model ->
                model
                    .object(objectId)
                    .map(
                        object ->
                            database
                                .transaction(
                                    tenantId, Database.Mode.READ, null, tx -> analyse(tx, object))
                                .invoke(
                                    rows ->
                                        activities
                                            .computeIfAbsent(
                                                new Key(tenantId, objectId), _ -> new Activity())
                                            .analysed(rows))
                                .call(() -> statistics.load(tenantId))
                                .chain(
                                    rows -> promotions.considerAfterAnalysis(model, object, rows)))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private static Uni<Long> analyse(Tx tx, ObjectModel object) {
    String scope =
        object.table().isShared()
            ? "tenant_id = " + tx.tenantId() + " AND object_id = " + object.id() + " AND "
            : "";
    String from = " FROM " + object.table().name() + " WHERE " + scope + "deleted_at IS NULL";
    tx.takeYourTime();
    return tx.query("SELECT count(*)" + from)
        .chain(
            counted -> {
              long rows = counted.iterator().next().getLong(0);
              return Multi.createFrom()
                  .iterable(columns(object))
                  .onItem()
                  .transformToUniAndConcatenate(column -> analyse(tx, object, column, from, rows))
                  .collect()
                  .asList()
                  .replaceWith(rows);
            });
  }

  private record Analysed(FieldModel field, String column) {}

  /** What lists filter by: fields with an index, picklists and checkboxes. */
  private static List<Analysed> columns(ObjectModel object) {
    var columns = new ArrayList<Analysed>();
    for (FieldModel field : object.fields()) {
      if (field.storage() instanceof Storage.Column column
          && !field.name().equals(SystemFields.ID)
          && (column.indexed() != null
              || !field.choices().isEmpty()
              || column.type() == ColumnType.BOOL)) {
        columns.add(new Analysed(field, column.column()));
      }
    }
    return columns;
  }

  private static Uni<Void> analyse(
      Tx tx, ObjectModel object, Analysed analysed, String from, long rows) {
    String sample =
        "(SELECT "
            + analysed.column()
            + "::text AS v"
            + from
            + " ORDER BY id DESC LIMIT "
            + SAMPLE
            + ") s";
    return tx.query(
            "SELECT v, count(*) AS n, count(*) OVER () AS d FROM "
                + sample
                + " GROUP BY v ORDER BY n DESC LIMIT "
                + (COMMON + 1))
        .chain(found -> tx.query(WRITE, figures(tx, object, analysed.field(), found, rows)))
        .replaceWithVoid();
  }

  private static Tuple figures(
      Tx tx, ObjectModel object, FieldModel field, RowSet<Row> found, long rows) {
    long sampled = Math.max(1, Math.min(rows, SAMPLE));
    double factor = (double) rows / sampled;
    long distinct = 0;
    long nulls = 0;
    ObjectNode common = Json.MAPPER.createObjectNode();
    for (Row row : found) {
      distinct = row.getLong("d");
      long count = row.getLong("n");
      if (row.getString("v") == null) {
        nulls = Math.round(count * factor);
        distinct--;
      } else if (common.size() < COMMON && count > 1) {
        common.put(row.getString("v"), Math.round(count * factor));
      }
    }
    // Values that are mostly different in the sample are mostly different in the whole.
    long estimated = distinct > sampled / 2 ? Math.round(distinct * factor) : distinct;
    return Tuple.from(
        new Object[] {
          tx.tenantId(),
          object.id(),
          field.id(),
          rows,
          Math.max(0, estimated),
          nulls,
          Json.write(common)
        });
  }
}
