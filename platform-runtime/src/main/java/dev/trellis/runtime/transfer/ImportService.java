package dev.trellis.runtime.transfer;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.transfer.ImportJobs.Upload;
import dev.trellis.runtime.transfer.mapping.FieldSuggestions;
import dev.trellis.runtime.transfer.mapping.ImportOptions;
import dev.trellis.runtime.transfer.mapping.ImportOptionsReader;
import dev.trellis.runtime.transfer.mapping.Mapping;
import dev.trellis.runtime.transfer.table.TableException;
import dev.trellis.runtime.transfer.table.TableFile;
import dev.trellis.runtime.transfer.table.TableLimits;
import dev.trellis.runtime.transfer.table.TableOptions;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What callers do with imports. */
@ApplicationScoped
class ImportService {
  private final Workspace workspace;
  private final ImportFiles files;
  private final AnnouncedTables announced;
  private final ImportUndo undo;
  private final ImportWorker worker;
  private final AuditLog audit;
  private final Clock clock;
  private final UuidV7 ids = new UuidV7();

  ImportService(
      Workspace workspace,
      ImportFiles files,
      AnnouncedTables announced,
      ImportUndo undo,
      ImportWorker worker,
      AuditLog audit,
      Clock clock) {
    this.workspace = workspace;
    this.files = files;
    this.announced = announced;
    this.undo = undo;
    this.worker = worker;
    this.audit = audit;
    this.clock = clock;
  }

  /** What is in the file, and where it probably belongs. */
  Uni<byte[]> preview(
      Caller caller, Path upload, ImportOptionsReader.Preview options, String language) {
    return onWorker(() -> inspect(upload, options.table()))
        .chain(
            file ->
                onWorker(() -> FileAnalysis.of(file))
                    .chain(found -> preview(caller, file, found, options, language)));
  }

  private Uni<byte[]> preview(
      Caller caller,
      TableFile file,
      FileAnalysis found,
      ImportOptionsReader.Preview options,
      String language) {
    return workspace
        .read(
            caller,
            work ->
                Uni.createFrom()
                    .item(
                        options.object() == null
                            ? List.<Optional<FieldSuggestions.Suggestion>>of()
                            : FieldSuggestions.suggest(
                                found.header().names(),
                                found.columns(),
                                object(work, options.object()),
                                work.model(),
                                work.access())))
        .chain(
            suggestions ->
                onWorker(
                    () ->
                        JsonBytes.of(
                            json ->
                                ImportViews.preview(json, file, found, suggestions, language))));
  }

  private static ObjectModel object(Work work, String name) {
    ObjectModel object =
        work.model()
            .object(name)
            .filter(found -> !found.isPlatformObject())
            .filter(
                found ->
                    work.access().can(found, ObjectPermission.READ)
                        || work.access().can(found, ObjectPermission.CREATE))
            .orElseThrow(
                () ->
                    PlatformException.invalid(
                        Violation.of("/options/object", "unknown_object", "object", name)));
    work.require(object, ObjectPermission.IMPORT);
    return object;
  }

  /**
   * Checks everything that can be known before the first row, keeps the file, and queues the
   * import.
   */
  Uni<ImportJob> submit(
      Caller caller, Path upload, String fileName, long size, ImportOptions options) {
    return workspace
        .read(
            caller,
            work ->
                Uni.createFrom()
                    .item(
                        object(
                            work.overridingValidation(options.skipsValidation()),
                            options.object())))
        .chain(_ -> onWorker(() -> plan(upload, options)))
        .call(
            plan ->
                workspace.read(
                    caller,
                    work ->
                        Uni.createFrom()
                            .item(
                                Mapping.compile(
                                    plan.options(),
                                    plan.header(),
                                    plan.formats(),
                                    work.model(),
                                    work.access()))))
        .chain(
            plan -> {
              UUID id = ids.next(clock.instant());
              return keep(caller, upload, id, fileName, size)
                  .chain(kept -> queue(caller, id, plan, kept));
            });
  }

  private static ImportPlan plan(Path upload, ImportOptions options) {
    TableFile file = inspect(upload, options.table());
    FileAnalysis found = FileAnalysis.ofBeginning(file);
    return new ImportPlan(options, file.shape(), found.header().names(), found.formats());
  }

