package dev.trellis.runtime.http;

import dev.trellis.metadata.postgres.Tx;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the transaction that does a request's work has to write beside it: that the work is done,
 * for whoever may ask for it again.
 */
public final class CommitMark {
  private static final String KEY = "trellis.commit-mark";

  private CommitMark() {}

  /** For whoever sees the request before its work begins. */
  public static void put(RoutingContext request, Consumer<Tx> mark) {
    request.put(KEY, mark);
  }

  /**
   * Called by the transaction that does the work.
   *
   * @param request null for background work
   */
  public static void write(@Nullable RoutingContext request, Tx tx) {
    Consumer<Tx> mark = request == null ? null : request.get(KEY);
    if (mark != null) {
      mark.accept(tx);
    }
  }
}
