package dev.trellis.runtime.search;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.postgres.SearchStatements;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.runtime.indexing.IndexSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** The words of an object's records. */
record SearchSource(ObjectModel object) implements IndexSource {
  @Override
  public String name() {
    return "search";
  }

  @Override
  public String form() {
    return SearchDocument.form(object);
  }

  @Override
  public boolean mustBeExact() {
    return true;
  }

  @Override
  public void clear(Tx tx) {
    tx.send(SearchStatements.deleteObject(tx.tenantId(), object.id()));
  }

  @Override
  public void write(Tx tx, List<StoredRecord> records) {
    var documents = new LinkedHashMap<UUID, SearchDocument>();
    for (StoredRecord record : records) {
      SearchDocument document = SearchDocument.of(tx.tenantId(), object, record::value);
      if (!document.isEmpty()) {
        documents.put(record.id(object.require(SystemFields.ID)), document);
      }
    }
    if (!documents.isEmpty()) {
      tx.send(SearchStatements.put(tx.tenantId(), object.id(), documents));
    }
  }
}
