package dev.trellis.runtime.transfer.table;

/** Kinds of file that hold a table. */
public enum TableFormat {
  CSV,
  XLSX
}
