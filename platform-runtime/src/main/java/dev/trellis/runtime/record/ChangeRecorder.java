package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.event.ChangeEvents;
import dev.trellis.runtime.statistics.Analysis;
import dev.trellis.runtime.work.Work;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happened, in the transaction in which it happened: history by record, and the change
 * feed.
 */
@ApplicationScoped
class ChangeRecorder {
  private static final String FEED =
      "INSERT INTO change_log (tenant_id, object_id, at, actor, action, ids, versions) VALUES ($1, $2, $3, $4, $5, $6, $7)";
  private static final String HISTORY =
      "INSERT INTO history (tenant_id, object_id, record_id, id, at, actor, action, version, changes)"
          + " SELECT $1, $2, u.r, u.i, $3, $4, $5, u.v, u.c::jsonb"
          + " FROM unnest($6::uuid[], $7::uuid[], $8::int[], $9::text[]) AS u(r, i, v, c)";

  private final UuidV7 ids = new UuidV7();
  private final ChangeEvents events;
  private final Analysis analysis;

  ChangeRecorder(ChangeEvents events, Analysis analysis) {
    this.events = events;
    this.analysis = analysis;
  }

  /** One record's part in a change. */
  record Entry(UUID id, int version, @Nullable ObjectNode changes) {}

  /** {@code action} is {@code created}, {@code updated}, {@code deleted} or {@code restored}. */
  void record(Work work, ObjectModel object, String action, List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    OffsetDateTime at = work.now().atOffset(ZoneOffset.UTC);
    UUID[] recordIds = entries.stream().map(Entry::id).toArray(UUID[]::new);
    Integer[] versions = entries.stream().map(Entry::version).toArray(Integer[]::new);
    work.tx()
        .query(
            FEED,
            Tuple.from(
                new Object[] {
                  work.tenantId(), object.id(), at, work.userId(), action, recordIds, versions
                }));
    if (!action.equals("created")) {
      history(work, object, action, entries, at);
    }
    work.afterCommit(
        () -> {
          analysis.written(work.tenantId(), object.id(), recordIds.length);
          events.changed(work.tenantId());
        });
  }

  /** Something to know about a change, in the history of its records alone. */
  void note(Work work, ObjectModel object, String action, List<Entry> entries) {
    history(work, object, action, entries, work.now().atOffset(ZoneOffset.UTC));
  }

  private void history(
      Work work, ObjectModel object, String action, List<Entry> entries, OffsetDateTime at) {
    var told =
        entries.stream()
            .filter(entry -> entry.changes() == null || !entry.changes().isEmpty())
            .toList();
    if (told.isEmpty()) {
      return;
    }
    work.tx()
        .query(
            HISTORY,
            Tuple.from(
                new Object[] {
                  work.tenantId(),
                  object.id(),
                  at,
                  work.userId(),
                  action,
                  told.stream().map(Entry::id).toArray(UUID[]::new),
                  told.stream().map(_ -> ids.next(work.now())).toArray(UUID[]::new),
                  told.stream().map(Entry::version).toArray(Integer[]::new),
                  told.stream()
                      .map(entry -> entry.changes() == null ? null : Json.write(entry.changes()))
                      .toArray(String[]::new)
                }));
  }
}
