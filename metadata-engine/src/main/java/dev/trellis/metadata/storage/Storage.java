package dev.trellis.metadata.storage;

import org.jspecify.annotations.Nullable;

/** Where a field's values live in the row of its record. */
public sealed interface Storage {
  /** What the stored value is, whichever place holds it. */
  ColumnType type();

  /**
   * A column of the table: a slot, or a fixed column such as {@code created_at}.
   *
   * @param column the raw, exact value
   * @param indexed an index column that follows {@code column}, or null. For text it holds the sort
   *     key, for {@code numeric} the value times 1,000,000 cut to a {@code bigint}; for every other
   *     type the value itself, and then {@code column} is the same column. A condition on it
   *     narrows, the condition on {@code column} decides.
   * @param isIndexReady false while values are still being copied to the index column: write it, do
   *     not read it
   */
  record Column(String column, ColumnType type, @Nullable String indexed, boolean isIndexReady)
      implements Storage {
    public static Column plain(String column, ColumnType type) {
      return new Column(column, type, null, false);
    }

    /** Whether queries may use the index column. */
    public boolean hasIndex() {
      return indexed != null && isIndexReady;
    }
  }

  /**
   * A member of the {@code overflow} document: long texts, JSON, and whatever found no free slot.
   */
  record Overflow(String key, ColumnType type) implements Storage {}

  /** Nowhere: worked out whenever it is read. */
  record Computed(ColumnType type) implements Storage {}
}
