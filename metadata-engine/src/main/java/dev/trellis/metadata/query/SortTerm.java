package dev.trellis.metadata.query;

import dev.trellis.metadata.storage.ColumnType;

/**
 * One key of an order. Records without it come last, in both directions.
 *
 * @param indexed whether an index of the record table holds the keys in order, without the nulls
 */
record SortTerm(
    String sql, ColumnType type, boolean nullable, boolean indexed, boolean descending) {
  SortTerm notNull() {
    return new SortTerm(sql, type, false, indexed, descending);
  }

  SortTerm named(String name) {
    return new SortTerm(name, type, nullable, indexed, descending);
  }

  /**
   * Without NULLS LAST where nothing is null: an index that is read backwards would otherwise not
   * do.
   */
  String orderSql() {
    String direction = descending ? " DESC" : "";
    return sql + direction + (nullable && descending ? " NULLS LAST" : "");
  }
}
