package dev.trellis.runtime.transfer;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.record.RecordDeletion;
import dev.trellis.runtime.record.RecordPipeline;
import dev.trellis.runtime.record.RecordPipeline.Atomicity;
import dev.trellis.runtime.record.SaveInput;
import dev.trellis.runtime.record.SaveResult;
import dev.trellis.runtime.transfer.ImportEffects.Batch;
import dev.trellis.runtime.transfer.ImportEffects.Effect;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Work.Validation;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes back what an import did, the last batch first: created records go to the recycle bin,
 * changed ones get their former values. A record that somebody changed since, or that others refer
 * to, stays as it is; asking again tries those again.
 */
@ApplicationScoped
class ImportUndo {
  private final Workspace workspace;
  private final RecordPipeline pipeline;
  private final RecordDeletion deletion;

  ImportUndo(Workspace workspace, RecordPipeline pipeline, RecordDeletion deletion) {
    this.workspace = workspace;
    this.pipeline = pipeline;
    this.deletion = deletion;
  }

  /** What lets a transaction of the undoing go on: who may write, and with whose rights. */
  interface Warrant {
    /** False when the undoing has passed to somebody else. */
    Uni<Boolean> isValid(Work work);

    Work rights(Work work);
  }

  /** The caller undoes a finished import, with the caller's own rights. */
  static final Warrant OF_CALLER =
      new Warrant() {
        @Override
        public Uni<Boolean> isValid(Work work) {
          return Uni.createFrom().item(true);
        }

        @Override
        public Work rights(Work work) {
          return work;
        }
      };

  /**
   * Each batch in a transaction of its own, so that a broken connection costs one batch and asking
   * again goes on from there. Passes are repeated while they get on: a record that one of the same
   * import refers to can go after that one.
   */
  Uni<UndoReport> undo(Caller caller, ImportJob job, Warrant warrant) {
    var total = new UndoReport();
    return Multi.createBy()
        .repeating()
        .uni(() -> pass(caller, job, warrant).invoke(total::addPass))
        .whilst(pass -> pass.keptCount() > 0 && pass.undoneCount() > 0)
        .collect()
        .last()
        .replaceWith(total);
  }

  private Uni<UndoReport> pass(Caller caller, ImportJob job, Warrant warrant) {
    var report = new UndoReport();
    var before = new AtomicInteger(Integer.MAX_VALUE);
    return workspace
        .read(caller, work -> ImportEffects.repeated(work.tx(), job.id()))
        .chain(
            repeated ->
                Multi.createBy()
                    .repeating()
                    .uni(() -> step(caller, job, warrant, repeated, before.get()))
                    .whilst(
                        step -> {
                          report.add(step.report());
                          before.set(step.batch());
                          return step.batch() >= 0;
                        })
                    .collect()
                    .last())
        .replaceWith(report);
  }

  private Uni<Step> step(
      Caller caller, ImportJob job, Warrant warrant, Set<UUID> repeated, int before) {
    return workspace.write(
        caller,
        work ->
            warrant
                .isValid(work)
                .chain(
                    valid ->
                        valid
                            ? undoLast(warrant.rights(work), job, repeated, before)
                            : Uni.createFrom().failure(new LeaseLost())));
  }

  /** What undoing one batch came to; the batch is -1 when there was none left. */
  private record Step(int batch, UndoReport report) {}

  private Uni<Step> undoLast(Work work, ImportJob job, Set<UUID> repeated, int before) {
    ObjectModel object = work.model().object(job.object()).orElse(null);
    return ImportEffects.last(work.tx(), job.id(), before)
        .chain(
            batch -> {
              if (batch == null) {
                return Uni.createFrom().item(new Step(-1, new UndoReport()));
              }
              if (object == null) {
                // The object is gone, and the records with it.
                ImportEffects.keep(work.tx(), job.id(), new Batch(batch.number(), List.of()));
                return Uni.createFrom().item(new Step(batch.number(), new UndoReport()));
              }
              return undo(work, job, object, batch, repeated)
                  .map(report -> new Step(batch.number(), report));
            });
  }

  private Uni<UndoReport> undo(
      Work work, ImportJob job, ObjectModel object, Batch batch, Set<UUID> repeated) {
    List<Effect> changed =
        batch.effects().stream().filter(effect -> effect.before() != null).toList();
    List<Effect> created =
        batch.effects().stream().filter(effect -> effect.before() == null).toList();
    var report = new UndoReport();
    var kept = new HashSet<UUID>();
    return restore(work, object, changed)
        .invoke(
            results -> {
              settle(changed, results, report, kept);
              raise(work, job, object, batch, repeated, results);
            })
        .chain(() -> remove(work, object, created))
        .invoke(
            results -> {
              settle(created, results, report, kept);
              List<Effect> rest =
                  batch.effects().stream().filter(effect -> kept.contains(effect.id())).toList();
              ImportEffects.keep(work.tx(), job.id(), new Batch(batch.number(), rest));
            })
        .replaceWith(report);
  }

  private Uni<List<SaveResult>> restore(Work work, ObjectModel object, List<Effect> changed) {
    if (changed.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    List<SaveInput> inputs =
        changed.stream()
            .map(
                effect -> {
                  // Fields that were deleted meanwhile keep their old values anyway.
                  var fields = Objects.requireNonNull(effect.before()).deepCopy();
                  fields.properties().removeIf(member -> object.field(member.getKey()).isEmpty());
                  return SaveInput.update(effect.id(), effect.version(), fields);
                })
            .toList();
    // What stood before is put back as it stood, whatever rules there are by now.
    return pipeline.update(work.with(Validation.NONE), object, inputs, Atomicity.EACH);
  }

  private Uni<List<SaveResult>> remove(Work work, ObjectModel object, List<Effect> created) {
    if (created.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    List<SaveInput> inputs =
        created.stream()
            .map(
                effect ->
                    new SaveInput(effect.id(), effect.version(), Json.MAPPER.createObjectNode()))
            .toList();
    return deletion.delete(work.with(Validation.NONE), object, inputs, Atomicity.EACH);
  }

  private static void settle(
      List<Effect> effects, List<SaveResult> results, UndoReport report, Set<UUID> kept) {
    for (int i = 0; i < effects.size(); i++) {
      Effect effect = effects.get(i);
      SaveResult result = results.get(i);
      if (!result.isFailed()) {
        report.undone(effect.before() == null);
      } else if (result.error() == ErrorCode.NOT_FOUND && effect.before() == null) {
        report.alreadyGone();
      } else {
        kept.add(effect.id());
        report.kept(effect.id(), reason(result));
      }
    }
  }

  private static String reason(SaveResult result) {
    if (result.error() == ErrorCode.STALE_VERSION) {
      return "changed_since";
    }
    if (result.error() == ErrorCode.NOT_FOUND) {
      return "deleted_since";
    }
    return result.violations().isEmpty() ? "refused" : result.violations().getFirst().code();
  }

  private static void raise(
      Work work,
      ImportJob job,
      ObjectModel object,
      Batch batch,
      Set<UUID> repeated,
      List<SaveResult> results) {
    var ids = new ArrayList<UUID>();
    var versions = new ArrayList<Integer>();
    for (SaveResult result : results) {
      if (!result.isFailed() && repeated.contains(result.id()) && result.record() != null) {
        ids.add(result.id());
        versions.add((Integer) result.record().value(object.require("version")));
      }
    }
    ImportEffects.raise(work.tx(), job.id(), batch.number(), ids, versions);
  }
}
