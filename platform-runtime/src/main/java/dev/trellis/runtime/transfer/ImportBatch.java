package dev.trellis.runtime.transfer;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.runtime.record.RecordPipeline;
import dev.trellis.runtime.record.RecordPipeline.Atomicity;
import dev.trellis.runtime.record.SaveInput;
import dev.trellis.runtime.record.SaveResult;
import dev.trellis.runtime.transfer.ImportEffects.Effect;
import dev.trellis.runtime.transfer.ImportJobs.Refusal;
import dev.trellis.runtime.transfer.mapping.ImportOptions.OnError;
import dev.trellis.runtime.transfer.mapping.ImportOptions.Operation;
import dev.trellis.runtime.transfer.mapping.Mapping;
import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.runtime.work.View;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts some rows through the record pipeline, and writes down in the same transaction what became
 * of them and how far the import has come.
 */
@ApplicationScoped
class ImportBatch {
  private final RecordPipeline pipeline;

  ImportBatch(RecordPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** What became of the rows, once more than counted. */
  record Outcome(
      List<Refusal> refusals, List<Effect> effects, List<Long> saved, long created, long updated) {
    long waiting() {
      return refusals.stream().filter(Refusal::waits).count();
    }

    long failed() {
      return refusals.size() - waiting();
    }
  }

  /**
   * The batch of an import that stands or falls as a whole has refused rows. Nothing of the batch
   * is written.
   */
  static final class Aborted extends RuntimeException {
    private final transient List<Refusal> refusals;

    Aborted(List<Refusal> refusals) {
      super("rows refused", null, false, false);
      this.refusals = refusals;
    }

    List<Refusal> refusals() {
      return refusals;
    }
  }

  /** Rows as they come from the file. */
  Uni<Void> next(Work work, ImportJob job, PreparedRows prepared) {
    List<Row> rows = prepared.rows();
    return save(work, job, prepared)
        .invoke(
            outcome -> {
              refuseIfAborting(job, outcome);
              ImportJobs.refuse(work.tx(), job.id(), outcome.refusals());
              ImportEffects.record(work.tx(), job.id(), job.batches(), outcome.effects());
              ImportJobs.advance(
                  work.tx(),
                  job,
                  new ImportProgress(
                      rows.getLast().number(),
                      outcome.created(),
                      outcome.updated(),
                      outcome.failed(),
                      outcome.waiting(),
                      0,
                      0));
            })
        .replaceWithVoid();
  }

  /** Rows that waited. */
  Uni<Void> again(Work work, ImportJob job, List<Row> rows) {
    return save(work, job, prepare(work.view(), job, rows))
        .invoke(
            outcome -> {
              refuseIfAborting(job, outcome);
              ImportJobs.refuse(work.tx(), job.id(), outcome.refusals());
              ImportJobs.resolved(work.tx(), job.id(), outcome.saved());
              ImportEffects.record(work.tx(), job.id(), job.batches(), outcome.effects());
              long settled = rows.size() - outcome.waiting();
              ImportJobs.advance(
                  work.tx(),
                  job,
                  new ImportProgress(
                      job.position(),
                      outcome.created(),
                      outcome.updated(),
                      outcome.failed(),
                      -settled,
                      rows.getLast().number(),
                      job.roundProgress() + settled));
            })
        .replaceWithVoid();
  }

  private static void refuseIfAborting(ImportJob job, Outcome outcome) {
    if (job.options().onError() == OnError.ABORT && outcome.failed() > 0) {
      throw new Aborted(outcome.refusals().stream().filter(refusal -> !refusal.waits()).toList());
    }
  }

  /** A row that brought its whole batch down, alone: refused, so that the others get through. */
  void refuse(Work work, ImportJob job, Row row, boolean waited) {
    var refusal = new Refusal(row, List.of(Violation.of("", "row_failed")), false);
    if (job.options().onError() == OnError.ABORT) {
      throw new Aborted(List.of(refusal));
    }
    ImportJobs.refuse(work.tx(), job.id(), List.of(refusal));
    ImportJobs.advance(
        work.tx(),
        job,
        waited
            ? new ImportProgress(job.position(), 0, 0, 1, -1, row.number(), job.roundProgress() + 1)
            : new ImportProgress(row.number(), 0, 0, 1, 0, 0, 0));
  }

  /** Makes records of rows; asks nothing of the database. */
  PreparedRows prepare(View view, ImportJob job, List<Row> rows) {
    ImportPlan plan = job.plan();
    Mapping mapping =
        Mapping.compile(plan.options(), plan.header(), plan.formats(), view.model(), view.access());
    var refusals = new ArrayList<Refusal>();
    var inputs = new ArrayList<SaveInput>();
    var sent = new ArrayList<Row>();
    for (Row row : rows) {
      Mapping.Input input = mapping.read(row);
      if (input.violations().isEmpty()) {
        inputs.add(new SaveInput(input.id(), null, input.fields()));
        sent.add(row);
      } else {
        refusals.add(new Refusal(row, input.violations(), false));
      }
    }
    List<Draft> drafts =
        job.options().operation() == Operation.INSERT
            ? pipeline.prepare(view, mapping.object(), inputs)
            : List.of();
    return new PreparedRows(view, rows, mapping, refusals, sent, inputs, drafts);
  }

  private Uni<Outcome> save(Work work, ImportJob job, PreparedRows prepared) {
    Mapping mapping = prepared.mapping();
    work.require(mapping.object(), ObjectPermission.IMPORT);
    var refusals = new ArrayList<>(prepared.refusals());
    if (prepared.sent().isEmpty()) {
      return Uni.createFrom().item(new Outcome(refusals, List.of(), List.of(), 0, 0));
    }
    Work saving = work.overridingValidation(job.options().skipsValidation());
    return send(saving, job.options().operation(), prepared)
        .map(results -> outcome(mapping, prepared.sent(), results, refusals));
  }

  private Uni<List<SaveResult>> send(Work work, Operation operation, PreparedRows prepared) {
    Mapping mapping = prepared.mapping();
    List<SaveInput> inputs = prepared.inputs();
    ObjectModel object = mapping.object();
    return switch (operation) {
      case INSERT -> pipeline.insertDrafts(work, object, prepared.drafts(), Atomicity.EACH);
      case UPSERT ->
          pipeline.upsert(work, object, mapping.key().orElseThrow(), inputs, Atomicity.EACH);
      case UPDATE ->
          mapping
              .key()
              .map(key -> pipeline.updateByKey(work, object, key, inputs, Atomicity.EACH))
              .orElseGet(() -> pipeline.update(work, object, inputs, Atomicity.EACH));
    };
  }

  private static Outcome outcome(
      Mapping mapping, List<Row> rows, List<SaveResult> results, List<Refusal> refusals) {
    var effects = new ArrayList<Effect>();
    var saved = new ArrayList<Long>();
    long created = 0;
    long updated = 0;
    for (int i = 0; i < rows.size(); i++) {
      SaveResult result = results.get(i);
      if (result.isFailed()) {
        boolean waits = result.violations().stream().allMatch(mapping::mayResolveLater);
        refusals.add(
            new Refusal(rows.get(i), result.violations(), waits && !result.violations().isEmpty()));
        continue;
      }
      saved.add(rows.get(i).number());
      created += result.status() == SaveResult.Status.CREATED ? 1 : 0;
      updated += result.status() == SaveResult.Status.UPDATED ? 1 : 0;
      Effect effect = ImportEffects.of(mapping.object(), result);
      if (effect != null) {
        effects.add(effect);
      }
    }
    return new Outcome(refusals, effects, saved, created, updated);
  }
}
