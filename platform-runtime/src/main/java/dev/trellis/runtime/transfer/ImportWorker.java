package dev.trellis.runtime.transfer;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.runtime.file.store.ContentMissing;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.Callers;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Takes imports that nobody works on, of any tenant, and carries them out. */
@ApplicationScoped
public class ImportWorker {
  /** How long a node may be silent before another one carries on. */
  static final int LEASE_SECONDS = 20;

  private static final Logger LOG = Logger.getLogger(ImportWorker.class);
  private static final int AT_ONCE = 2;
  private static final long POLL_MILLIS = 2_000;
  private static final String CLAIM =
      "SELECT tenant_id, id, token FROM claim_import($1, $2, interval '"
          + LEASE_SECONDS
          + " seconds')";
  private static final String RELEASE =
      "UPDATE import_job SET lease_until = now() WHERE tenant_id = $1 AND id = $2 AND lease_token = $3 AND status = 'running'";

  private final Vertx vertx;
  private final Pool pool;
  private final Database database;
  private final Workspace workspace;
  private final Callers callers;
  private final ImportFiles files;
  private final ImportBatch batches;
  private final ImportUndo undo;
  private final String node =
      ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean isStopping;

  ImportWorker(
      Vertx vertx,
      Pool pool,
      Database database,
      Workspace workspace,
      Callers callers,
      ImportFiles files,
      ImportBatch batches,
      ImportUndo undo) {
    this.vertx = vertx;
    this.pool = pool;
    this.database = database;
    this.workspace = workspace;
    this.callers = callers;
    this.files = files;
    this.batches = batches;
    this.undo = undo;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(POLL_MILLIS, _ -> look());
  }

  void stop(@Observes ShutdownEvent event) {
    isStopping = true;
  }

  /** There may be something to do. */
  void look() {
    if (isStopping || active.incrementAndGet() > AT_ONCE) {
      active.decrementAndGet();
      return;
    }
    claim()
        .chain(
            claimed ->
                claimed.isPresent()
                    ? carryOut(claimed.get()).replaceWith(true)
                    : Uni.createFrom().item(false))
        .onTermination()
        .invoke(active::decrementAndGet)
        .subscribe()
        .with(
            found -> {
              if (found) {
                look();
              }
            },
            failure -> LOG.warnf("looking for imports: %s", failure.toString()));
  }

  private record Claim(int tenantId, UUID id, long token) {}

  private Uni<Optional<Claim>> claim() {
    return files
        .mark()
        .chain(
            store ->
                Uni.createFrom()
                    .completionStage(
                        () ->
                            pool.preparedQuery(CLAIM)
                                .execute(Tuple.of(node, store))
                                .toCompletionStage()))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(
                    new Claim(
                        row.getInteger("tenant_id"), row.getUUID("id"), row.getLong("token")));
              }
              return Optional.empty();
            });
  }

  private Uni<Void> carryOut(Claim claim) {
    return database
        .transaction(
            claim.tenantId(), Database.Mode.READ, null, tx -> ImportJobs.find(tx, claim.id()))
        .chain(
            job -> {
              if (job == null || job.token() != claim.token()) {
                return Uni.createFrom().voidItem();
              }
              return callers
                  .inBackground(job.tenantId(), job.createdBy(), job.apiKey())
                  .map(Optional::of)
                  .onFailure(PlatformException.class)
                  .recoverWithItem(Optional.empty())
                  .chain(
                      caller ->
                          caller.isPresent()
                              ? run(job, caller.get())
                              : fail(job, Violation.of("", "importer_not_allowed")))
                  .onFailure(ContentMissing.class)
                  .recoverWithUni(_ -> fail(job, Violation.of("/file", "import_file_missing")));
            })
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "import %s", claim.id()))
        .onFailure()
        .recoverWithNull()
        .chain(() -> end(claim));
  }

  private Uni<Void> run(ImportJob job, Caller caller) {
    LOG.infof("import %s into %s from row %d on", job.id(), job.object(), job.position() + 1);
    return holding(job, files.open(job))
        .chain(opened -> run(job, caller, opened).eventually(() -> files.close(opened)));
  }

  private Uni<Void> run(ImportJob job, Caller caller, ImportFiles.Opened opened) {
    var reader =
        new ImportReader(
            opened.file(),
            job.total() != null,
            job.position(),
            () -> workspace.view(caller),
            (view, rows) -> batches.prepare(view, job, rows));
    return new ImportRun(workspace, batches, undo, reader, caller, job, () -> isStopping).run();
  }

  /** Keeps the lease while a large file is on its way from the store. */
  private <T> Uni<T> holding(ImportJob job, Uni<T> slow) {
    long timer = vertx.setPeriodic(LEASE_SECONDS * 1_000 / 4, _ -> prolong(job));
    return slow.onTermination().invoke(() -> vertx.cancelTimer(timer));
  }

  private void prolong(ImportJob job) {
    database
        .transaction(
            job.tenantId(),
            Database.Mode.READ,
            null,
            tx -> ImportJobs.carryOn(tx, job.id(), job.token()))
        .subscribe()
        .with(_ -> {}, failure -> LOG.warnf("import %s: %s", job.id(), failure.toString()));
  }

  private Uni<Void> fail(ImportJob job, Violation problem) {
    return database
        .transaction(
            job.tenantId(),
            Database.Mode.READ,
            null,
            tx -> ImportJobs.finish(tx, job, ImportJob.Status.FAILED, problem))
        .replaceWithVoid();
  }

  /**
   * A file that has served is deleted; a lease that is still held when this node ends is given
   * back.
   */
  private Uni<Void> end(Claim claim) {
    return database
        .transaction(
            claim.tenantId(),
            Database.Mode.READ,
            null,
            tx -> {
              if (isStopping) {
                tx.query(RELEASE, Tuple.of(claim.tenantId(), claim.id(), claim.token()));
              }
              return ImportJobs.find(tx, claim.id());
            })
        .chain(
            job ->
                job == null || !job.status().isOpen()
                    ? files.delete(claim.tenantId(), claim.id())
                    : Uni.createFrom().voidItem());
  }
}
