package dev.trellis.runtime.work;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.postgres.Counters;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Models;
import dev.trellis.metadata.postgres.StaleSnapshotException;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.sharing.Directory;
import dev.trellis.metadata.sharing.RecordAccess;
import dev.trellis.runtime.http.CommitMark;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.Callers;
import dev.trellis.runtime.identity.Directories;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs work for a caller: with the compiled model and the caller's rights at hand, in a transaction
 * that proves both to be current. When they are not, or when two transactions ran into each other,
 * the work is done again; so it must not change anything but what its transaction changes.
 */
@ApplicationScoped
public class Workspace {
  /** Each attempt but the first means that somebody else committed in between. */
  private static final int ATTEMPTS = 20;

  private final Database database;
  private final Models models;
  private final Callers callers;
  private final Directories directories;
  private final Accesses accesses;
  private final Clock clock;
  private final CurrentVertxRequest request;

  Workspace(
      Database database,
      Models models,
      Callers callers,
      Directories directories,
      Accesses accesses,
      Clock clock,
      CurrentVertxRequest request) {
    this.database = database;
    this.models = models;
    this.callers = callers;
    this.directories = directories;
    this.accesses = accesses;
    this.clock = clock;
    this.request = request;
  }

  /**
   * Reads without a transaction: each statement is one of its own. For tasks that send little but
   * {@code SELECT}s; whatever else they need is done in transactions of its own.
   */
  public <T> Uni<T> query(Caller caller, Function<Work, Uni<T>> task) {
    return run(caller, database::reading, task);
  }

  /**
   * Reads a page of a list.
   *
   * @param isSearchedOrCounted whether it takes more than a statement: words of records may have to
   *     be written first, and PostgreSQL counts on several cores only in a transaction that has set
   *     the tenant before
   */
  public <T> Uni<T> list(Caller caller, boolean isSearchedOrCounted, Function<Work, Uni<T>> task) {
    return isSearchedOrCounted ? read(caller, task) : query(caller, task);
  }

  public <T> Uni<T> read(Caller caller, Function<Work, Uni<T>> task) {
    return run(caller, transaction(Database.Mode.READ), task);
  }

  public <T> Uni<T> write(Caller caller, Function<Work, Uni<T>> task) {
    return run(caller, transaction(Database.Mode.WRITE), marking(task));
  }

  /** Changes metadata; nobody else writes anything of the tenant meanwhile. */
  public <T> Uni<T> change(Caller caller, Function<Work, Uni<T>> task) {
    return run(caller, transaction(Database.Mode.CHANGE), marking(task));
  }

  /** What a caller's work would look at now; a transaction may find it outdated. */
  public Uni<View> view(Caller caller) {
    return models
        .current(caller.tenantId())
        .chain(model -> directory(model, caller).map(people -> view(model, people, caller)));
  }

  private View view(TenantModel model, Directory directory, Caller caller) {
    Access access = accesses.of(model, caller);
    return new View(
        model,
        access,
        accesses.records(model, caller, access, directory),
        caller.facts(access),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private Uni<Directory> directory(TenantModel model, Caller caller) {
    Directory known = knownDirectory(model, caller);
    return known == null ? directories.load(caller.tenantId()) : Uni.createFrom().item(known);
  }

  /** Null when the database has to be asked. */
  private @Nullable Directory knownDirectory(TenantModel model, Caller caller) {
    return RecordAccess.needsDirectory(model) ? directories.known(caller) : Directory.NONE;
  }

  /** How a task's statements are run: {@link Database#reading} or a transaction. */
  private interface Frame {
    <T> Uni<T> run(int tenantId, Counters expected, Function<Tx, Uni<T>> work);
  }

  private Frame transaction(Database.Mode mode) {
    return new Frame() {
      @Override
      public <T> Uni<T> run(int tenantId, Counters expected, Function<Tx, Uni<T>> work) {
        return database.transaction(tenantId, mode, expected, work);
      }
    };
  }

  /** The task, marking its request's {@code Idempotency-Key} in its transaction. */
  private <T> Function<Work, Uni<T>> marking(Function<Work, Uni<T>> task) {
    RoutingContext current = currentRequest();
    return current == null
        ? task
        : work -> {
          CommitMark.write(current, work.tx());
          return task.apply(work);
        };
  }

  private <T> Uni<T> run(Caller caller, Frame frame, Function<Work, Uni<T>> task) {
    TenantModel known = models.known(caller.tenantId());
    return known != null
        ? attempt(caller, known, frame, task, ATTEMPTS)
        : models
            .current(caller.tenantId())
            .chain(model -> attempt(caller, model, frame, task, ATTEMPTS));
  }

  /** The HTTP request that the work is for; null for background work. */
  private @Nullable RoutingContext currentRequest() {
    return Arc.container().requestContext().isActive() ? request.getCurrent() : null;
  }

  private <T> Uni<T> attempt(
      Caller caller, TenantModel model, Frame frame, Function<Work, Uni<T>> task, int attempts) {
    Directory directory = knownDirectory(model, caller);
    return directory == null
        ? directories
            .load(caller.tenantId())
            .chain(loaded -> attempt(caller, model, loaded, frame, task, attempts))
        : attempt(caller, model, directory, frame, task, attempts);
  }

  private <T> Uni<T> attempt(
      Caller caller,
      TenantModel model,
      Directory directory,
      Frame frame,
      Function<Work, Uni<T>> task,
      int attempts) {
    var expected = new Counters(model.revision(), caller.securityEpoch());
    return frame
        .run(
            caller.tenantId(),
            expected,
            tx -> task.apply(new Work(view(model, directory, caller), tx)))
        .onFailure(Workspace::isWorthAnother)
        .recoverWithUni(failure -> again(failure, caller, model, frame, task, attempts));
  }

  private static boolean isWorthAnother(Throwable failure) {
    return failure instanceof StaleSnapshotException
        || failure instanceof PlatformException platform
            && platform.code() == ErrorCode.CONFLICT
            && platform.detail().equals("concurrent_change");
  }

  private <T> Uni<T> again(
      Throwable failure,
      Caller caller,
      TenantModel model,
      Frame frame,
      Function<Work, Uni<T>> task,
      int attempts) {
    if (attempts == 1) {
      return Uni.createFrom().failure(concurrentChange(failure));
    }
    if (!(failure instanceof StaleSnapshotException stale)) {
      return attempt(caller, model, frame, task, attempts - 1);
    }
    Uni<TenantModel> newModel =
        stale.current().revision() == model.revision()
            ? Uni.createFrom().item(model)
            : models.at(caller.tenantId(), stale.current().revision());
    Uni<Caller> newCaller =
        stale.current().securityEpoch() == caller.securityEpoch()
            ? Uni.createFrom().item(caller)
            : callers.reload(caller);
    return newModel.chain(
        fresh -> newCaller.chain(known -> attempt(known, fresh, frame, task, attempts - 1)));
  }

  private static Throwable concurrentChange(Throwable failure) {
    return failure instanceof StaleSnapshotException
        ? PlatformException.of(ErrorCode.CONFLICT, "concurrent_change").causedBy(failure)
        : failure;
  }
}
