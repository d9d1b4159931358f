package dev.trellis.runtime.duplicate;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.duplicate.DuplicateMatcher;
import dev.trellis.metadata.postgres.MatchKeyStatements;
import dev.trellis.metadata.postgres.MatchKeyStatements.Key;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.runtime.indexing.IndexSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The keys of one rule. */
record MatchKeySource(ObjectModel object, DuplicateMatcher matcher) implements IndexSource {
  @Override
  public String name() {
    return "duplicate_rule." + matcher.name();
  }

  @Override
  public String form() {
    return matcher.form();
  }

  /** What a key leads to is compared again: one too many does no harm. */
  @Override
  public boolean mustBeExact() {
    return false;
  }

  @Override
  public void clear(Tx tx) {
    tx.send(MatchKeyStatements.deleteRule(tx.tenantId(), object.id(), matcher.name()));
  }

  @Override
  public void write(Tx tx, List<StoredRecord> records) {
    var keys = new ArrayList<Key>();
    for (StoredRecord record : records) {
      UUID id = record.id(object.require(SystemFields.ID));
      matcher.keys(record::value).forEach(key -> keys.add(new Key(matcher.name(), key, id)));
    }
    if (!keys.isEmpty()) {
      tx.send(MatchKeyStatements.put(tx.tenantId(), object.id(), keys));
    }
  }
}
