package dev.trellis.runtime.identity;

import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new password must be: long enough, and not one that everybody tries first. No rules about
 * kinds of characters, and nothing is ever cut off.
 */
final class PasswordPolicy {
  private static final int MIN = 8;
  private static final int MAX = 256;
  private static final Set<String> COMMON = load();

  private PasswordPolicy() {}

  /**
   * @param names the user's own names, addresses and the like, which are no secrets
   */
  static List<Violation> check(String pointer, String password, Collection<String> names) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN) {
      return List.of(Violation.of(pointer, "too_short", "min", MIN));
    }
    if (length > MAX) {
      return List.of(Violation.of(pointer, "too_long", "max", MAX));
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (COMMON.contains(lower)) {
      return List.of(Violation.of(pointer, "password_common"));
    }
    if (names.stream().anyMatch(name -> lower.equals(name.toLowerCase(Locale.ROOT)))) {
      return List.of(Violation.of(pointer, "password_is_name"));
    }
    return List.of();
  }

  private static Set<String> load() {
    try (var stream = PasswordPolicy.class.getResourceAsStream("/identity/common-passwords.txt")) {
      if (stream == null) {
        throw new IllegalStateException("common-passwords.txt is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
