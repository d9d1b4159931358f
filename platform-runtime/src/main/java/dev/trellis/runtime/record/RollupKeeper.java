package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.formula.Differences;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.formula.Rollups;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.postgres.RollupWriter;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.value.Json;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.runtime.record.Objection.Cause;
import dev.trellis.runtime.work.InTurn;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
   * @param asked its id, if somebody asked for the change
   * @param causes what somebody asked for that its change follows from
   */
  private record Change(
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after,
      @Nullable UUID asked,
      Set<Cause> causes) {
    static Change asked(
        UUID id, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after) {
      return new Change(before, after, id, Set.of());
    }

    static Change following(
        @Nullable Object @Nullable [] before,
        @Nullable Object @Nullable [] after,
        Set<Cause> causes) {
      return new Change(before, after, null, causes);
    }

    /** What is to blame for what the roll-up comes to. */
    Set<Cause> causes(Rollup rollup) {
      return asked == null ? causes : Set.of(new Cause(asked, rollup.via()));
    }

    Stream<UUID> parents(Rollup rollup) {
      return Stream.of(
              Optional.ofNullable(parentBefore(rollup)), Optional.ofNullable(parentAfter(rollup)))
          .flatMap(Optional::stream);
    }

    /** Whether a roll-up may come to something else. */
    boolean matters(BitSet reads) {
      return before == null
          || after == null
          || reads.stream().anyMatch(i -> !Objects.equals(before[i], after[i]));
    }

    @Nullable UUID parentBefore(Rollup rollup) {
      return parent(before, rollup);
    }

    @Nullable UUID parentAfter(Rollup rollup) {
      return parent(after, rollup);
    }

    private static @Nullable UUID parent(@Nullable Object @Nullable [] values, Rollup rollup) {
      return switch (values == null ? null : values[rollup.via().ordinal()]) {
        case ReferenceValue reference -> reference.id();
        case UUID id -> id;
        case null, default -> null;
      };
    }
  }

  /** What roll-ups of records of one object need: to be gathered, or to be told a difference. */
  private static final class Need {
    private final ObjectModel parent;
    private final List<Rollup> gathered = new ArrayList<>();
    private final Set<UUID> ids = new LinkedHashSet<>();
    private final Differences differences = new Differences();
    private final Map<UUID, Set<Cause>> causes = new HashMap<>();

    Need(ObjectModel parent) {
      this.parent = parent;
    }

    void gather(Rollup rollup, List<Change> changes) {
      gathered.add(rollup);
      changes.forEach(change -> change.parents(rollup).forEach(ids::add));
    }

    void blame(Rollup rollup, List<Change> changes) {
      for (Change change : changes) {
        Set<Cause> blamed = change.causes(rollup);
        if (!blamed.isEmpty()) {
          change
              .parents(rollup)
              .forEach(id -> causes.computeIfAbsent(id, _ -> new LinkedHashSet<>()).addAll(blamed));
        }
      }
    }

    /** What became of the records, for those that gather them in turn. */
    List<Change> followed(List<RollupWriter.Changed> changed) {
      return changed.stream()
          .map(
              record ->
                  Change.following(
                      record.before().values(),
                      record.values(),
                      causes.getOrDefault(record.id(), Set.of())))
          .toList();
    }

    void tell(Rollup rollup, List<Change> changes, Surroundings surroundings) {
      for (Change change : changes) {
        UUID before = change.parentBefore(rollup);
        if (before != null) {
          differences.add(
              rollup,
              before,
              rollup.added(Objects.requireNonNull(change.before()), surroundings).negate());
        }
        UUID after = change.parentAfter(rollup);
        if (after != null) {
          differences.add(
              rollup, after, rollup.added(Objects.requireNonNull(change.after()), surroundings));
        }
      }
      ids.addAll(differences.parents());
    }
  }

  /** Yields what rules of the records with the roll-ups have against it. */
  Uni<List<Objection>> saved(Work work, ObjectModel object, List<Draft> drafts) {
    var objections = new ArrayList<Objection>(0);
    return follow(
            work,
            object,
            false,
            () ->
                drafts.stream()
                    .map(draft -> Change.asked(draft.id(), values(draft.before()), draft.values()))
                    .toList(),
            objections)
        .replaceWith(objections);
  }

  /**
   * @param asked those among the records that somebody asked to be deleted; the others go with them
   */
  Uni<List<Objection>> deleted(
      Work work, ObjectModel object, Collection<StoredRecord> records, Set<UUID> asked) {
    // Roll-ups of these may have changed since they were read, by what went with them.
    boolean isStale = !Rollups.of(work.model()).of(object).isEmpty();
    FieldModel id = object.require("id");
    var objections = new ArrayList<Objection>(0);
    return follow(
            work,
            object,
            isStale,
            () -> records.stream().map(record -> gone(record, record.id(id), asked)).toList(),
            objections)
        .replaceWith(objections);
  }

  private static Change gone(StoredRecord record, UUID id, Set<UUID> asked) {
    return asked.contains(id)
        ? Change.asked(id, record.values(), null)
        : Change.following(record.values(), null, Set.of());
  }

  /**
   * Records that came back together. They are told to whatever gathers them first, and gather their
   * own then, as that may have changed while they were away: the other way round, a parent and a
   * child that came back together would count the child twice. What stood is put back as it stood,
   * so nobody is asked whether it may.
   */
  Uni<Void> restored(Work work, Map<ObjectModel, Collection<StoredRecord>> restored) {
    List<ObjectModel> objects =
        restored.keySet().stream().sorted(Comparator.comparingInt(ObjectModel::id)).toList();
    var unheard = new ArrayList<Objection>(0);
    return InTurn.each(
            objects,
            object -> follow(work, object, false, () -> back(restored.get(object)), unheard))
        .chain(
            () ->
                InTurn.each(
                    objects, object -> gather(work, object, restored.get(object), unheard)));
  }

  private static List<Change> back(Collection<StoredRecord> records) {
    return records.stream()
        .map(record -> Change.following(null, record.values(), Set.of()))
        .toList();
  }

  private Uni<Void> gather(
      Work work, ObjectModel object, Collection<StoredRecord> records, List<Objection> objections) {
    List<Rollup> own = Rollups.of(work.model()).of(object);
    if (own.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var need = new Need(object);
    need.gathered.addAll(own);
    records.forEach(record -> need.ids.add(record.id(object.require("id"))));
    return bring(work, need, objections);
  }

  private static @Nullable Object @Nullable [] values(@Nullable StoredRecord record) {
    return record == null ? null : record.values();
  }

  /**
   * @param isStale whether records may have other values by now than the changes say
   * @param objections takes what rules have against it
   */
  private Uni<Void> follow(
      Work work,
      ObjectModel object,
      boolean isStale,
      Supplier<List<Change>> changes,
      List<Objection> objections) {
    List<Rollup> rollups = Rollups.of(work.model()).over(object);
    if (rollups.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    // Always in the same order, so that two saves hold records in the same order.
    var needs = new TreeMap<ObjectModel, Need>(Comparator.comparingInt(ObjectModel::id));
    List<Change> all = changes.get();
    Surroundings surroundings = RelatedReads.surroundings(work);
    for (Rollup rollup : rollups) {
      BitSet reads = rollup.reads();
      List<Change> mattering = all.stream().filter(change -> change.matters(reads)).toList();
      if (!mattering.isEmpty()) {
        Need need = needs.computeIfAbsent(rollup.parent(), Need::new);
        need.blame(rollup, mattering);
        if (rollup.isAdditive() && !isStale) {
          need.tell(rollup, mattering, surroundings);
        } else {
          need.gather(rollup, mattering);
        }
      }
    }
    return InTurn.each(needs.values(), need -> bring(work, need, objections));
  }

  private Uni<Void> bring(Work work, Need need, List<Objection> objections) {
    var scope = QueryScope.ofPlatform(work.model(), work.caller(), work.now());
    var writer = new RollupWriter(work.tx(), scope, need.parent, need.gathered, need.differences);
    return InTurn.each(
        chunks(need.ids),
        ids -> writer.write(ids).chain(changed -> tell(work, need, changed, objections)));
  }

  private static List<List<UUID>> chunks(Collection<UUID> ids) {
    List<UUID> sorted = ids.stream().sorted().toList();
    var chunks = new ArrayList<List<UUID>>();
    for (int from = 0; from < sorted.size(); from += CHUNK) {
      chunks.add(sorted.subList(from, Math.min(from + CHUNK, sorted.size())));
    }
    return chunks;
  }

  private Uni<Void> tell(
      Work work, Need need, List<RollupWriter.Changed> changed, List<Objection> objections) {
    ObjectModel parent = need.parent;
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
    return ParentRules.objections(work, parent, changed, need.causes)
        .invoke(objections::addAll)
        .chain(() -> follow(work, parent, false, () -> need.followed(changed), objections));
  }
}
