package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.UniqueValues;
import dev.trellis.metadata.text.SortKey;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Values by which records are referred to → their ids, as far as the caller sees them. One query
 * for each object and key, whatever the number of values.
 */
final class ReferenceKeys {
  /** A value to look up in an object by a field. */
  record Key(ObjectModel object, FieldModel field, String value) {}

  private ReferenceKeys() {}

  /** Whether records can be found by it. */
  static boolean isKey(ObjectModel object, FieldModel field) {
    return field.definition().mustBeUnique()
        || field.name().equals("name")
        || (object.name().equals(ObjectModel.USER)
            && Set.of("username", "email").contains(field.name()));
  }

  /** A coerced value as keys are compared. */
  static String text(ObjectModel object, FieldModel field, Object value) {
    return field.definition().mustBeUnique() && !object.isPlatformObject()
        ? UniqueValues.normalise(value)
        : value.toString();
  }

  /** Several of one key where it is not unique. */
  static Uni<Map<Key, List<UUID>>> find(Work work, Collection<Key> keys) {
    var byField = new LinkedHashMap<ObjectModel, Map<FieldModel, Set<String>>>();
    keys.forEach(
        key ->
            byField
                .computeIfAbsent(key.object(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(key.field(), _ -> new LinkedHashSet<>())
                .add(key.value()));
    var found = new HashMap<Key, List<UUID>>();
    var queries = new ArrayList<Uni<Void>>();
    byField.forEach(
        (object, fields) ->
            fields.forEach(
                (field, values) -> queries.add(query(work, object, field, values, found))));
    return queries.isEmpty()
        ? Uni.createFrom().item(found)
        : Uni.join().all(queries).andFailFast().replaceWith(found);
  }

  private static Uni<Void> query(
      Work work,
      ObjectModel object,
      FieldModel field,
      Set<String> values,
      Map<Key, List<UUID>> found) {
    String[] array = values.toArray(String[]::new);
    if (object.name().equals(ObjectModel.USER)) {
      String column = field.name();
      return collect(
          work,
          "SELECT id, "
              + column
              + " AS value FROM app_user WHERE tenant_id = $1 AND lower("
              + column
              + ") = ANY($2)",
          Tuple.of(work.tenantId())
              .addValue(
                  values.stream()
                      .map(value -> value.toLowerCase(Locale.ROOT))
                      .toArray(String[]::new)),
          row ->
              values.stream()
                  .filter(value -> value.equalsIgnoreCase(row.getString("value")))
                  .toList(),
          object,
          field,
          found);
    }
    if (field.definition().mustBeUnique()) {
      return collect(
          work,
          "SELECT record_id AS id, value FROM unique_value WHERE tenant_id = $1 AND object_id = $2 AND field_id = $3 AND value = ANY($4)",
          Tuple.of(work.tenantId(), object.id(), field.id(), array),
          row -> List.of(row.getString("value")),
          object,
          field,
          found);
    }
    String scope =
        object.table().isShared()
            ? "tenant_id = $1 AND object_id = $2 AND "
            : "$1::int IS NOT NULL AND $2::int IS NOT NULL AND ";
    return collect(
        work,
        "SELECT id, name AS value FROM "
            + object.table().name()
            + " WHERE "
            + scope
            + "name_key = ANY($3) AND deleted_at IS NULL",
        Tuple.of(
            work.tenantId(),
            object.id(),
            values.stream().map(SortKey::of).distinct().toArray(String[]::new)),
        row ->
            values.stream()
                .filter(value -> SortKey.of(value).equals(SortKey.of(row.getString("value"))))
                .toList(),
        object,
        field,
        found);
  }

  private static Uni<Void> collect(
      Work work,
      String sql,
      Tuple parameters,
      Function<Row, List<String>> valuesOf,
      ObjectModel object,
      FieldModel field,
      Map<Key, List<UUID>> found) {
    return work.tx()
        .query(sql, parameters)
        .chain(
            rows -> {
              var ids = new ArrayList<UUID>();
              rows.forEach(row -> ids.add(row.getUUID("id")));
              return Reached.visible(work, object, ids)
                  .invoke(
                      visible -> {
                        for (Row row : rows) {
                          if (visible.contains(row.getUUID("id"))) {
                            add(row, valuesOf, object, field, found);
                          }
                        }
                      });
            })
        .replaceWithVoid();
  }

  private static void add(
      Row row,
      Function<Row, List<String>> valuesOf,
      ObjectModel object,
      FieldModel field,
      Map<Key, List<UUID>> found) {
    for (String value : valuesOf.apply(row)) {
      found
          .computeIfAbsent(new Key(object, field, value), _ -> new ArrayList<>())
          .add(row.getUUID("id"));
    }
  }
}
