package dev.trellis.metadata.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;

/**
 * From the client's futures, which run already, to the {@code Uni} that the rest of the platform
 * speaks.
 */
public final class Futures {
  private Futures() {}

  public static <T> Uni<T> toUni(Future<T> future) {
    return Uni.createFrom().emitter(emitter -> future.onComplete(emitter::complete, emitter::fail));
  }
}
