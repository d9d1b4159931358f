package dev.trellis.runtime.gate;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * How a body may be packed: not at all. Nobody unpacks bodies here, as a small one could become any
 * size, so one that says it is packed must not be read as if it had not said so.
 */
final class BodyEncoding {
  private static final String PLAIN = "identity";

  private BodyEncoding() {}

  static @Nullable PlatformException check(HttpServerRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase(PLAIN)
        ? null
        : PlatformException.of(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE, "body_encoded", "encoding", encoding.strip());
  }
}
