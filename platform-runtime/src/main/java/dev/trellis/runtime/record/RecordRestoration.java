package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.runtime.duplicate.MatchKeys;
import dev.trellis.runtime.search.SearchIndex;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.InTurn;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Brings records back from the recycle bin: what was deleted together comes back together. */
@ApplicationScoped
public class RecordRestoration {
  private final RecordWriter writer;
  private final RollupKeeper rollups;
  private final UniqueClaims uniqueClaims;
  private final ChangeRecorder recorder;
  private final SearchIndex search;
  private final MatchKeys matchKeys;

  RecordRestoration(
      RecordWriter writer,
      RollupKeeper rollups,
      UniqueClaims uniqueClaims,
      ChangeRecorder recorder,
      SearchIndex search,
      MatchKeys matchKeys) {
    this.writer = writer;
    this.rollups = rollups;
    this.uniqueClaims = uniqueClaims;
    this.recorder = recorder;
    this.search = search;
    this.matchKeys = matchKeys;
  }

  /** Brings back a record and everything that was deleted with it. */
  public Uni<StoredRecord> restore(Work work, ObjectModel object, UUID id) {
    RecordPipeline.requireWritable(object);
    work.require(object, ObjectPermission.DELETE);
    return Reached.of(work, object, List.of(id))
        .invoke(reached -> requireFull(reached, id))
        .chain(
            () ->
                work.tx()
                    .query(
                        deletedTogether(work, object), Tuple.of(work.tenantId(), object.id(), id)))
        .chain(
            rows -> {
              var together = new HashMap<ObjectModel, Set<UUID>>();
              together.computeIfAbsent(object, _ -> new LinkedHashSet<>()).add(id);
              for (Row row : rows) {
                work.model()
                    .object(row.getInteger("object_id"))
                    .ifPresent(
                        other ->
                            together
                                .computeIfAbsent(other, _ -> new LinkedHashSet<>())
                                .add(row.getUUID("id")));
              }
              return restoreAll(work, together);
            })
        .chain(() -> writer.lock(work, object, List.of(id)))
        .map(
            stored -> {
              StoredRecord record = stored.get(id);
              if (record == null) {
                throw PlatformException.notFound();
              }
              return record;
            });
  }

  private static void requireFull(Reached reached, UUID id) {
    if (!reached.canSee(id)) {
      throw PlatformException.notFound();
    }
    if (!reached.allows(id, Level.FULL)) {
      throw PlatformException.of(
          ErrorCode.FORBIDDEN, List.of(Violation.of("/id", "record_not_deletable")));
    }
  }

  /**
   * Over every table that holds records of the tenant: objects with a table of their own may be
   * among them.
   */
  private static String deletedTogether(Work work, ObjectModel object) {
    String deletion =
        "(SELECT deletion_id FROM "
            + object.table().name()
            + " WHERE tenant_id = $1 AND object_id = $2 AND id = $3 AND deleted_at IS NOT NULL)";
    return work.model().objects().values().stream()
        .filter(other -> !other.isPlatformObject())
        .map(other -> other.table().name())
        .distinct()
        .map(
            table ->
                "SELECT object_id, id FROM "
                    + table
                    + " WHERE tenant_id = $1 AND deletion_id = "
                    + deletion)
        .collect(Collectors.joining(" UNION ALL "));
  }

  private Uni<Void> restoreAll(Work work, Map<ObjectModel, Set<UUID>> together) {
    var restored = new HashMap<ObjectModel, Collection<StoredRecord>>();
    return InTurn.each(
            together.entrySet(),
            each ->
                restoreAll(work, each.getKey(), each.getValue())
                    .invoke(records -> restored.put(each.getKey(), records))
                    .replaceWithVoid())
        .chain(() -> rollups.restored(work, restored));
  }

  /** Yields those that were in the recycle bin. */
  private Uni<Collection<StoredRecord>> restoreAll(
      Work work, ObjectModel object, Set<UUID> wanted) {
    return writer
        .lockDeleted(work, object, wanted)
        .chain(
            stored -> {
              if (stored.isEmpty()) {
                return Uni.createFrom().item(List.of());
              }
              // As if they were new: their unique values have to be free still, and search has to
              // learn of them again.
              var drafts = new ArrayList<Draft>();
              stored.forEach(
                  (id, record) -> {
                    Draft draft = Draft.insert(drafts.size(), object, id);
                    System.arraycopy(record.values(), 0, draft.values(), 0, record.values().length);
                    drafts.add(draft);
                  });
              return uniqueClaims
                  .claim(work, object, drafts)
                  .invoke(
                      () -> {
                        var results = new SaveResults(drafts.size());
                        drafts.forEach(results::refuseIfViolated);
                        results.settle(RecordPipeline.Atomicity.ALL_OR_NONE);
                        work.tx()
                            .send(
                                RecordStatements.of(object)
                                    .restore(work.tenantId(), stored.keySet()));
                        search.index(work, object, drafts);
                        matchKeys.index(work, object, drafts);
                        recorder.record(
                            work, object, "restored", DeletionCascade.entries(object, stored));
                      })
                  .replaceWith(stored.values());
            });
  }
}
