package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.RecordLayout;
import dev.trellis.metadata.storage.ColumnType;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that read and write an object's records by id. Batches travel as one statement
 * over {@code unnest}ed arrays: its text does not depend on their size, and a thousand rows cost
 * one execution.
 */
public final class RecordStatements {
  private final RecordLayout layout;
  private final String table;
  private final boolean shared;
  private final String selectOne;
  private final String selectForUpdate;
  private final String selectDeletedForUpdate;
  private final String insertOne;
  private final String insertMany;
  private final Map<BitSet, String> updateOne = new ConcurrentHashMap<>();
  private final Map<BitSet, String> updateMany = new ConcurrentHashMap<>();
  private final Map<String, String> oneId = new ConcurrentHashMap<>();

  public static RecordStatements of(ObjectModel object) {
    return object.derived(RecordStatements.class, RecordStatements::new);
  }

  private RecordStatements(ObjectModel object) {
    layout = new RecordLayout(object);
    table = object.table().name();
    shared = object.table().isShared();
    String select = "SELECT " + layout.selectList() + " FROM " + table + " WHERE ";
    selectOne =
        "SELECT "
            + layout.readList()
            + " FROM "
            + table
            + " WHERE "
            + scopeCondition("")
            + "id = $"
            + (scopeSize() + 1)
            + " AND deleted_at IS NULL";
    // In id order, so that two batches lock in the same order. NO KEY: references to the records
    // may still be made.
    selectForUpdate =
        select + idsCondition() + " AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE";
    selectDeletedForUpdate =
        select + idsCondition() + " AND deleted_at IS NOT NULL ORDER BY id FOR NO KEY UPDATE";
    insertOne = insert("VALUES ($1, $2, " + parameters(all(), 3) + ")");
    insertMany =
        insert(
            "SELECT $1, $2, "
                + unnested(all())
                + " FROM unnest("
                + arrays(all(), 3)
                + ") AS u("
                + names(all())
                + ")");
  }

  public RecordLayout layout() {
    return layout;
  }

  /** Reads one live record, for {@link RecordLayout#decodeRead}. */
  public Statement selectOne(int tenantId, UUID id) {
    return new Statement(selectOne, scope(tenantId).addValue(id));
  }

  /** Reads live records, in no order. */
  public Statement selectMany(int tenantId, Collection<UUID> ids) {
    return byIds(
        "SELECT "
            + layout.selectList()
            + " FROM "
            + table
            + " WHERE "
            + idsCondition()
            + " AND deleted_at IS NULL",
        tenantId,
        ids);
  }

  /** Reads records in the recycle bin, in no order. */
  public Statement selectDeleted(int tenantId, Collection<UUID> ids) {
    return byIds(
        "SELECT "
            + layout.selectList()
            + " FROM "
            + table
            + " WHERE "
            + idsCondition()
            + " AND deleted_at IS NOT NULL",
        tenantId,
        ids);
  }

  /**
   * Reads the next live records in the order of their ids.
   *
   * @param after the last id of the page before
   */
  public Statement selectAfter(int tenantId, UUID after, int limit) {
    int next = scopeSize() + 1;
    return new Statement(
        "SELECT %s FROM %s WHERE %sid > $%d AND deleted_at IS NULL ORDER BY id LIMIT $%d"
            .formatted(layout.selectList(), table, scopeCondition(""), next, next + 1),
        scope(tenantId).addValue(after).addValue(limit));
  }

  /** Reads and locks live records; absent, deleted and foreign ids are simply not in the answer. */
  public Statement selectForUpdate(int tenantId, Collection<UUID> ids) {
    return byIds(selectForUpdate, tenantId, ids);
  }

  /** The same for records in the recycle bin. */
  public Statement selectDeletedForUpdate(int tenantId, Collection<UUID> ids) {
    return byIds(selectDeletedForUpdate, tenantId, ids);
  }

