package dev.trellis.runtime.gate;

import java.util.Set;

/** What a path is, decided before anything else of the request is looked at. */
enum RequestPath {
  /** Answers only to a caller. */
  PROTECTED,
  /** Answers to anybody; a caller is recognised all the same. */
  PUBLIC,
  /** As public, and meant to be called from other sites: web forms and script endpoints. */
  OPEN_TO_OTHER_SITES,
  OPERATIONS,
  /** Pages and files of the user interface. */
  PAGES;

  private static final String API = "/api";
  private static final String VERSION = "/api/v1/";
  private static final Set<String> PUBLIC_CALLS = Set.of("signup", "auth", "openapi");
  private static final Set<String> OPEN_CALLS = Set.of("forms", "x");

  /** Takes the normalised path, as the router and JAX-RS match it. */
  static RequestPath of(String normalisedPath) {
    String path = withoutMatrixParameters(normalisedPath);
    if (path.equals("/q") || path.startsWith("/q/")) {
      return OPERATIONS;
    }
    if (!path.startsWith(API) || (path.length() > API.length() && path.charAt(4) != '/')) {
      return PAGES;
    }
    if (!path.startsWith(VERSION)) {
      return PROTECTED;
    }
    int end = path.indexOf('/', VERSION.length());
    String call = path.substring(VERSION.length(), end < 0 ? path.length() : end);
    if (PUBLIC_CALLS.contains(call)) {
      return PUBLIC;
    }
    return OPEN_CALLS.contains(call) ? OPEN_TO_OTHER_SITES : PROTECTED;
  }

  /** {@code /api;x=1/v1} is {@code /api/v1} to JAX-RS, so it has to be to us. */
  private static String withoutMatrixParameters(String path) {
    if (path.indexOf(';') < 0) {
      return path;
    }
    var plain = new StringBuilder(path.length());
    boolean inParameter = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      inParameter = c == ';' || (inParameter && c != '/');
      if (!inParameter) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  boolean isApi() {
    return switch (this) {
      case PROTECTED, PUBLIC, OPEN_TO_OTHER_SITES -> true;
      case OPERATIONS, PAGES -> false;
    };
  }
}
