package dev.trellis.runtime.identity;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** A browser's tokens, out of reach of its scripts. */
public final class SessionCookies {
  private static final String SESSION = "trellis_session";
  private static final String REFRESH = "trellis_refresh";
  private static final String EVERYWHERE = "/";
  private static final String AUTH = "/api/v1/auth";

  private SessionCookies() {}

  public static @Nullable String session(HttpServerRequest request) {
    return value(request, SESSION);
  }

  static @Nullable String refresh(HttpServerRequest request) {
    return value(request, REFRESH);
  }

  static void set(RoutingContext context, Tokens tokens) {
    add(context, SESSION, tokens.access().text(), EVERYWHERE, tokens.accessSeconds());
    add(context, REFRESH, tokens.refresh().text(), AUTH, tokens.refreshSeconds());
  }

  static void clear(RoutingContext context) {
    add(context, SESSION, "", EVERYWHERE, 0);
    add(context, REFRESH, "", AUTH, 0);
  }

  private static @Nullable String value(HttpServerRequest request, String name) {
    Cookie cookie = request.getCookie(name);
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  private static void add(
      RoutingContext context, String name, String value, String path, long maxAge) {
    // Lax, so that a link in a mail opens signed in; changes need the CSRF header as well.
    String attributes = "; Path=" + path + "; Max-Age=" + maxAge + "; HttpOnly; SameSite=Lax";
    boolean isEncrypted = "https".equals(context.request().scheme());
    context
        .response()
        .headers()
        .add(
            HttpHeaders.SET_COOKIE,
            name + "=" + value + attributes + (isEncrypted ? "; Secure" : ""));
  }
}
