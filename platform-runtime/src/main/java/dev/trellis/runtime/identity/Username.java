package dev.trellis.runtime.identity;

import java.text.Normalizer;
import java.util.Locale;

/** How usernames are compared. */
final class Username {
  static final int MAX = 254;

  private Username() {}

  /** {@code Li.Wei@Example.COM} and {@code li.wei@example.com} are the same user. */
  static String key(String username) {
    return Normalizer.normalize(username.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
