package dev.trellis.runtime.audit;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Where a request came from. */
public record Client(String address, @Nullable String agent) {
  private static final int MAX_AGENT = 300;

  public static Client of(HttpServerRequest request) {
    String agent = request.getHeader(HttpHeaders.USER_AGENT);
    return new Client(
        request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress(),
        agent == null ? null : storable(agent));
  }

  private static String storable(String agent) {
    var text = new StringBuilder();
    agent.codePoints().limit(MAX_AGENT).filter(c -> c >= ' ').forEach(text::appendCodePoint);
    return text.toString();
  }
}
