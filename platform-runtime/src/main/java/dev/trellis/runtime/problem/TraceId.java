package dev.trellis.runtime.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The number that ties an answer to our log. Made only when somebody asks for it: most requests
 * succeed and need none.
 */
public final class TraceId {
  private static final String KEY = "trellis.trace_id";
  private static final int LENGTH = 32;

  private TraceId() {}

  public static String of(RoutingContext context) {
    String known = context.get(KEY);
    if (known != null) {
      return known;
    }
    String id = fromTraceParent(context.request().getHeader("traceparent"));
    context.put(KEY, id);
    return id;
  }

  /** Takes the trace of a W3C {@code traceparent}, or starts one. */
  static String fromTraceParent(@Nullable String header) {
    if (header != null && header.length() >= 3 + LENGTH && header.charAt(2) == '-') {
      String id = header.substring(3, 3 + LENGTH);
      if (isHex(id) && !id.chars().allMatch(c -> c == '0')) {
        return id;
      }
    }
    return random();
  }

  static String random() {
    var random = ThreadLocalRandom.current();
    return HexFormat.of().toHexDigits(random.nextLong() | 1)
        + HexFormat.of().toHexDigits(random.nextLong());
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
