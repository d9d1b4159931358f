package dev.trellis.runtime.gate;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** How large a request may be: by what it declares, and by what then comes. */
final class BodyLimits {
  private static final String KEY = "trellis.body_limit";
  private static final long MIB = 1024 * 1024;
  private static final long JSON = 10 * MIB;
  private static final long FILE = 100 * MIB;
  private static final long IMPORT = 1024 * MIB;

  private BodyLimits() {}

  static long of(String path) {
    if (path.startsWith("/api/v1/imports")) {
      return IMPORT;
    }
    return path.startsWith("/api/v1/files") || path.startsWith("/api/v1/exchange/packages")
        ? FILE
        : JSON;
  }

  /** What is wrong with the declared length, if anything; remembers the limit for the counting. */
  static @Nullable PlatformException check(RoutingContext context, String path) {
    long limit = of(path);
    String declared = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (declared == null) {
      context.put(KEY, limit);
      return null;
    }
    try {
      return Long.parseLong(declared) > limit ? tooLarge(limit) : null;
    } catch (NumberFormatException e) {
      return PlatformException.of(ErrorCode.MALFORMED, "malformed");
    }
  }

  /** The limit for a body of undeclared length; -1 when there is nothing to count. */
  static long toCount(@Nullable RoutingContext context) {
    Long limit = context == null ? null : context.get(KEY);
    return limit == null ? -1 : limit;
  }

  static PlatformException tooLarge(long limit) {
    return PlatformException.of(ErrorCode.TOO_LARGE, "too_large", "max", limit);
  }
}
