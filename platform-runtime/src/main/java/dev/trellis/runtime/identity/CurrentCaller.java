package dev.trellis.runtime.identity;

import dev.trellis.runtime.problem.Problems;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The caller of the request at hand, for resources. */
@Singleton
public class CurrentCaller {
  private final CurrentVertxRequest request;

  CurrentCaller(CurrentVertxRequest request) {
    this.request = request;
  }

  /**
   * Fails with {@code unauthenticated} where the gate let a request through without a caller: a
   * resource that needs one is safe even if its path were public by mistake.
   */
  public Caller require() {
    Caller caller = find(request.getCurrent());
    if (caller == null) {
      throw Callers.unauthenticated();
    }
    return caller;
  }

  public static @Nullable Caller find(RoutingContext context) {
    return context.get(Problems.CALLER);
  }

  /** For the gate, and for a request that goes on with a reloaded caller. */
  public static void put(RoutingContext context, Caller caller) {
    context.put(Problems.CALLER, caller);
    context.put(Problems.LANGUAGE, caller.locale());
  }
}
