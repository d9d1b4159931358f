package dev.trellis.runtime.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.query.FieldStatistics;
import dev.trellis.metadata.value.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The figures that {@link Analysis} has written, as this node last read them. They choose between
 * plans, never what is answered.
 */
@ApplicationScoped
public class Statistics {
  private static final String READ =
      "SELECT object_id, field_id, row_count, distinct_count, null_count, common::text AS common FROM field_statistics WHERE tenant_id = $1";

  private final Database database;
  private final Cache<Integer, FieldStatistics> known =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(10)).build();
  private final Set<Integer> loading = ConcurrentHashMap.newKeySet();

  Statistics(Database database) {
    this.database = database;
  }

  /** Never waits: the first plan of a tenant is made without figures while they are read. */
  public FieldStatistics of(TenantModel model) {
    FieldStatistics figures = known.getIfPresent(model.tenantId());
    if (figures == null) {
      if (loading.add(model.tenantId())) {
        load(model.tenantId()).subscribe().with(_ -> {}, _ -> loading.remove(model.tenantId()));
      }
      return FieldStatistics.UNKNOWN;
    }
    return figures;
  }

  /** Reads what was written; the next plan uses it. */
  Uni<Void> load(int tenantId) {
    return database
        .transaction(tenantId, Database.Mode.READ, null, tx -> tx.query(READ, Tuple.of(tenantId)))
        .invoke(
            rows -> {
              known.put(tenantId, read(rows));
              loading.remove(tenantId);
            })
        .replaceWithVoid();
  }

  private static FieldStatistics read(RowSet<Row> rows) {
    var objects = new HashMap<Integer, Map<Integer, FieldStatistics.Figures>>();
    for (Row row : rows) {
      var common = new HashMap<String, Long>();
      for (Map.Entry<String, JsonNode> value : Json.parse(row.getString("common")).properties()) {
        common.put(value.getKey(), value.getValue().longValue());
      }
      objects
          .computeIfAbsent(row.getInteger("object_id"), _ -> new HashMap<>())
          .put(
              row.getInteger("field_id"),
              new FieldStatistics.Figures(
                  row.getLong("row_count"),
                  row.getLong("distinct_count"),
                  row.getLong("null_count"),
                  common));
    }
    return new Loaded(objects);
  }

  private record Loaded(Map<Integer, Map<Integer, FieldStatistics.Figures>> objects)
      implements FieldStatistics {
    @Override
    public OptionalLong rows(ObjectModel object) {
      return objects.getOrDefault(object.id(), Map.of()).values().stream()
          .mapToLong(Figures::rows)
          .max();
    }

    @Override
    public Optional<Figures> of(ObjectModel object, FieldModel field) {
      return Optional.ofNullable(objects.getOrDefault(object.id(), Map.of()).get(field.id()));
    }
  }
}
