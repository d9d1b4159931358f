package dev.trellis.runtime.gate;

import dev.trellis.runtime.problem.Problems;
import dev.trellis.sdk.error.ErrorCode;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What no route took, and what failed outside of JAX-RS. */
@Singleton
class Unmatched {
  /** After files, before JAX-RS, which ends every request that comes so far. */
  private static final int AFTER_FILES = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT - 1;

  private static final int AFTER_ALL = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 10_000;
  private static final String INDEX = "/index.html";

  void register(@Observes Router router) {
    router.route().order(AFTER_FILES).handler(Unmatched::handle);
    router.route().order(AFTER_ALL).failureHandler(Unmatched::fail);
  }

  /** A page of the user interface is a path that only the interface knows. */
  private static void handle(RoutingContext context) {
    if (RequestPath.of(context.normalizedPath()).isApi()) {
      context.next();
    } else if (isPage(context)) {
      context.reroute(INDEX);
    } else {
      Problems.write(context, ErrorCode.NOT_FOUND);
    }
  }

  private static boolean isPage(RoutingContext context) {
    HttpMethod method = context.request().method();
    String path = context.normalizedPath();
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    return (method == HttpMethod.GET || method == HttpMethod.HEAD)
        && RequestPath.of(path) == RequestPath.PAGES
        && !path.equals(INDEX)
        && accept != null
        && accept.contains("text/html");
  }

  private static void fail(RoutingContext context) {
    Throwable failure = context.failure();
    Problems.write(context, failure == null ? Problems.ofStatus(context.statusCode()) : failure);
  }
}
