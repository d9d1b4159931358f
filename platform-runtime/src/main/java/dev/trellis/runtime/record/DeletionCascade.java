package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.RelationshipModel;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.runtime.duplicate.MatchKeys;
import dev.trellis.runtime.search.SearchIndex;
import dev.trellis.runtime.work.InTurn;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What goes to the recycle bin with a record, and what keeps it from going: children of cascading
 * references go too, clearing references are emptied, restricting ones refuse. What was deleted
 * together has one deletion id and comes back together, see {@link RecordRestoration}.
 */
@ApplicationScoped
class DeletionCascade {
  /**
   * One act may take this many records with it; more is surely a mistake, and would hold locks for
   * long.
   */
  private static final int MAX_CASCADE = 50_000;

  private final RecordWriter writer;
  private final RecordPipeline pipeline;
  private final UniqueClaims uniqueClaims;
  private final ChangeRecorder recorder;
  private final SearchIndex search;
  private final MatchKeys matchKeys;
  private final UuidV7 ids = new UuidV7();

  DeletionCascade(
      RecordWriter writer,
      RecordPipeline pipeline,
      UniqueClaims uniqueClaims,
      ChangeRecorder recorder,
      SearchIndex search,
      MatchKeys matchKeys) {
    this.writer = writer;
    this.pipeline = pipeline;
    this.uniqueClaims = uniqueClaims;
    this.recorder = recorder;
    this.search = search;
    this.matchKeys = matchKeys;
  }

  /** The state of one act of deletion, across the objects it reaches. */
  private static final class Act {
    private final UUID deletionId;
    private final Map<ObjectModel, Set<UUID>> gone = new HashMap<>();
    private final Map<ObjectModel, List<StoredRecord>> removed = new HashMap<>();
    private int count;

    Act(UUID deletionId) {
      this.deletionId = deletionId;
    }

    Set<UUID> of(ObjectModel object) {
      return gone.computeIfAbsent(object, _ -> new LinkedHashSet<>());
    }
  }

  /** Deletes records with what goes along; yields all that are gone. */
  Uni<Map<ObjectModel, List<StoredRecord>>> delete(
      Work work, ObjectModel object, Map<UUID, StoredRecord> records) {
    var act = new Act(ids.next(work.now()));
    return deleteAll(work, object, records, act).replaceWith(act.removed);
  }

  // --- what stands in the way

  /** The records that a restricting reference still points to, with the relationship that does. */
  Uni<Map<UUID, String>> refused(Work work, ObjectModel object, Collection<UUID> ids) {
    var users = new HashMap<UUID, String>();
    var queries = new ArrayList<Uni<Void>>();
    for (RelationshipModel relationship :
        relationships(work, object, FieldType.OnDelete.RESTRICT)) {
      queries.add(
          referring(work, relationship, ids)
              .invoke(
                  found ->
                      found.forEach(
                          (child, target) -> {
                            // A record that points to itself goes with itself.
                            if (!child.equals(target)) {
                              users.put(target, relationship.name());
                            }
                          }))
              .replaceWithVoid());
    }
    return queries.isEmpty()
        ? Uni.createFrom().item(users)
        : Uni.join().all(queries).andFailFast().replaceWith(users);
  }

  private static List<RelationshipModel> relationships(
      Work work, ObjectModel object, FieldType.OnDelete onDelete) {
    return work.model().relationships(object.name()).stream()
        .filter(
            relationship ->
                ((FieldType.Reference) relationship.field().type()).onDelete() == onDelete)
        .toList();
  }

  /** Live records that refer to some of these, with what they refer to. */
  static Uni<Map<UUID, UUID>> referring(
      Work work, RelationshipModel relationship, Collection<UUID> targets) {
    ObjectModel from = relationship.from();
    String column =
        switch (relationship.field().storage()) {
          case Storage.Column slot -> slot.hasIndex() ? slot.indexed() : slot.column();
          case Storage.Overflow stored -> "(overflow->>'" + stored.key() + "')::uuid";
          case Storage.Computed _ -> throw new IllegalStateException("no reference is computed");
        };
    boolean shared = from.table().isShared();
    String sql =
        "SELECT id, "
            + column
            + " AS target FROM "
            + from.table().name()
            + " WHERE "
            + (shared ? "tenant_id = $2 AND object_id = $3 AND " : "")
            + column
            + " = ANY($1) AND deleted_at IS NULL LIMIT "
            + (MAX_CASCADE + 1);
    Tuple parameters =
        shared
            ? Tuple.of(targets.toArray(UUID[]::new), work.tenantId(), from.id())
            : Tuple.of(targets.toArray(UUID[]::new));
    return work.tx()
        .query(sql, parameters)
        .map(
            rows -> {
              var found = new HashMap<UUID, UUID>();
              for (Row row : rows) {
                found.put(row.getUUID("id"), row.getUUID("target"));
              }
              return found;
            });
  }

