package dev.trellis.runtime.transfer.mapping;

/**
 * How the cells of a column are written: found once from its first values and kept with the import,
 * so that a row means the same on whichever node it is read.
 */
public record ColumnFormat(String datePattern, char decimalSeparator) {}
