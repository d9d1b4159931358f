package dev.trellis.runtime.gate;

import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.Callers;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.identity.SessionCookies;
import dev.trellis.runtime.problem.Problems;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Stands before routing: says who calls, refuses who may not, and only then lets anybody look at
 * method, media type or body.
 */
@Singleton
class Gate {
  /** Before everything of Quarkus but the metrics' clock. */
  private static final int PRIORITY = 100_000;

  private static final String BEARER = "Bearer ";
  private static final String CSRF_HEADER = "X-CSRF-Token";

  private final Callers callers;
  private final RateLimits rateLimits;

  Gate(
      Callers callers,
      @ConfigProperty(name = "trellis.rate-limit", defaultValue = "200") int requestsPerSecond) {
    this.callers = callers;
    this.rateLimits = new RateLimits(requestsPerSecond);
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, PRIORITY);
  }

  private void handle(RoutingContext context) {
    String normalised = path(context);
    if (normalised == null) {
      SecurityHeaders.add(context, RequestPath.PROTECTED, "");
      Problems.write(context, PlatformException.of(ErrorCode.MALFORMED, "broken_address"));
      return;
    }
    RequestPath path = RequestPath.of(normalised);
    SecurityHeaders.add(context, path, normalised);
    if (!path.isApi()) {
      context.next();
      return;
    }
    HttpServerRequest request = context.request();
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean isBrowser = authorization == null;
    if (isBrowser
        && path != RequestPath.OPEN_TO_OTHER_SITES
        && CrossSite.isChange(request.method())
        && CrossSite.sent(request)) {
      Problems.write(context, PlatformException.of(ErrorCode.FORBIDDEN, "cross_site"));
      return;
    }
    String token = isBrowser ? SessionCookies.session(request) : bearer(authorization);
    if (token == null) {
      admitUnknown(context, path);
      return;
    }
    Caller known = callers.known(token);
    if (known != null) {
      admit(context, path, known, isBrowser);
      return;
    }
    callers
        .load(token)
        .subscribe()
        .with(
            caller -> admit(context, path, caller, isBrowser),
            failure -> refuseOrAdmitUnknown(context, path, failure));
  }

  /** As the router matches it; null when the address is none. */
  private static @Nullable String path(RoutingContext context) {
    try {
      // Quarkus would do this, and answer without a body: server/Trellis keeps it from that.
      var _ = new URI(context.request().uri());
      return context.normalizedPath();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String bearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).trim()
        : null;
  }

  private void refuseOrAdmitUnknown(RoutingContext context, RequestPath path, Throwable failure) {
    if (failure instanceof PlatformException known
        && known.code() == ErrorCode.UNAUTHENTICATED
        && path != RequestPath.PROTECTED) {
      // An expired cookie must not keep anybody from signing in.
      admitUnknown(context, path);
    } else {
      Problems.write(context, failure);
    }
  }

  private void admitUnknown(RoutingContext context, RequestPath path) {
    if (path == RequestPath.PROTECTED) {
      Problems.write(context, ErrorCode.UNAUTHENTICATED);
    } else {
      proceed(context);
    }
  }

  private void admit(RoutingContext context, RequestPath path, Caller caller, boolean isBrowser) {
    if (isBrowser && CrossSite.isChange(context.request().method()) && !hasCsrf(context, caller)) {
      if (path == RequestPath.PROTECTED) {
        Problems.write(context, PlatformException.of(ErrorCode.FORBIDDEN, "csrf"));
      } else {
        proceed(context);
      }
      return;
    }
    long wait = rateLimits.take(caller.tenantId(), System.nanoTime());
    if (wait > 0) {
      long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(wait);
      Problems.write(context, ErrorCode.TOO_MANY_REQUESTS, "retry_after", seconds);
      return;
    }
    CurrentCaller.put(context, caller);
    proceed(context);
  }

  private static boolean hasCsrf(RoutingContext context, Caller caller) {
    String sent = context.request().getHeader(CSRF_HEADER);
    String expected = caller.csrfToken();
    return sent != null
        && expected != null
        && MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static void proceed(RoutingContext context) {
    PlatformException wrong = BodyEncoding.check(context.request());
    if (wrong == null) {
      wrong = BodyLimits.check(context, context.normalizedPath());
    }
    if (wrong == null) {
      context.next();
    } else {
      Problems.write(context, wrong);
    }
  }
}
