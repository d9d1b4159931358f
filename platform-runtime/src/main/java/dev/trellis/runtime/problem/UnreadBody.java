package dev.trellis.runtime.problem;

import io.vertx.core.http.HttpServerRequest;

/**
 * The rest of a request that was answered early. Most clients send all of it before they read the
 * answer, so closing at once would lose the answer; and the next request waits behind it.
 */
final class UnreadBody {
  private static final long PATIENCE = 512L * 1024 * 1024;

  private UnreadBody() {}

  static void discard(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    var discarded = new long[1];
    request.handler(
        buffer -> {
          discarded[0] += buffer.length();
          if (discarded[0] > PATIENCE) {
            request.connection().close();
          }
        });
    request.resume();
  }
}
