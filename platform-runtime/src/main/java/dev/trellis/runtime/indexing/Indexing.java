package dev.trellis.runtime.indexing;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.runtime.work.InTurn;
import dev.trellis.runtime.work.Work;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes an index of the records that are there already, when the metadata asks for it for the first
 * time or for another form. Whoever needs the index first pays for a small object; that of a large
 * one is made in the background, and until then knows what was written since.
 */
@ApplicationScoped
public class Indexing {
  private static final int PAGE = 2_000;
  private static final int MAX_PAGES_AT_ONCE = 10;
  private static final int MAX_BEGUN = 100_000;
  private static final int BUILD_LOCK = 0x7e116;
  private static final UUID START = new UUID(0, 0);

  private final IndexForms forms;
  private final Database database;
  private final Clock clock;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Set<Long> begun = ConcurrentHashMap.newKeySet();

  Indexing(IndexForms forms, Database database, Clock clock) {
    this.forms = forms;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Sees to it that the indexes are there, or, for large objects, will be soon.
   *
   * @param sources all of one name
   */
  public <S extends IndexSource> Uni<Void> ensure(Work work, List<S> sources) {
    return forms
        .gaps(work.tx(), sources, work.now())
        .chain(
            gaps -> {
              var missing = new ArrayList<S>(gaps.size());
              for (IndexForms.Gap<S> gap : gaps) {
                if (gap.after() == null) {
                  missing.add(gap.source());
                } else {
                  goOn(work, gap.source(), gap.after());
                }
              }
              return missing.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : withRecords(work, missing).chain(filled -> makeAll(work, filled));
            });
  }

  private <S extends IndexSource> Uni<Void> makeAll(Work work, List<S> sources) {
    return InTurn.each(sources, source -> make(work, source));
  }

  /**
   * Those whose objects have records; the others are complete as they are, because whoever writes a
   * record indexes it. A tenant of a thousand objects costs two statements.
   */
  private <S extends IndexSource> Uni<List<S>> withRecords(Work work, List<S> sources) {
    var shared = new HashMap<String, List<S>>();
    for (S source : sources) {
      if (source.object().table().isShared()) {
        shared.computeIfAbsent(source.object().table().name(), _ -> new ArrayList<>()).add(source);
      }
    }
    var empty = new HashSet<S>();
    return Multi.createFrom()
        .iterable(shared.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            table -> emptyOnes(work.tx(), table.getKey(), table.getValue()).invoke(empty::addAll))
        .collect()
        .asList()
        .map(
            _ -> {
              if (!empty.isEmpty()) {
                forms.put(work.tx(), List.copyOf(empty));
                work.afterCommit(
                    () -> empty.forEach(source -> forms.remember(work.tenantId(), source)));
              }
              return sources.stream().filter(source -> !empty.contains(source)).toList();
            });
  }

  private static <S extends IndexSource> Uni<List<S>> emptyOnes(
      Tx tx, String table, List<S> sources) {
    Integer[] objects = sources.stream().map(it -> it.object().id()).toArray(Integer[]::new);
    return tx.query(
            "SELECT o FROM unnest($2::int[]) AS o WHERE NOT EXISTS (SELECT FROM "
                + table
                + " WHERE tenant_id = $1 AND object_id = o)",
            Tuple.tuple().addValue(tx.tenantId()).addValue(objects))
        .map(
            rows -> {
              var ids = new HashSet<Integer>();
              rows.forEach(row -> ids.add(row.getInteger(0)));
              return sources.stream().filter(it -> ids.contains(it.object().id())).toList();
            });
  }

  /**
   * For the writers of an index: an object's very first records make the index complete by
   * themselves. Sent once by each node for each index.
   *
   * @param first the smallest id of the records that are being written
   */
  public void begin(Work work, IndexSource source, UUID first) {
    long hash =
        IndexForms.hash(work.tenantId(), source.object().id(), source.name(), source.form());
    if (begun.contains(hash) || forms.isKnown(work.tenantId(), source)) {
      return;
    }
    ObjectModel object = source.object();
    boolean isShared = object.table().isShared();
    work.tx()
        .query(
            "INSERT INTO index_form (tenant_id, object_id, name, form) SELECT $1, $2, $3, $4"
                + " WHERE NOT EXISTS (SELECT FROM "
                + object.table().name()
                + " WHERE "
                + (isShared ? "tenant_id = $1 AND object_id = $2 AND " : "")
                + "id < $5) ON CONFLICT DO NOTHING",
            Tuple.of(work.tenantId(), object.id(), source.name(), source.form(), first));
    work.afterCommit(
        () -> {
          if (begun.size() >= MAX_BEGUN) {
            begun.clear();
          }
          begun.add(hash);
        });
  }

  private Uni<Void> make(Work work, IndexSource source) {
    Tx tx = work.tx();
    // Another transaction may be making it: wait for it, and look again.
    tx.query(
        "SELECT pg_advisory_xact_lock($1, $2)",
        Tuple.of(BUILD_LOCK, tx.tenantId() * 31 + source.object().id()));
    return forms
        .gaps(tx, List.of(source), work.now())
        .chain(
            gaps -> {
              if (gaps.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              holdWriters(tx, source);
              source.clear(tx);
              return pages(work, source, START, MAX_PAGES_AT_ONCE);
            });
  }

  private static void holdWriters(Tx tx, IndexSource source) {
    if (source.mustBeExact()) {
      tx.query(
          "SELECT pg_advisory_xact_lock($1, $2)", Tuple.of(Database.TENANT_LOCK, tx.tenantId()));
    }
  }

  private Uni<Void> pages(Work work, IndexSource source, UUID after, int left) {
    Tx tx = work.tx();
    return page(tx, source, after)
        .chain(
            records -> {
              if (records.size() < PAGE) {
                forms.put(tx, List.of(source));
                work.afterCommit(() -> forms.remember(work.tenantId(), source));
                return Uni.createFrom().voidItem();
              }
              UUID last = last(source, records);
              if (left > 1) {
                return pages(work, source, last, left - 1);
              }
              forms.putProgress(tx, source, last, work.now());
              goOn(work, source, last);
              return Uni.createFrom().voidItem();
            });
  }

  private void goOn(Work work, IndexSource source, UUID after) {
    long revision = work.model().revision();
    work.afterCommit(() -> inBackground(work.tenantId(), revision, source, after));
  }

  private static Uni<List<StoredRecord>> page(Tx tx, IndexSource source, UUID after) {
    RecordStatements statements = RecordStatements.of(source.object());
    return tx.send(statements.selectAfter(tx.tenantId(), after, PAGE))
        .map(
            rows -> {
              List<StoredRecord> records = new ArrayList<>(rows.size());
              for (Row row : rows) {
                records.add(statements.layout().decode(row, 0));
              }
              if (!records.isEmpty()) {
                source.write(tx, records);
              }
              return records;
            });
  }

  private static UUID last(IndexSource source, List<StoredRecord> records) {
    return records.getLast().id(source.object().require(SystemFields.ID));
  }

  // --- large objects

  private void inBackground(int tenantId, long revision, IndexSource source, UUID after) {
    String name = name(tenantId, source);
    if (running.add(name)) {
      nextPage(tenantId, revision, source, after)
          .eventually(() -> running.remove(name))
          .subscribe()
          .with(
              _ -> Log.debugf("Index %s is complete", name),
              // Whoever needs it in a minute goes on from there.
              error -> Log.warnf(error, "Index %s could not be made", name));
    }
  }

  private Uni<Void> nextPage(int tenantId, long revision, IndexSource source, UUID after) {
    return database
        .transaction(
            tenantId,
            Database.Mode.READ,
            null,
            tx -> {
              tx.takeYourTime();
              holdWriters(tx, source);
              return isCurrent(tx, revision)
                  .chain(
                      isCurrent ->
                          isCurrent
                              ? page(tx, source, after).invoke(records -> note(tx, source, records))
                              : Uni.createFrom().item(List.<StoredRecord>of()));
            })
        .chain(
            records ->
                records.size() < PAGE
                    ? Uni.createFrom().voidItem()
                    : nextPage(tenantId, revision, source, last(source, records)));
  }

  private void note(Tx tx, IndexSource source, List<StoredRecord> records) {
    if (records.size() < PAGE) {
      forms.put(tx, List.of(source));
    } else {
      forms.putProgress(tx, source, last(source, records), clock.instant());
    }
  }

  /** Under newer metadata another form may be wanted; this one must not be noted then. */
  private static Uni<Boolean> isCurrent(Tx tx, long revision) {
    return tx.query("SELECT revision FROM tenant WHERE id = $1", Tuple.of(tx.tenantId()))
        .map(rows -> rows.iterator().next().getLong(0) == revision);
  }

  private static String name(int tenantId, IndexSource source) {
    return tenantId + "/" + source.object().id() + "/" + source.name() + "/" + source.form();
  }
}