  private Uni<Upload> keep(Caller caller, Path upload, UUID id, String fileName, long size) {
    String location = ImportFiles.location(caller.tenantId(), id);
    return announced
        .announce(caller, id, fileName, size, location)
        .chain(() -> files.take(upload, caller.tenantId(), id))
        .chain(files::mark)
        .map(store -> new Upload(fileName, size, store))
        .onFailure()
        .call(() -> delete(caller, id));
  }

  private Uni<ImportJob> queue(Caller caller, UUID id, ImportPlan plan, Upload kept) {
    return workspace
        .write(
            caller,
            work ->
                AnnouncedTables.queued(work.tx(), id)
                    .chain(() -> ImportJobs.insert(work.tx(), id, plan, kept, caller, work.now()))
                    .chain(() -> ImportJobs.find(work.tx(), id))
                    .onItem()
                    .ifNotNull()
                    .call(job -> record(work, caller, AuditAction.IMPORT_RUN, job)))
        .onItem()
        .ifNull()
        .failWith(PlatformException::notFound)
        .onFailure()
        .call(() -> delete(caller, id))
        .invoke(worker::look);
  }

  /** What is left behind is no reason to answer otherwise. */
  private Uni<Void> delete(Caller caller, UUID id) {
    return files.delete(caller.tenantId(), id).onFailure().recoverWithNull();
  }

  Uni<List<ImportJob>> list(Caller caller, @Nullable UUID after, int limit) {
    return workspace.read(
        caller,
        work -> {
          UUID of = work.access().has(SystemPermission.MANAGE_DATA) ? null : caller.userId();
          if (after == null) {
            return ImportJobs.list(work.tx(), of, null, limit);
          }
          return ImportJobs.find(work.tx(), after)
              .onItem()
              .ifNull()
              .failWith(() -> PlatformException.of(ErrorCode.MALFORMED, "bad_cursor"))
              .chain(job -> ImportJobs.list(work.tx(), of, job, limit));
        });
  }

  /** One that the caller started, or may see as an administrator of data. */
  Uni<ImportJob> load(Caller caller, UUID id) {
    return workspace.read(caller, work -> load(work, id));
  }

  private static Uni<ImportJob> load(Work work, UUID id) {
    return ImportJobs.find(work.tx(), id)
        .map(
            job -> {
              boolean isVisible =
                  job != null
                      && (job.createdBy().equals(work.userId())
                          || work.access().has(SystemPermission.MANAGE_DATA));
              if (!isVisible) {
                throw PlatformException.notFound();
              }
              return job;
            });
  }

  /** What was done by then stays; it can be undone. */
  Uni<ImportJob> cancel(Caller caller, UUID id) {
    return workspace
        .write(
            caller,
            work ->
                load(work, id)
                    .call(() -> cancel(work, id))
                    .call(job -> record(work, caller, AuditAction.IMPORT_CANCELLED, job)))
        .chain(() -> load(caller, id))
        .call(job -> job.status().isOpen() ? Uni.createFrom().voidItem() : delete(caller, id));
  }

  private static Uni<Void> cancel(Work work, UUID id) {
    return ImportJobs.cancel(work.tx(), id)
        .invoke(
            cancelled -> {
              if (!cancelled) {
                throw PlatformException.of(ErrorCode.CONFLICT, "import_ended");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> record(Work work, Caller caller, AuditAction action, ImportJob job) {
    return audit.append(work.tx(), caller.actor(), ImportAudit.of(action, job));
  }

  Uni<ImportJob> undo(Caller caller, UUID id) {
    return load(caller, id)
        .invoke(
            job -> {
              if (job.status().isOpen()) {
                throw PlatformException.of(ErrorCode.CONFLICT, "import_running");
              }
            })
        .chain(
            job ->
                undo.undo(caller, job, ImportUndo.OF_CALLER)
                    .chain(
                        report ->
                            workspace.write(
                                caller,
                                work ->
                                    ImportJobs.undone(work.tx(), id, report)
                                        .call(
                                            () ->
                                                record(
                                                    work,
                                                    caller,
                                                    AuditAction.IMPORT_UNDONE,
                                                    job)))))
        .chain(() -> load(caller, id));
  }

  private static TableFile inspect(Path upload, TableOptions options) {
    return TableFile.inspect(upload, options, TableLimits.DEFAULT);
  }

  /** Reading files blocks. What is wrong with them is the caller's input. */
  private static <T> Uni<T> onWorker(Supplier<T> task) {
    return Uni.createFrom()
        .item(task)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure(TableException.class)
        .transform(failure -> PlatformException.invalid(((TableException) failure).violation()));
  }
}
