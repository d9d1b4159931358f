package dev.trellis.runtime.transfer;

import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.problem.Failures;
import dev.trellis.runtime.transfer.mapping.ImportOptions.OnError;
import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.runtime.transfer.table.TableException;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.ErrorType;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One node's work on one import, batch by batch until the file and the rows that waited are
 * through. What it knows beside the job's row is only a cache: any node can carry on from any
 * batch.
 */
final class ImportRun {
  private static final Logger LOG = Logger.getLogger(ImportRun.class);
  private static final int BATCH = 1_000;

  /** Rows that fail for no fault of theirs; with more of them it is the platform that is broken. */
  private static final int MAX_DEFECTS = 100;

  private final Workspace workspace;
  private final ImportBatch batches;
  private final ImportUndo undo;
  private final ImportReader reader;
  private final Caller caller;
  private final ImportJob job;
  private final BooleanSupplier isStopping;

  /** How many rows the next batch may have; smaller after one that failed as a whole. */
  private int limit = BATCH;

  private int conflicts;
  private int defects;

  /** The waiting rows of the present transaction. */
  private List<Row> tried = List.of();

  ImportRun(
      Workspace workspace,
      ImportBatch batches,
      ImportUndo undo,
      ImportReader reader,
      Caller caller,
      ImportJob job,
      BooleanSupplier isStopping) {
    this.workspace = workspace;
    this.batches = batches;
    this.undo = undo;
    this.reader = reader;
    this.caller = caller;
    this.job = job;
    this.isStopping = isStopping;
  }

  /** Whether there is more to do. */
  enum Step {
    MORE,
    END
  }

  /** Ends when the import has ended, or is no longer this node's. */
  Uni<Void> run() {
    if (job.problem() != null) {
      return takeBack().eventually(() -> reader.close()).replaceWithVoid();
    }
    return Multi.createBy()
        .repeating()
        .uni(() -> isStopping.getAsBoolean() ? Uni.createFrom().item(Step.END) : step())
        .whilst(step -> step == Step.MORE)
        .collect()
        .last()
        .eventually(() -> reader.close())
        .replaceWithVoid();
  }

  private Uni<Step> step() {
    return reader
        .advance()
        .chain(
            reading ->
                switch (reading) {
                  case ImportReader.Counting _ ->
                      inTransaction((_, _) -> Uni.createFrom().item(Step.MORE));
                  case ImportReader.Counted(long total) ->
                      inTransaction(
                          (work, now) ->
                              ImportJobs.counted(work.tx(), now, total).replaceWith(Step.MORE));
                  case ImportReader.Rows portion -> saveNext(portion.first(limit));
                  case ImportReader.End _ -> saveWaiting();
                })
        .onFailure()
        .recoverWithUni(this::settle);
  }

  private Uni<Step> saveNext(ImportReader.Rows portion) {
    List<Row> rows = portion.rows();
    var prepared = new AtomicReference<>(portion.prepared());
    return inTransaction(
            (work, now) -> {
              if (now.position() >= rows.getFirst().number()) {
                return Uni.createFrom().failure(new LeaseLost());
              }
              // Drafts serve once: a transaction that is tried again makes its own.
              PreparedRows made = prepared.getAndSet(null);
              if (made == null || !made.view().agreesWith(work.view())) {
                made = batches.prepare(work.view(), now, rows);
              }
              return batches.next(work, now, made).replaceWith(Step.MORE);
            })
        .invoke(
            step -> {
              if (step == Step.MORE) {
                reader.done(rows.size());
                grow();
              }
            })
        .onFailure(this::isDefect)
        .recoverWithUni(failure -> split(failure, rows, false));
  }

  private Uni<Step> saveWaiting() {
    tried = List.of();
    return inTransaction(this::saveWaiting)
        .invoke(this::grow)
        .onFailure(failure -> isDefect(failure) && !tried.isEmpty())
        .recoverWithUni(failure -> split(failure, tried, true));
  }

  /** Rows that waited for later ones, until a whole round over them brings nothing more. */
  private Uni<Step> saveWaiting(Work work, ImportJob now) {
    if (now.waiting() == 0) {
      return finish(work, now);
    }
    return ImportJobs.waiting(work.tx(), now, limit)
        .chain(
            rows -> {
              if (!rows.isEmpty()) {
                tried = rows;
                return batches.again(work, now, rows).replaceWith(Step.MORE);
              }
              if (now.roundProgress() > 0) {
                ImportJobs.advance(
                    work.tx(), now, new ImportProgress(now.position(), 0, 0, 0, 0, 0, 0));
                return Uni.createFrom().item(Step.MORE);
              }
              if (now.options().onError() == OnError.ABORT) {
                return Uni.createFrom().failure(new ImportBatch.Aborted(List.of()));
              }
              ImportJobs.waitNoMore(work.tx(), now);
              return finish(work, now);
            });
  }

  private static Uni<Step> finish(Work work, ImportJob now) {
    return ImportJobs.finish(work.tx(), now, ImportJob.Status.COMPLETED, null)
        .replaceWith(Step.END);
  }

