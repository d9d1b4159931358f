package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;

/** How a text finds records. */
public interface TextSearch {
  /**
   * A {@code SELECT} of one column: the ids of the records of the object that match, best first,
   * bounded in number.
   */
  SqlFragment candidates(TenantModel model, ObjectModel object, String text);
}
