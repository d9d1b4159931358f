package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.UniqueValues;
import dev.trellis.metadata.text.SortKey;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Finds records by name or id in several objects at once, a statement for each object. */
final class RecordLookups {
  private final Tx tx;

  RecordLookups(Tx tx) {
    this.tx = tx;
  }

  record Found(int objectId, UUID id) {}

  /** Live records by their names, folded as unique values are. */
  Uni<Map<String, Set<Found>>> byName(List<ObjectModel> objects, Collection<String> names) {
    Map<String, Set<Found>> found = new HashMap<>();
    if (names.isEmpty()) {
      return Uni.createFrom().item(found);
    }
    return each(
            objects,
            object -> byName(object, names),
            (object, row) -> {
              var one = new Found(object.id(), row.getUUID(0));
              for (int i = 1; i < row.size(); i++) {
                found
                    .computeIfAbsent(
                        UniqueValues.normalise(row.getString(i)), _ -> new LinkedHashSet<>())
                    .add(one);
              }
            })
        .replaceWith(found);
  }

  private Uni<RowSet<Row>> byName(ObjectModel object, Collection<String> names) {
    if (object.name().equals(ObjectModel.USER)) {
      return tx.query(
          "SELECT id, name, username FROM app_user WHERE tenant_id = $1 AND (name = ANY($2) OR username = ANY($2))",
          Tuple.of(tx.tenantId()).addValue(names.toArray(String[]::new)));
    }
    var table = new RecordTable(object);
    if (object.isPlatformObject()) {
      return tx.query(
          "SELECT id, name FROM %s WHERE %s AND name = ANY($%d)"
              .formatted(table.name(), table.scope(), table.parameters() + 1),
          table.tuple(tx.tenantId()).addValue(names.toArray(String[]::new)));
    }
    return tx.query(
        "SELECT id, name FROM %s WHERE %s AND name_key = ANY($%d) AND name IS NOT NULL AND deleted_at IS NULL"
            .formatted(table.name(), table.scope(), table.parameters() + 1),
        table
            .tuple(tx.tenantId())
            .addValue(names.stream().map(SortKey::of).toArray(String[]::new)));
  }

  /** In which object a live record is. */
  Uni<Map<UUID, Integer>> objectsOf(List<ObjectModel> objects, Collection<UUID> ids) {
    Map<UUID, Integer> found = new HashMap<>();
    return ids.isEmpty()
        ? Uni.createFrom().item(found)
        : each(
                objects,
                object -> byId(object, ids, true),
                (object, row) -> found.put(row.getUUID(0), object.id()))
            .replaceWith(found);
  }

  /** The names of records, of deleted ones too. */
  Uni<Map<UUID, String>> names(List<ObjectModel> objects, Collection<UUID> ids) {
    Map<UUID, String> found = new HashMap<>();
    return ids.isEmpty()
        ? Uni.createFrom().item(found)
        : each(
                objects,
                object -> byId(object, ids, false),
                (_, row) -> {
                  if (row.getString(1) != null) {
                    found.put(row.getUUID(0), row.getString(1));
                  }
                })
            .replaceWith(found);
  }

  private Uni<RowSet<Row>> byId(ObjectModel object, Collection<UUID> ids, boolean isLive) {
    var table = new RecordTable(object);
    String live = isLive && !object.isPlatformObject() ? " AND deleted_at IS NULL" : "";
    return tx.query(
        "SELECT id, name FROM %s WHERE %s AND id = ANY($%d)%s"
            .formatted(table.name(), table.scope(), table.parameters() + 1, live),
        table.tuple(tx.tenantId()).addValue(ids.toArray(UUID[]::new)));
  }

  private static Uni<Void> each(
      List<ObjectModel> objects,
      Function<ObjectModel, Uni<RowSet<Row>>> ask,
      BiConsumer<ObjectModel, Row> take) {
    var answers = new ArrayList<Uni<Void>>();
    for (ObjectModel object : objects) {
      answers.add(
          ask.apply(object)
              .invoke(rows -> rows.forEach(row -> take.accept(object, row)))
              .replaceWithVoid());
    }
    return answers.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(answers).andFailFast().replaceWithVoid();
  }
}
