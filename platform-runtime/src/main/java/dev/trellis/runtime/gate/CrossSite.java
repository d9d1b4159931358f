package dev.trellis.runtime.gate;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that another site made a browser send. Programs send neither header and are not
 * affected; a browser always sends one of the two with a change.
 */
final class CrossSite {
  private CrossSite() {}

  static boolean isChange(HttpMethod method) {
    return method != HttpMethod.GET && method != HttpMethod.HEAD && method != HttpMethod.OPTIONS;
  }

  static boolean sent(HttpServerRequest request) {
    return sent(
        request.getHeader("Sec-Fetch-Site"),
        request.getHeader(HttpHeaders.ORIGIN),
        request.getHeader(HttpHeaders.HOST));
  }

  static boolean sent(@Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
    if (fetchSite != null) {
      return !fetchSite.equals("same-origin") && !fetchSite.equals("none");
    }
    // Behind a proxy scheme and port may differ from ours; the host name may not.
    return origin != null && !sameHost(origin, host);
  }

  private static boolean sameHost(String origin, @Nullable String host) {
    try {
      String authority = new URI(origin).getAuthority();
      return authority != null && host != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
