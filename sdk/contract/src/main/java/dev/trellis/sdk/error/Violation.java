package dev.trellis.sdk.error;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that is wrong with the input. Problems that a person made are values and are reported
 * together.
 *
 * @param pointer JSON Pointer (RFC 6901) into the request, for example {@code /amount}; empty for
 *     the whole
 * @param code stable lower-case code, for example {@code too_long}; the message bundles hold a text
 *     for each
 * @param params what the message needs: limits, names, positions. Values are strings, numbers,
 *     booleans or lists of them
 * @param texts by locale, what people read in place of the bundle's text: administrators word the
 *     rules of their own. Empty for the bundle's
 */
public record Violation(
    String pointer, String code, Map<String, Object> params, Map<String, String> texts) {
  public Violation {
    requireNonNull(pointer, "pointer");
    requireNonNull(code, "code");
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  public Violation(String pointer, String code, Map<String, Object> params) {
    this(pointer, code, params, Map.of());
  }

  /** Parameters come as name, value, name, value. */
  public static Violation of(String pointer, String code, Object... params) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i + 1 < params.length; i += 2) {
      map.put((String) params[i], params[i + 1]);
    }
    return new Violation(pointer, code, map);
  }

  /**
   * The same violation seen from one level further out: {@code /amount} becomes {@code
   * /records/3/amount}.
   */
  public Violation under(String prefix) {
    return new Violation(prefix + pointer, code, params, texts);
  }

  /** The same in words of its own, by locale. */
  public Violation saying(Map<String, String> words) {
    return new Violation(pointer, code, params, words);
  }
}