  /**
   * One id is compared by itself: PostgreSQL plans {@code = ANY} anew at each execution, because it
   * cannot know how many ids will come, and planning takes longer than the statement.
   */
  private Statement byIds(String sql, int tenantId, Collection<UUID> ids) {
    Tuple tuple = scope(tenantId);
    if (ids.size() == 1) {
      tuple.addValue(ids.iterator().next());
      return new Statement(oneId.computeIfAbsent(sql, this::withOneId), tuple);
    }
    tuple.addValue(ids.toArray(UUID[]::new));
    return new Statement(sql, tuple);
  }

  private String withOneId(String sql) {
    return sql.replace(idsCondition(), scopeCondition("") + "id = $" + (scopeSize() + 1));
  }

  /**
   * Locks the records that references point to against deletion.
   *
   * <p>Answers the ids that are there.
   */
  public Statement lockReferred(int tenantId, Collection<UUID> ids) {
    return byIds(
        "SELECT id FROM "
            + table
            + " WHERE "
            + idsCondition()
            + " AND deleted_at IS NULL ORDER BY id FOR KEY SHARE",
        tenantId,
        ids);
  }

  /**
   * @param rows column values in the order of the layout's columns
   */
  public Statement insert(int tenantId, List<Object[]> rows) {
    Tuple tuple = Tuple.tuple();
    tuple.addValue(tenantId);
    tuple.addValue(layout.object().id());
    if (rows.size() == 1) {
      for (Object value : rows.getFirst()) {
        tuple.addValue(value);
      }
      return new Statement(insertOne, tuple);
    }
    addArrays(tuple, all(), rows);
    return new Statement(insertMany, tuple);
  }

  /**
   * Writes some columns of records that {@link #selectForUpdate} locked.
   *
   * @param columns positions in the layout; {@code updated_at}, {@code updated_by} and {@code
   *     version} are among them
   */
  public Statement update(int tenantId, BitSet columns, List<UUID> ids, List<Object[]> rows) {
    Tuple tuple = scope(tenantId);
    if (rows.size() == 1) {
      tuple.addValue(ids.getFirst());
      columns.stream().forEach(column -> tuple.addValue(rows.getFirst()[column]));
      return new Statement(
          updateOne.computeIfAbsent((BitSet) columns.clone(), this::updateOneSql), tuple);
    }
    tuple.addValue(ids.toArray(UUID[]::new));
    addArrays(tuple, columns, rows);
    return new Statement(
        updateMany.computeIfAbsent((BitSet) columns.clone(), this::updateManySql), tuple);
  }

  /** Moves records to the recycle bin. */
  public Statement delete(
      int tenantId, Collection<UUID> ids, OffsetDateTime at, UUID by, UUID deletionId) {
    int next = scopeSize() + 2;
    Tuple tuple = scope(tenantId);
    tuple.addValue(ids.toArray(UUID[]::new)).addValue(at).addValue(by).addValue(deletionId);
    return new Statement(
        "UPDATE %s SET deleted_at = $%d, deleted_by = $%d, deletion_id = $%d, version = version + 1 WHERE %s"
            .formatted(table, next, next + 1, next + 2, idsCondition()),
        tuple);
  }

  /** Takes records out of the recycle bin. */
  public Statement restore(int tenantId, Collection<UUID> ids) {
    return byIds(
        "UPDATE "
            + table
            + " SET deleted_at = NULL, deleted_by = NULL, deletion_id = NULL, version = version + 1 WHERE "
            + idsCondition(),
        tenantId,
        ids);
  }

  /** The ids of the next live records. */
  Statement idsAfter(int tenantId, UUID after, int limit) {
    int next = scopeSize() + 1;
    return new Statement(
        "SELECT id FROM %s WHERE %sid > $%d AND deleted_at IS NULL ORDER BY id LIMIT $%d"
            .formatted(table, scopeCondition(""), next, next + 1),
        scope(tenantId).addValue(after).addValue(limit));
  }

  private String updateOneSql(BitSet columns) {
    int[] positions = columns.stream().toArray();
    int first = scopeSize() + 2;
    String set =
        IntStream.range(0, positions.length)
            .mapToObj(
                i ->
                    column(positions[i]).name()
                        + " = "
                        + parameter(column(positions[i]), first + i))
            .collect(Collectors.joining(", "));
    return "UPDATE "
        + table
        + " SET "
        + set
        + " WHERE "
        + scopeCondition("")
        + "id = $"
        + (first - 1);
  }

