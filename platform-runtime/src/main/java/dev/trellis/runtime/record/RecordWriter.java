package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.record.Changes;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.RecordLayout;
import dev.trellis.metadata.record.Stamp;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.runtime.duplicate.MatchKeys;
import dev.trellis.runtime.search.SearchIndex;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes drafts that have passed every check, with their history and their place in the search
 * index and the change feed.
 */
@ApplicationScoped
class RecordWriter {
  /** Rows in one statement; more would only make its messages larger. */
  private static final int CHUNK = 1_000;

  private final ChangeRecorder recorder;
  private final SearchIndex search;
  private final MatchKeys matchKeys;

  RecordWriter(ChangeRecorder recorder, SearchIndex search, MatchKeys matchKeys) {
    this.recorder = recorder;
    this.search = search;
    this.matchKeys = matchKeys;
  }

  /** Reads live records and holds them until the transaction ends. */
  Uni<Map<UUID, StoredRecord>> lock(Work work, ObjectModel object, Collection<UUID> ids) {
    RecordStatements statements = RecordStatements.of(object);
    return work.tx()
        .send(statements.selectForUpdate(work.tenantId(), ids))
        .map(rows -> read(object, statements, rows));
  }

  /** The same for records in the recycle bin. */
  Uni<Map<UUID, StoredRecord>> lockDeleted(Work work, ObjectModel object, Collection<UUID> ids) {
    RecordStatements statements = RecordStatements.of(object);
    return work.tx()
        .send(statements.selectDeletedForUpdate(work.tenantId(), ids))
        .map(rows -> read(object, statements, rows));
  }

  private static Map<UUID, StoredRecord> read(
      ObjectModel object, RecordStatements statements, RowSet<Row> rows) {
    FieldModel id = object.require("id");
    var found = new HashMap<UUID, StoredRecord>();
    for (Row row : rows) {
      StoredRecord stored = statements.layout().decode(row, 0);
      found.put(stored.id(id), stored);
    }
    return found;
  }

  /** Sends what it takes; a statement that fails makes the commit fail. */
  void write(Work work, ObjectModel object, List<Draft> drafts, SaveResults results) {
    var inserts = drafts.stream().filter(Draft::isInsert).toList();
    var updates = drafts.stream().filter(draft -> !draft.isInsert()).toList();
    for (int from = 0; from < inserts.size(); from += CHUNK) {
      insert(work, object, inserts.subList(from, Math.min(from + CHUNK, inserts.size())), results);
    }
    for (int from = 0; from < updates.size(); from += CHUNK) {
      update(work, object, updates.subList(from, Math.min(from + CHUNK, updates.size())), results);
    }
  }

  private void insert(Work work, ObjectModel object, List<Draft> drafts, SaveResults results) {
    RecordStatements statements = RecordStatements.of(object);
    var stamp = new Stamp(work.userId(), work.now());
    var rows = new ArrayList<Object[]>(drafts.size());
    var entries = new ArrayList<ChangeRecorder.Entry>(drafts.size());
    for (Draft draft : drafts) {
      stamp.put(draft);
      rows.add(statements.layout().encode(draft.values(), null));
      entries.add(new ChangeRecorder.Entry(draft.id(), 1, null));
      results.put(draft.index(), result(draft, SaveResult.Status.CREATED));
    }
    work.tx().send(statements.insert(work.tenantId(), rows));
    recorder.record(work, object, "created", entries);
    search.index(work, object, drafts);
    matchKeys.index(work, object, drafts);
  }

  private void update(Work work, ObjectModel object, List<Draft> drafts, SaveResults results) {
    RecordStatements statements = RecordStatements.of(object);
    var stamp = new Stamp(work.userId(), work.now());
    var groups = new LinkedHashMap<BitSet, List<Draft>>();
    var entries = new ArrayList<ChangeRecorder.Entry>(drafts.size());
    var changed = new ArrayList<Draft>(drafts.size());
    for (Draft draft : drafts) {
      BitSet fields = draft.changedFields();
      if (!fields.isEmpty()) {
        var changes = Changes.of(draft);
        stamp.put(draft);
        int version = (Integer) draft.value(object.require("version"));
        fields.set(object.require("updated_at").ordinal());
        fields.set(object.require("updated_by").ordinal());
        fields.set(object.require("version").ordinal());
        groups
            .computeIfAbsent(statements.layout().columnsOf(fields), _ -> new ArrayList<>())
            .add(draft);
        entries.add(new ChangeRecorder.Entry(draft.id(), version, changes));
        changed.add(draft);
      }
      results.put(draft.index(), result(draft, SaveResult.Status.UPDATED));
    }
    groups.forEach((columns, group) -> send(work, statements, columns, group));
    recorder.record(work, object, "updated", entries);
    if (!changed.isEmpty()) {
      search.index(work, object, changed);
      matchKeys.index(work, object, changed);
    }
  }

  /** Notes which of the written records are there past a rule, of theirs or of a parent. */
  void noteSkipped(Work work, ObjectModel object, List<Draft> written) {
    FieldModel version = object.require("version");
    recorder.note(
        work,
        object,
        ValidationCheck.SKIPPED,
        written.stream()
            .filter(ValidationCheck::wasSkippedFor)
            .filter(draft -> draft.isInsert() || !draft.changedFields().isEmpty())
            .map(
                draft -> new ChangeRecorder.Entry(draft.id(), (Integer) draft.value(version), null))
            .toList());
  }

  private static void send(
      Work work, RecordStatements statements, BitSet columns, List<Draft> group) {
    RecordLayout layout = statements.layout();
    var rows = group.stream().map(draft -> layout.encode(draft.values(), draft.before())).toList();
    work.tx()
        .send(
            statements.update(
                work.tenantId(), columns, group.stream().map(Draft::id).toList(), rows));
  }

  private static SaveResult result(Draft draft, SaveResult.Status status) {
    return new SaveResult(
        draft.id(),
        status,
        null,
        List.of(),
        // Rules of its parents have not been asked yet.
        Collections.unmodifiableList(draft.warnings()),
        new StoredRecord(draft.values(), null, null),
        draft.before());
  }
}
