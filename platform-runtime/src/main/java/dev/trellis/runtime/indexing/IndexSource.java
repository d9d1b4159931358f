package dev.trellis.runtime.indexing;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.StoredRecord;
import java.util.List;

/** How an index of an object's records is made. */
public interface IndexSource {
  ObjectModel object();

  /** Tells indexes of one object apart. */
  String name();

  /** Changes whenever the metadata asks for other entries than before. */
  String form();

  /**
   * Whether an entry that is made from a record as it was a moment ago does harm; then nobody may
   * write while a page is made.
   */
  boolean mustBeExact();

  /** Sends what takes the old entries away. */
  void clear(Tx tx);

  /** Sends what makes the entries of these records. */
  void write(Tx tx, List<StoredRecord> records);
}
