package dev.trellis.runtime.transfer.value;

import java.time.ZoneId;

/** How the cells of a column are written. */
public record CellOptions(DateFormat dateFormat, ZoneId timeZone, char decimalSeparator) {}
