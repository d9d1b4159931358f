package dev.trellis.runtime.identity.factor;

import java.security.SecureRandom;
import java.util.Locale;

/** A code for the day when the app is not at hand: 79 random bits, {@code abcd-efgh-jkmn-pqrs}. */
record RecoveryCode(String text) {
  /** Without letters and digits that are taken for each other. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP = 4;

  static RecoveryCode random(SecureRandom random) {
    var text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new RecoveryCode(text.toString());
  }

  /** However somebody copied it: case, blanks and hyphens say nothing. */
  static String significant(String typed) {
    return typed.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
  }
}
