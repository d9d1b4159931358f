package dev.trellis.metadata.sharing;

import dev.trellis.metadata.catalog.FieldModel;
import java.util.List;

/** Which records of an object somebody reaches. */
public sealed interface Reach {
  Reach ALL = new All();

  /** Every one. */
  record All() implements Reach {}

  /**
   * Those for which there is a grant.
   *
   * @param owners whose records the grants open as a whole
   */
  record Some(List<Grant> grants, Owners owners) implements Reach {
    public Some {
      grants = List.copyOf(grants);
    }
  }

  /**
   * Those whose parent is reached.
   *
   * @param reference leads to it
   * @param level what is needed there
   */
  record OfParent(FieldModel reference, Level level) implements Reach {}

  default boolean isAll() {
    return this instanceof All;
  }
}
