package dev.trellis.runtime.transfer.table;

import org.jspecify.annotations.Nullable;

/**
 * All that must be known to read a file the same way again: found once, kept with the import.
 *
 * @param dialect for CSV
 * @param sheet name of the sheet of a workbook
 * @param hasHeader whether the first row names the columns
 * @param fillsShortRows whether cells that are missing at the end of a CSV row count as blank
 *     instead of failing the row
 */
public record TableShape(
    TableFormat format,
    @Nullable Dialect dialect,
    @Nullable String sheet,
    boolean hasHeader,
    boolean fillsShortRows) {}
