package dev.trellis.runtime.duplicate;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.duplicate.DuplicateMatcher;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.MatchKeyStatements;
import dev.trellis.metadata.postgres.MatchKeyStatements.Key;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.runtime.indexing.IndexForms;
import dev.trellis.runtime.indexing.IndexForms.Wanted;
import dev.trellis.runtime.indexing.RecordScan;
import dev.trellis.runtime.work.Work;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the keys of a rule that is new or compares otherwise than before, for the records that are
 * there already. Keys may be out of date, never missing: what they lead to is compared again.
 */
@ApplicationScoped
class MatchKeyBuild {
  /** Pages that a save makes on the way; the keys of a larger object come in the background. */
  private static final int MAX_PAGES_INLINE = 10;

  private static final int BUILD_LOCK = 0x7e116;

  private final IndexForms forms;
  private final Database database;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  MatchKeyBuild(IndexForms forms, Database database) {
    this.forms = forms;
    this.database = database;
  }

  /** Sees to it that the keys of all rules are there, or, for a large object, will be soon. */
  Uni<Void> ensure(Work work, ObjectModel object, List<DuplicateMatcher> matchers) {
    return Multi.createFrom()
        .iterable(matchers)
        .filter(matcher -> !forms.isKnown(work.tenantId(), wanted(object, matcher)))
        .onItem()
        .transformToUniAndConcatenate(matcher -> ensure(work, object, matcher))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> ensure(Work work, ObjectModel object, DuplicateMatcher matcher) {
    Wanted wanted = wanted(object, matcher);
    Tx tx = work.tx();
    return forms
        .missing(tx, List.of(wanted))
        .chain(missing -> missing.isEmpty() ? Uni.createFrom().item(missing) : relook(tx, wanted))
        .chain(
            missing -> {
              if (missing.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              tx.send(MatchKeyStatements.deleteRule(tx.tenantId(), object.id(), matcher.name()));
              return pages(tx, object, matcher, RecordScan.START, MAX_PAGES_INLINE)
                  .invoke(
                      isComplete -> {
                        if (isComplete) {
                          forms.put(tx, wanted);
                          work.afterCommit(() -> forms.remember(tx.tenantId(), wanted));
                        } else {
                          work.afterCommit(() -> inBackground(tx.tenantId(), object, matcher));
                        }
                      })
                  .replaceWithVoid();
            });
  }

  /** Another transaction may have made them meanwhile: wait for it, and look again. */
  private Uni<List<Wanted>> relook(Tx tx, Wanted wanted) {
    tx.query(
        "SELECT pg_advisory_xact_lock($1, $2)",
        Tuple.of(BUILD_LOCK, tx.tenantId() * 31 + wanted.object().id()));
    return forms.missing(tx, List.of(wanted));
  }

  private static Wanted wanted(ObjectModel object, DuplicateMatcher matcher) {
    return new Wanted(object, "duplicate_rule." + matcher.name(), matcher.form());
  }

  /** Answers whether all records have been seen. */
  private static Uni<Boolean> pages(
      Tx tx, ObjectModel object, DuplicateMatcher matcher, UUID after, int left) {
    if (left == 0) {
      return Uni.createFrom().item(false);
    }
    return page(tx, object, matcher, after)
        .chain(
            records ->
                records.size() < RecordScan.PAGE
                    ? Uni.createFrom().item(true)
                    : pages(tx, object, matcher, RecordScan.last(object, records), left - 1));
  }

  private static Uni<List<StoredRecord>> page(
      Tx tx, ObjectModel object, DuplicateMatcher matcher, UUID after) {
    return RecordScan.page(tx, object, after)
        .invoke(
            records -> {
              var keys = new ArrayList<Key>();
              for (StoredRecord record : records) {
                UUID id = RecordScan.id(object, record);
                matcher
                    .keys(record::value)
                    .forEach(key -> keys.add(new Key(matcher.name(), key, id)));
              }
              if (!keys.isEmpty()) {
                tx.send(MatchKeyStatements.put(tx.tenantId(), object.id(), keys));
              }
            });
  }

  private void inBackground(int tenantId, ObjectModel object, DuplicateMatcher matcher) {
    String name = tenantId + "/" + object.id() + "/" + matcher.name() + "/" + matcher.form();
    if (!running.add(name)) {
      return;
    }
    background(tenantId, object, matcher, RecordScan.START)
        .eventually(() -> running.remove(name))
        .subscribe()
        .with(
            _ -> forms.remember(tenantId, wanted(object, matcher)),
            // The next save that the rule concerns tries again.
            error -> Log.warnf(error, "Keys of %s could not be made", matcher.rule().name()));
  }

  private Uni<Void> background(
      int tenantId, ObjectModel object, DuplicateMatcher matcher, UUID after) {
    return database
        .transaction(
            tenantId,
            Database.Mode.READ,
            null,
            tx ->
                page(tx, object, matcher, after)
                    .invoke(
                        records -> {
                          if (records.size() < RecordScan.PAGE) {
                            forms.put(tx, wanted(object, matcher));
                          }
                        }))
        .chain(
            records ->
                records.size() < RecordScan.PAGE
                    ? Uni.createFrom().voidItem()
                    : background(tenantId, object, matcher, RecordScan.last(object, records)));
  }
}
