package dev.trellis.runtime.work;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.postgres.Counters;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Models;
import dev.trellis.metadata.postgres.StaleSnapshotException;
import dev.trellis.runtime.http.CommitMark;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.Callers;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
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
  private final Accesses accesses;
  private final Clock clock;
  private final CurrentVertxRequest request;

  Workspace(
      Database database,
      Models models,
      Callers callers,
      Accesses accesses,
      Clock clock,
      CurrentVertxRequest request) {
    this.database = database;
    this.models = models;
    this.callers = callers;
    this.accesses = accesses;
    this.clock = clock;
    this.request = request;
  }

  public <T> Uni<T> read(Caller caller, Function<Work, Uni<T>> task) {
    return run(caller, Database.Mode.READ, task);
  }

  public <T> Uni<T> write(Caller caller, Function<Work, Uni<T>> task) {
    return run(caller, Database.Mode.WRITE, task);
  }

  /** Changes metadata; nobody else writes anything of the tenant meanwhile. */
  public <T> Uni<T> change(Caller caller, Function<Work, Uni<T>> task) {
    return run(caller, Database.Mode.CHANGE, task);
  }

  private <T> Uni<T> run(Caller caller, Database.Mode mode, Function<Work, Uni<T>> work) {
    boolean isWriting = mode == Database.Mode.WRITE || mode == Database.Mode.CHANGE;
    RoutingContext current = isWriting ? currentRequest() : null;
    Function<Work, Uni<T>> task =
        current == null
            ? work
            : started -> {
              CommitMark.write(current, started.tx());
              return work.apply(started);
            };
    return models
        .current(caller.tenantId())
        .chain(model -> attempt(caller, model, mode, task, ATTEMPTS));
  }

  /** The HTTP request that the work is for; null for background work. */
  private @Nullable RoutingContext currentRequest() {
    return Arc.container().requestContext().isActive() ? request.getCurrent() : null;
  }

  private <T> Uni<T> attempt(
      Caller caller,
      TenantModel model,
      Database.Mode mode,
      Function<Work, Uni<T>> task,
      int attempts) {
    Access access = accesses.of(model, caller);
    var expected = new Counters(model.revision(), caller.securityEpoch());
    var current = new AtomicReference<Work>();
    return database
        .transaction(
            caller.tenantId(),
            mode,
            expected,
            tx -> {
              var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
              var work = new Work(model, access, caller.userId(), now, tx);
              current.set(work);
              return task.apply(work);
            })
        .invoke(() -> current.get().committed())
        .onFailure(failure -> attempts > 1 && isWorthAnother(failure))
        .recoverWithUni(failure -> again(failure, caller, model, mode, task, attempts - 1))
        .onFailure(StaleSnapshotException.class)
        .transform(
            failure ->
                PlatformException.of(ErrorCode.CONFLICT, "concurrent_change").causedBy(failure));
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
      Database.Mode mode,
      Function<Work, Uni<T>> task,
      int attempts) {
    if (!(failure instanceof StaleSnapshotException stale)) {
      return attempt(caller, model, mode, task, attempts);
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
        fresh -> newCaller.chain(known -> attempt(known, fresh, mode, task, attempts)));
  }
}
