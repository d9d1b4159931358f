package dev.trellis.runtime.record;

import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.formula.Rollups;
import dev.trellis.metadata.postgres.RollupWriter;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.value.Json;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps roll-ups in step with what they gather, in the transaction that changes it: of every record
 * whose children changed, and then of those that gather these in turn. A record keeps its version:
 * nobody changed it, and whoever is editing it may go on.
 */
@ApplicationScoped
class RollupKeeper {
  /** Records in one statement. */
  private static final int CHUNK = 1_000;

  private final ChangeRecorder recorder;

  RollupKeeper(ChangeRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * A record on both sides of what happened to it.
   *
   * @param before null for one that was not there, or in the recycle bin
   * @param after null for one that is not there any more
   */
  private record Change(@Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after) {
    /** Whether a roll-up may come to something else. */
    boolean matters(Rollup rollup) {
      return before == null
          || after == null
          || rollup.reads().stream().anyMatch(i -> !Objects.equals(before[i], after[i]));
    }

    void addParents(FieldModel via, Set<UUID> parents) {
      addParent(before, via, parents);
      addParent(after, via, parents);
    }

    private static void addParent(
        @Nullable Object @Nullable [] values, FieldModel via, Set<UUID> parents) {
      switch (values == null ? null : values[via.ordinal()]) {
        case ReferenceValue reference -> parents.add(reference.id());
        case UUID id -> parents.add(id);
        case null, default -> {}
      }
    }
  }

  /** Records of one object whose roll-ups are to be gathered. */
  private record Need(ObjectModel parent, List<Rollup> rollups, Set<UUID> ids) {
    Need(ObjectModel parent) {
      this(parent, new ArrayList<>(), new LinkedHashSet<>());
    }
  }

  Uni<Void> saved(Work work, ObjectModel object, List<Draft> drafts) {
    return follow(
        work,
        object,
        () ->
            drafts.stream()
                .map(draft -> new Change(values(draft.before()), draft.values()))
                .toList());
  }

  Uni<Void> deleted(Work work, ObjectModel object, Collection<StoredRecord> records) {
    return follow(
        work,
        object,
        () -> records.stream().map(record -> new Change(record.values(), null)).toList());
  }

  /** Records that are back: what they gather may have changed while they were away. */
  Uni<Void> restored(Work work, ObjectModel object, Collection<StoredRecord> records) {
    List<Rollup> own = Rollups.of(work.model()).of(object);
    var need = new Need(object);
    need.rollups().addAll(own);
    records.forEach(record -> need.ids().add(record.id(object.require("id"))));
    Uni<Void> gathered = own.isEmpty() ? Uni.createFrom().voidItem() : gather(work, need);
    return gathered.chain(
        () ->
            follow(
                work,
                object,
                () -> records.stream().map(record -> new Change(null, record.values())).toList()));
  }

  private static @Nullable Object @Nullable [] values(@Nullable StoredRecord record) {
    return record == null ? null : record.values();
  }

  private Uni<Void> follow(
      Work work, ObjectModel object, java.util.function.Supplier<List<Change>> changes) {
    List<Rollup> rollups = Rollups.of(work.model()).over(object);
    if (rollups.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    // Always in the same order, so that two saves hold records in the same order.
    var needs = new TreeMap<ObjectModel, Need>(Comparator.comparingInt(ObjectModel::id));
    List<Change> all = changes.get();
    for (Rollup rollup : rollups) {
      Set<UUID> parents = new LinkedHashSet<>();
      all.stream()
          .filter(change -> change.matters(rollup))
          .forEach(change -> change.addParents(rollup.via(), parents));
      if (!parents.isEmpty()) {
        Need need = needs.computeIfAbsent(rollup.parent(), Need::new);
        need.rollups().add(rollup);
        need.ids().addAll(parents);
      }
    }
    return Multi.createFrom()
        .iterable(needs.values())
        .onItem()
        .transformToUniAndConcatenate(need -> gather(work, need))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> gather(Work work, Need need) {
    var scope = new QueryScope(work.model(), PlatformAccess.INSTANCE, work.userId(), work.now());
    var writer = new RollupWriter(work.tx(), scope, need.parent(), need.rollups());
    return Multi.createFrom()
        .iterable(chunks(need.ids()))
        .onItem()
        .transformToUniAndConcatenate(
            ids -> writer.write(ids).chain(changed -> tell(work, need.parent(), changed)))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private static List<List<UUID>> chunks(Collection<UUID> ids) {
    List<UUID> sorted = ids.stream().sorted().toList();
    var chunks = new ArrayList<List<UUID>>();
    for (int from = 0; from < sorted.size(); from += CHUNK) {
      chunks.add(sorted.subList(from, Math.min(from + CHUNK, sorted.size())));
    }
    return chunks;
  }

  private Uni<Void> tell(Work work, ObjectModel parent, List<RollupWriter.Changed> changed) {
    recorder.record(
        work,
        parent,
        "updated",
        changed.stream()
            .map(
                record ->
                    new ChangeRecorder.Entry(
                        record.id(), record.version(parent), Json.MAPPER.createObjectNode()))
            .toList());
    return follow(
        work,
        parent,
        () ->
            changed.stream()
                .map(record -> new Change(record.before().values(), record.values()))
                .toList());
  }
}