  /**
   * In the caller's name, under the lease; ends here when the lease is lost or the import was
   * cancelled.
   */
  private Uni<Step> inTransaction(Work2<Uni<Step>> task) {
    return workspace.write(
        caller,
        work ->
            ImportJobs.carryOn(work.tx(), job.id(), job.token())
                .chain(
                    now -> {
                      if (now == null) {
                        return Uni.createFrom().<Step>failure(new LeaseLost());
                      }
                      if (now.isCancelRequested()) {
                        ImportJobs.waitNoMore(work.tx(), now);
                        return ImportJobs.finish(work.tx(), now, ImportJob.Status.CANCELLED, null)
                            .replaceWith(Step.END);
                      }
                      return task.apply(work, now);
                    }));
  }

  private interface Work2<T> {
    T apply(Work work, ImportJob now);
  }

  // --- when a batch fails as a whole

  private boolean isDefect(Throwable failure) {
    return !(failure instanceof LeaseLost)
        && !(failure instanceof ImportBatch.Aborted)
        && !(failure instanceof TableException)
        && Failures.classify(failure).code() == ErrorCode.INTERNAL;
  }

  /** Halves the batch until the row that does it stands alone. */
  private Uni<Step> split(Throwable failure, List<Row> rows, boolean waited) {
    if (rows.size() > 1) {
      limit = rows.size() / 2;
      return Uni.createFrom().item(Step.MORE);
    }
    LOG.errorf(failure, "row %d of import %s failed", rows.getFirst().number(), job.id());
    if (++defects > MAX_DEFECTS) {
      return fail(Violation.of("", "import_broken"));
    }
    return inTransaction(
            (work, now) -> {
              batches.refuse(work, now, rows.getFirst(), waited);
              return Uni.createFrom().item(Step.MORE);
            })
        .invoke(
            step -> {
              if (step == Step.MORE && !waited) {
                reader.done(1);
              }
            });
  }

  private void grow() {
    conflicts = 0;
    limit = Math.min(BATCH, limit * 2);
  }

  private Uni<Step> settle(Throwable failure) {
    return switch (failure) {
      case LeaseLost _ -> Uni.createFrom().item(Step.END);
      case ImportBatch.Aborted aborted -> abort(aborted);
      case TableException unreadable -> fail(unreadable.violation());
      default -> settle(Failures.classify(failure), failure);
    };
  }

  private Uni<Step> settle(PlatformException known, Throwable failure) {
    if (known.code() == ErrorCode.CONFLICT && conflicts++ < 5) {
      return Uni.createFrom().item(Step.MORE);
    }
    if (known.code().type() == ErrorType.USER_ERROR) {
      return fail(
          known.violations().isEmpty()
              ? new Violation("", known.detail(), known.params())
              : known.violations().getFirst());
    }
    // The database is away, or something of ours is broken: the lease runs out and a node tries
    // again.
    LOG.warnf(failure, "import %s stops for now", job.id());
    return Uni.createFrom().item(Step.END);
  }

  private Uni<Step> fail(Violation problem) {
    LOG.infof("import %s failed: %s", job.id(), problem.code());
    Function<Work, Uni<Step>> end =
        work -> {
          ImportJobs.waitNoMore(work.tx(), job);
          return ImportJobs.finish(work.tx(), job, ImportJob.Status.FAILED, problem)
              .replaceWith(Step.END);
        };
    if (job.options().onError() == OnError.ABORT) {
      return abort(List.of(), problem);
    }
    return workspace.write(caller, end).onFailure().recoverWithItem(Step.END);
  }

  private Uni<Step> abort(ImportBatch.Aborted aborted) {
    return abort(aborted.refusals(), Violation.of("", "import_aborted"));
  }

  private Uni<Step> abort(List<ImportJobs.Refusal> refusals, Violation problem) {
    return inTransaction(
            (work, now) -> {
              ImportJobs.waitNoMore(work.tx(), now);
              ImportJobs.refuse(work.tx(), job.id(), refusals);
              ImportJobs.aborting(work.tx(), now, problem, refusals.size());
              return Uni.createFrom().item(Step.MORE);
            })
        .chain(step -> step == Step.MORE ? takeBack() : Uni.createFrom().item(step));
  }

  /**
   * Nothing of the import stays. The platform does it: who may import need not be one who may
   * delete.
   */
  private Uni<Step> takeBack() {
    var warrant =
        new ImportUndo.Warrant() {
          @Override
          public Uni<Boolean> isValid(Work work) {
            return ImportJobs.carryOn(work.tx(), job.id(), job.token()).map(now -> now != null);
          }

          @Override
          public Work rights(Work work) {
            return work.asPlatform();
          }
        };
    return undo.undo(caller, job, warrant)
        .chain(
            report -> workspace.write(caller, work -> ImportJobs.aborted(work.tx(), job, report)))
        .replaceWith(Step.END);
  }
}
