package dev.trellis.runtime.problem;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Writes problems where JAX-RS is not in charge: routes, filters, and what no route took. */
public final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  /** Under this key the request keeps who calls; here only its text is of interest. */
  public static final String CALLER = "trellis.caller";

  /** Under this one, the language that the caller chose once and for all. */
  public static final String LANGUAGE = "trellis.language";

  static final String CONTENT_TYPE = Problem.MEDIA_TYPE + ";charset=UTF-8";

  private Problems() {}

  public static String language(RoutingContext context) {
    String asked = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    boolean isOpen = asked == null || asked.isBlank() || asked.equals("*");
    return AcceptedLanguage.of(isOpen ? context.get(LANGUAGE, asked) : asked);
  }

  public static void write(RoutingContext context, ErrorCode code, Object... params) {
    write(context, PlatformException.of(code, code.code(), params));
  }

  /** The problem that stands for a status that the framework chose without an exception. */
  public static PlatformException ofStatus(int status) {
    return Failures.ofStatus(status);
  }

  /** Any failure; what is not the caller's fault is logged here. */
  public static void write(RoutingContext context, Throwable failure) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    PlatformException known = Failures.classify(failure);
    log(context, known, failure);
    if (response.headWritten()) {
      // Half an answer is out: cutting the connection is the only way to say that it is not whole.
      response.reset();
      context.request().connection().close();
      return;
    }
    Problem problem = Problem.of(known, language(context), TraceId.of(context));
    response.setStatusCode(problem.status());
    headers(known).forEach(response::putHeader);
    response.putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
    Buffer body = Buffer.buffer(problem.json());
    if (context.request().method() == HttpMethod.HEAD) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
      response.end();
    } else {
      response.end(body);
    }
    UnreadBody.discard(context.request());
  }

  /** Headers that belong to the status. */
  static Map<String, String> headers(PlatformException failure) {
    var headers = new LinkedHashMap<String, String>();
    Object retryAfter = failure.params().get("retry_after");
    switch (failure.code()) {
      case UNAUTHENTICATED, SECOND_FACTOR_REQUIRED -> headers.put("WWW-Authenticate", "Bearer");
      case TOO_MANY_REQUESTS, UNAVAILABLE ->
          headers.put("Retry-After", retryAfter == null ? "1" : retryAfter.toString());
      case MALFORMED,
          FORBIDDEN,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          DUPLICATE,
          IN_USE,
          CONFLICT,
          STALE_VERSION,
          TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          INVALID,
          INTERNAL -> {}
    }
    return headers;
  }

  static void log(RoutingContext context, PlatformException known, Throwable cause) {
    switch (known.code().type()) {
      case INTERNAL_ERROR ->
          LOG.errorf(
              cause,
              "%s %s failed, trace %s",
              context.request().method(),
              LogText.of(context.request().path()),
              TraceId.of(context));
      case EXTERNAL ->
          LOG.warnf(
              "%s %s: %s, trace %s",
              context.request().method(),
              LogText.of(context.request().path()),
              LogText.of(String.valueOf(cause)),
              TraceId.of(context));
      case USER_ERROR, INSUFFICIENT_RESOURCES -> {
        if (known.code() == ErrorCode.FORBIDDEN) {
          LOG.infof(
              "%s %s refused to %s: %s, trace %s",
              context.request().method(),
              LogText.of(context.request().path()),
              context.get(CALLER, "an unknown caller"),
              LogText.of(known.getMessage()),
              TraceId.of(context));
        }
        LOG.debugf("%s, trace %s", LogText.of(known.getMessage()), TraceId.of(context));
      }
    }
  }
}
