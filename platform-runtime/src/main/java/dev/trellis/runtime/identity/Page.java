package dev.trellis.runtime.identity;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list that is ordered by one text: where it begins, and how long it may be. */
record Page(String list, int tenantId, String after, int limit) {
  private static final int DEFAULT = 50;
  private static final int MAX = 1_000;
  private static final char SEPARATOR = '\n';

  /** A cursor of another list or tenant is refused. */
  static Page of(String list, Caller caller, @Nullable Integer limit, @Nullable String cursor) {
    int size = limit == null ? DEFAULT : limit;
    if (size < 1 || size > MAX) {
      throw PlatformException.invalid(
          Violation.of("/limit", size < 1 ? "too_small" : "too_large", "min", 1, "max", MAX));
    }
    var start = new Page(list, caller.tenantId(), "", size);
    return cursor == null ? start : new Page(list, caller.tenantId(), start.decode(cursor), size);
  }

  /** The cursor after a full page; null when there is no more. Ask for one row more than wanted. */
  <T> @Nullable String next(List<T> rows, Function<T, String> key) {
    return rows.size() <= limit ? null : encode(key.apply(rows.get(limit - 1)));
  }

  <T> List<T> cut(List<T> rows) {
    return rows.size() <= limit ? rows : rows.subList(0, limit);
  }

  private String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((prefix() + key).getBytes(StandardCharsets.UTF_8));
  }

  private String decode(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.startsWith(prefix())) {
        return text.substring(prefix().length());
      }
    } catch (IllegalArgumentException e) {
      // Falls through: it is not one of ours.
    }
    throw PlatformException.of(ErrorCode.MALFORMED, "bad_cursor");
  }

  private String prefix() {
    return list + SEPARATOR + TokenHash.of("cursor" + tenantId).a() + SEPARATOR;
  }
}
