package dev.trellis.runtime.transfer.table;

import org.jspecify.annotations.Nullable;

/** A file opened for one reading from start to end. Not for several threads at once. */
public interface Table extends AutoCloseable {
  Header header();

  /**
   * The next row, or null at the end.
   *
   * @throws TableException when the rest of the file cannot be read
   */
  @Nullable Row next();

  /** Passes over rows that were dealt with before. */
  default void skip(long rows) {
    for (long i = 0; i < rows && next() != null; i++) {
      // read on
    }
  }

  @Override
  void close();
}
