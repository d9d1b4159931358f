package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A stored value inside a statement.
 *
 * @param sql the exact value as stored
 * @param type its SQL type
 * @param shift the formula's number is this many decimal places smaller than the stored one
 * @param key an index column beside it, null if none or if {@code sql} itself is indexed
 * @param isIndexed whether an index can find values of {@code sql}, by itself or through {@code
 *     key}
 */
record Stored(
    String sql,
    ValueType value,
    ColumnType type,
    int shift,
    @Nullable String key,
    boolean isIndexed) {
  static Stored plain(String sql, ValueType value, ColumnType type, int shift) {
    return new Stored(sql, value, type, shift, null, false);
  }

  /**
   * The same, hidden from indexes: PostgreSQL simplifies much, but not the greatest of one value.
   */
  Stored unindexed() {
    if (!isIndexed) {
      return this;
    }
    String hidden = key == null ? "greatest(" + sql + ")" : sql;
    return new Stored(hidden, value, type, shift, null, false);
  }

  /** As the formula language sees it. */
  String valueSql() {
    return switch (value) {
      case NUMBER -> number();
      case BOOLEAN -> "coalesce(" + sql + ", false)";
      // Milliseconds; whole numbers would be divided as such.
      case TIME -> type == ColumnType.NUMERIC ? sql : sql + "::numeric";
      case TEXT, DATE, DATETIME, PICKLIST, MULTI_PICKLIST, REFERENCE, NULL -> sql;
      case LOCATION -> type == ColumnType.NUMERIC ? sql : "formula_place_of((" + sql + ")::jsonb)";
      case OPAQUE -> "(" + sql + ")::text";
    };
  }

  private String number() {
    if (shift == 0) {
      return type == ColumnType.NUMERIC ? sql : sql + "::numeric";
    }
    return "(" + sql + " * 1e-" + shift + "::numeric)";
  }
}
