package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.InTurn;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Work.Validation;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Moves records to the recycle bin, as far as who asks may, nothing refers to them and no parent's
 * rule is against it.
 */
@ApplicationScoped
public class RecordDeletion {
  private final RecordWriter writer;
  private final DeletionCascade cascade;
  private final RollupKeeper rollups;
  private final ChangeRecorder recorder;

  RecordDeletion(
      RecordWriter writer, DeletionCascade cascade, RollupKeeper rollups, ChangeRecorder recorder) {
    this.writer = writer;
    this.cascade = cascade;
    this.rollups = rollups;
    this.recorder = recorder;
  }

  /** Answers one result for each input, in order; inputs need an id and may name a version. */
  public Uni<List<SaveResult>> delete(
      Work work, ObjectModel object, List<SaveInput> inputs, RecordPipeline.Atomicity atomicity) {
    RecordPipeline.requireWritable(object);
    work.require(object, ObjectPermission.DELETE);
    var results = new SaveResults(inputs.size());
    var wanted = inputs.stream().map(SaveInput::id).toList();
    return writer
        .lock(work, object, wanted)
        .chain(
            stored ->
                Uni.combine()
                    .all()
                    .unis(
                        cascade.refused(work, object, stored.keySet()),
                        Reached.of(work, object, stored.keySet()))
                    .with(
                        (users, reached) ->
                            accept(inputs, stored, reached, users, results, atomicity, object)))
        .chain(
            accepted ->
                atomicity == RecordPipeline.Atomicity.EACH
                        && work.validation() == Validation.ENFORCED
                        && ParentRules.watch(work.model(), object)
                    ? deleteUnlessRefused(work, object, accepted, results, 1)
                    : deleteAll(work, object, accepted)
                        .invoke(objections -> hear(work, object, accepted, objections, results))
                        .invoke(() -> results.settle(atomicity)))
        .replaceWith(results::toList);
  }

  /** Yields what rules have against it of records that gathered these in a roll-up. */
  private Uni<List<Objection>> deleteAll(
      Work work, ObjectModel object, Map<UUID, StoredRecord> accepted) {
    var objections = new ArrayList<Objection>(0);
    return cascade
        .delete(work, object, accepted)
        .chain(
            removed ->
                InTurn.each(
                    removed.keySet(),
                    gone ->
                        rollups
                            .deleted(
                                work,
                                gone,
                                removed.get(gone),
                                gone.equals(object) ? accepted.keySet() : Set.of())
                            .invoke(objections::addAll)
                            .replaceWithVoid()))
        .replaceWith(objections);
  }

  /** As {@link WriteStep} does with what is saved. */
  private Uni<Void> deleteUnlessRefused(
      Work work,
      ObjectModel object,
      Map<UUID, StoredRecord> accepted,
      SaveResults results,
      int attempt) {
    if (accepted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    work.tx().query(WriteStep.BEGIN);
    return deleteAll(work, object, accepted)
        .chain(
            objections -> {
              if (objections.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              work.tx().query(WriteStep.UNDO);
              hear(work, object, accepted, objections, results);
              objections.forEach(objection -> accepted.remove(objection.cause().record()));
              if (attempt == WriteStep.MAX_ATTEMPTS) {
                accepted
                    .keySet()
                    .forEach(id -> results.refuse(id, Violation.of("", "parents_keep_refusing")));
                accepted.clear();
              }
              return deleteUnlessRefused(work, object, accepted, results, attempt + 1);
            });
  }

  private void hear(
      Work work,
      ObjectModel object,
      Map<UUID, StoredRecord> accepted,
      List<Objection> objections,
      SaveResults results) {
    if (work.validation() == Validation.OVERRIDDEN) {
      var skipped = new HashMap<UUID, StoredRecord>();
      for (Objection objection : objections) {
        UUID id = objection.cause().record();
        results.warn(id, ValidationCheck.skipped(objection.broken()));
        skipped.put(id, accepted.get(id));
      }
      recorder.note(
          work, object, ValidationCheck.SKIPPED, DeletionCascade.entries(object, skipped));
    } else {
      objections.forEach(
          objection -> results.refuse(objection.cause().record(), objection.ofDeleted(work)));
    }
  }

  private static Map<UUID, StoredRecord> accept(
      List<SaveInput> inputs,
      Map<UUID, StoredRecord> stored,
      Reached reached,
      Map<UUID, String> users,
      SaveResults results,
      RecordPipeline.Atomicity atomicity,
      ObjectModel object) {
    var accepted = new HashMap<UUID, StoredRecord>();
    for (int i = 0; i < inputs.size(); i++) {
      UUID id = inputs.get(i).id();
      StoredRecord record = stored.get(id);
      if (record == null || accepted.containsKey(id) || !reached.canSee(id)) {
        results.fail(i, id, ErrorCode.NOT_FOUND, List.of(Violation.of("/id", "not_found")));
      } else if (!reached.allows(id, Level.FULL)) {
        results.fail(
            i, id, ErrorCode.FORBIDDEN, List.of(Violation.of("/id", "record_not_deletable")));
      } else if (inputs.get(i).version() != null
          && !inputs.get(i).version().equals(record.value(object.require("version")))) {
        results.fail(
            i, id, ErrorCode.STALE_VERSION, List.of(Violation.of("/version", "stale_version")));
      } else if (users.containsKey(id)) {
        results.fail(
            i,
            id,
            ErrorCode.IN_USE,
            List.of(Violation.of("/id", "record_in_use", "relationship", users.get(id))));
      } else {
        accepted.put(id, record);
        results.put(
            i,
            new SaveResult(
                id, SaveResult.Status.DELETED, null, List.of(), List.of(), null, record));
      }
    }
    results.settle(atomicity);
    return accepted;
  }
}