  private String updateManySql(BitSet columns) {
    int first = scopeSize() + 2;
    String set =
        columns.stream()
            .mapToObj(position -> column(position).name() + " = " + unnested(column(position)))
            .collect(Collectors.joining(", "));
    return "UPDATE %s AS r SET %s FROM unnest($%d::uuid[], %s) AS u(record_id, %s) WHERE %sr.id = u.record_id"
        .formatted(
            table, set, first - 1, arrays(columns, first), names(columns), scopeCondition("r."));
  }

  private String insert(String source) {
    return "INSERT INTO " + table + " (tenant_id, object_id, " + names(all()) + ") " + source;
  }

  private BitSet all() {
    var all = new BitSet();
    all.set(0, layout.columns().size());
    return all;
  }

  private RecordLayout.Column column(int position) {
    return layout.columns().get(position);
  }

  private String names(BitSet columns) {
    return columns.stream()
        .mapToObj(position -> column(position).name())
        .collect(Collectors.joining(", "));
  }

  private String parameters(BitSet columns, int first) {
    int[] positions = columns.stream().toArray();
    return IntStream.range(0, positions.length)
        .mapToObj(i -> parameter(column(positions[i]), first + i))
        .collect(Collectors.joining(", "));
  }

  private static String parameter(RecordLayout.Column column, int number) {
    // As text: the client would turn a jsonb parameter's numbers into binary doubles.
    return column.type() == ColumnType.JSON ? "$" + number + "::text::jsonb" : "$" + number;
  }

  private String arrays(BitSet columns, int first) {
    int[] positions = columns.stream().toArray();
    return IntStream.range(0, positions.length)
        .mapToObj(i -> "$" + (first + i) + "::" + arrayType(column(positions[i]).type()))
        .collect(Collectors.joining(", "));
  }

  private static String arrayType(ColumnType type) {
    return switch (type) {
      case JSON, NUMERIC -> "text[]";
      case TEXT, LONG, TIME, BOOL, UUID, INT -> type.sql() + "[]";
    };
  }

  private String unnested(BitSet columns) {
    return columns.stream()
        .mapToObj(position -> unnested(column(position)))
        .collect(Collectors.joining(", "));
  }

  private static String unnested(RecordLayout.Column column) {
    return switch (column.type()) {
      case JSON -> "u." + column.name() + "::jsonb";
      case NUMERIC -> "u." + column.name() + "::numeric";
      case TEXT, LONG, TIME, BOOL, UUID, INT -> "u." + column.name();
    };
  }

  private void addArrays(Tuple tuple, BitSet columns, List<Object[]> rows) {
    columns.stream()
        .forEach(
            position -> {
              Object[] array = newArray(column(position).type(), rows.size());
              for (int row = 0; row < rows.size(); row++) {
                Object value = rows.get(row)[position];
                array[row] = array instanceof String[] && value != null ? value.toString() : value;
              }
              tuple.addValue(array);
            });
  }

  private static Object[] newArray(ColumnType type, int size) {
    return switch (type) {
      case TEXT, JSON, NUMERIC -> new String[size];
      case LONG -> new Long[size];
      case TIME -> new OffsetDateTime[size];
      case BOOL -> new Boolean[size];
      case UUID -> new UUID[size];
      case INT -> new Integer[size];
    };
  }

  private int scopeSize() {
    return shared ? 2 : 0;
  }

  private Tuple scope(int tenantId) {
    Tuple tuple = Tuple.tuple();
    if (shared) {
      tuple.addValue(tenantId).addValue(layout.object().id());
    }
    return tuple;
  }

  /**
   * A promoted table holds nothing but this object; conditions that are always true would only cost
   * it its indexes.
   */
  private String scopeCondition(String alias) {
    return shared ? alias + "tenant_id = $1 AND " + alias + "object_id = $2 AND " : "";
  }

  private String idsCondition() {
    return scopeCondition("") + "id = ANY($" + (scopeSize() + 1) + ")";
  }
}
