package dev.trellis.runtime.work;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Runs what may take long beside the event loop, which others wait for, and goes on where it came
 * from: the statements that follow belong there.
 */
public final class Aside {
  private Aside() {}

  public static Uni<Void> run(Runnable task) {
    Context context = Vertx.currentContext();
    Uni<Void> work =
        Uni.createFrom()
            .item(task)
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .invoke(Runnable::run)
            .replaceWithVoid();
    return context == null ? work : work.emitOn(then -> context.runOnContext(_ -> then.run()));
  }
}
