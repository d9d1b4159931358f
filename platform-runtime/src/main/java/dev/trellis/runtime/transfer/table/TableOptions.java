package dev.trellis.runtime.transfer.table;

import org.jspecify.annotations.Nullable;

/** What the caller says about the file; null is found out. */
public record TableOptions(
    @Nullable String encoding,
    @Nullable String separator,
    @Nullable String quote,
    @Nullable String sheet,
    boolean hasHeader,
    boolean fillsShortRows) {
  public static final TableOptions NONE = new TableOptions(null, null, null, null, true, false);
}
