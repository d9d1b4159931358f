package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;

/** How a text finds records. */
public interface TextSearch {
  /**
   * A {@code SELECT} of one column: the ids of the records of the object that match in fields that
   * the caller may read, best first, bounded in number.
   */
  SqlFragment candidates(QueryScope scope, ObjectModel object, RecordQuery.Text text);
}
