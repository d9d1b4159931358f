package dev.trellis.metadata.storage;

/** The types of slot columns. See docs/adr/0004-typed-slots.md. */
public enum ColumnType {
  /** {@code text}, collation C. */
  TEXT("t", "text"),
  /**
   * {@code bigint}: decimals scaled to whole numbers, durations in seconds, times of day in
   * milliseconds.
   */
  LONG("n", "bigint"),
  /** {@code numeric}: decimals that 18 digits cannot hold. */
  NUMERIC("q", "numeric"),
  /** {@code timestamptz}: instants, and dates as midnight UTC. */
  TIME("d", "timestamptz"),
  BOOL("b", "boolean"),
  UUID("r", "uuid"),
  /** Only for columns outside the slots and for values inside {@code overflow}. */
  JSON("", "jsonb"),
  INT("", "integer");

  private final String prefix;
  private final String sql;

  ColumnType(String prefix, String sql) {
    this.prefix = prefix;
    this.sql = sql;
  }

  /**
   * First letter of plain slots of this type; indexed slots have an {@code x} before it ({@code
   * xt3}).
   */
  public String prefix() {
    return prefix;
  }

  public String sql() {
    return sql;
  }
}
