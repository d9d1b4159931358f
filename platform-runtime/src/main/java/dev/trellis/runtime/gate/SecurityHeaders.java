package dev.trellis.runtime.gate;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Headers that every answer carries. */
final class SecurityHeaders {
  private static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");

  /** Pictures may be of other hosts: formulas name them (IMAGE), and no script is among them. */
  private static final CharSequence STRICT =
      HttpHeaders.createOptimized(
          "default-src 'self'; img-src 'self' https: data: blob:; object-src 'none'; base-uri 'none';"
              + " frame-ancestors 'none'; form-action 'self'");

  /** An answer of the API is data: opened as a page by mistake, it can do nothing. */
  private static final CharSequence NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

  /** Swagger UI brings scripts and styles within its page. */
  private static final CharSequence SWAGGER =
      HttpHeaders.createOptimized(
          "default-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none';"
              + " base-uri 'none'; frame-ancestors 'none'");

  private static final CharSequence NOSNIFF_NAME =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
  private static final CharSequence OPENER =
      HttpHeaders.createOptimized("Cross-Origin-Opener-Policy");
  private static final CharSequence RESOURCE =
      HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");

  private SecurityHeaders() {}

  static void add(RoutingContext context, RequestPath path, String normalisedPath) {
    MultiMap headers = context.response().headers();
    headers.set(NOSNIFF_NAME, NOSNIFF);
    headers.set(REFERRER, NO_REFERRER);
    headers.set(RESOURCE, SAME_ORIGIN);
    switch (path) {
      case PROTECTED, PUBLIC, OPEN_TO_OTHER_SITES -> {
        headers.set(CSP, NOTHING);
        headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
      }
      case OPERATIONS -> {
        headers.set(CSP, normalisedPath.startsWith("/q/swagger-ui") ? SWAGGER : STRICT);
        headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
      }
      case PAGES -> {
        headers.set(CSP, STRICT);
        headers.set(OPENER, SAME_ORIGIN);
        if (isPage(normalisedPath)) {
          // Files have their content's hash in their names and stay; the page that names them not.
          context.addHeadersEndHandler(
              _ -> context.response().headers().set(HttpHeaders.CACHE_CONTROL, NO_CACHE));
        }
      }
    }
  }

  private static boolean isPage(String path) {
    return path.endsWith(".html") || path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
  }
}