  // --- what goes along

  private Uni<Void> deleteAll(
      Work work, ObjectModel object, Map<UUID, StoredRecord> records, Act act) {
    var fresh = new HashMap<>(records);
    fresh.keySet().removeAll(act.of(object));
    if (fresh.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    act.of(object).addAll(fresh.keySet());
    act.count += fresh.size();
    if (act.count > MAX_CASCADE) {
      throw PlatformException.of(ErrorCode.CONFLICT, "deletion_too_large", "max", MAX_CASCADE);
    }
    return cascade(work, object, fresh.keySet(), act)
        .chain(() -> clear(work, object, fresh.keySet(), act))
        .invoke(() -> remove(work, object, fresh, act));
  }

  private Uni<Void> cascade(Work work, ObjectModel object, Set<UUID> ids, Act act) {
    return InTurn.each(
        relationships(work, object, FieldType.OnDelete.CASCADE),
        relationship ->
            referring(work, relationship, ids)
                .chain(
                    found ->
                        cascadeTo(work, relationship.from(), new HashSet<>(found.keySet()), act)));
  }

  private Uni<Void> cascadeTo(Work work, ObjectModel child, Set<UUID> found, Act act) {
    found.removeAll(act.of(child));
    if (found.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return refused(work, child, found)
        .invoke(
            users -> {
              if (!users.isEmpty()) {
                throw PlatformException.of(
                    ErrorCode.IN_USE,
                    List.of(
                        Violation.of(
                            "/id",
                            "child_in_use",
                            "object",
                            child.name(),
                            "relationship",
                            users.values().iterator().next())));
              }
            })
        .chain(() -> writer.lock(work, child, found))
        .chain(stored -> deleteAll(work, child, stored, act));
  }

  private Uni<Void> clear(Work work, ObjectModel object, Set<UUID> ids, Act act) {
    return InTurn.each(
        relationships(work, object, FieldType.OnDelete.CLEAR),
        relationship ->
            referring(work, relationship, ids)
                .chain(
                    found -> {
                      Set<UUID> children = new HashSet<>(found.keySet());
                      children.removeAll(act.of(relationship.from()));
                      return children.isEmpty()
                          ? Uni.createFrom().voidItem()
                          : writer
                              .lock(work, relationship.from(), children)
                              .chain(stored -> clear(work, relationship, stored, ids));
                    }));
  }

  private Uni<Void> clear(
      Work work, RelationshipModel relationship, Map<UUID, StoredRecord> children, Set<UUID> gone) {
    FieldModel field = relationship.field();
    var drafts = new ArrayList<Draft>();
    children.forEach(
        (id, stored) -> {
          UUID target =
              stored.value(field) instanceof ReferenceValue reference
                  ? reference.id()
                  : (UUID) stored.value(field);
          if (gone.contains(target)) {
            Draft draft = Draft.update(drafts.size(), relationship.from(), id, stored);
            draft.set(field, null);
            drafts.add(draft);
          }
        });
    return pipeline.saveDrafts(work.asPlatform(), relationship.from(), drafts).replaceWithVoid();
  }

  private void remove(Work work, ObjectModel object, Map<UUID, StoredRecord> records, Act act) {
    var gone = List.copyOf(records.keySet());
    act.removed.computeIfAbsent(object, _ -> new ArrayList<>()).addAll(records.values());
    work.tx()
        .send(
            RecordStatements.of(object)
                .delete(
                    work.tenantId(),
                    gone,
                    work.now().atOffset(ZoneOffset.UTC),
                    work.userId(),
                    act.deletionId));
    uniqueClaims.releaseAll(work, object, gone);
    search.remove(work, object, gone);
    matchKeys.remove(work, object, gone);
    recorder.record(work, object, "deleted", entries(object, records));
  }

  /** What the history says of these records; their version counts on. */
  static List<ChangeRecorder.Entry> entries(ObjectModel object, Map<UUID, StoredRecord> records) {
    var entries = new ArrayList<ChangeRecorder.Entry>();
    FieldModel version = object.require("version");
    records.forEach(
        (id, stored) ->
            entries.add(new ChangeRecorder.Entry(id, (Integer) stored.value(version) + 1, null)));
    return entries;
  }
}
