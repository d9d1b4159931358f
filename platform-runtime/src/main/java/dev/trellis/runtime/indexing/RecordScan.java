package dev.trellis.runtime.indexing;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.StoredRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads all live records of an object, a page at a time. */
public final class RecordScan {
  public static final int PAGE = 2_000;
  public static final UUID START = new UUID(0, 0);

  private RecordScan() {}

  /** The next page; shorter than {@link #PAGE} when it is the last. */
  public static Uni<List<StoredRecord>> page(Tx tx, ObjectModel object, UUID after) {
    RecordStatements statements = RecordStatements.of(object);
    return tx.send(statements.selectAfter(tx.tenantId(), after, PAGE))
        .map(
            rows -> {
              var records = new ArrayList<StoredRecord>(rows.size());
              for (Row row : rows) {
                records.add(statements.layout().decode(row, 0));
              }
              return records;
            });
  }

  public static UUID id(ObjectModel object, StoredRecord record) {
    return record.id(object.require(SystemFields.ID));
  }

  public static UUID last(ObjectModel object, List<StoredRecord> page) {
    return id(object, page.getLast());
  }
}
