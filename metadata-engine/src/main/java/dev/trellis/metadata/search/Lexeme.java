package dev.trellis.metadata.search;

import dev.trellis.metadata.text.Pinyin;

/**
 * The kinds of words in the index. Each has a letter of its own in front, so that the word {@code
 * yang} and the sound of 阳 are different entries.
 */
final class Lexeme {
  /** A folded word, a number or a code: letters and digits. Found by its beginning. */
  static final char WORD = 'w';

  /** Two neighbouring characters of a script without spaces, or the last one of a run. */
  static final char GRAM = 'h';

  /** The sound of Chinese text from one of its characters on, in the forgiving form. */
  static final char PINYIN = 'p';

  /** The first letters of its syllables, from one of them on. */
  static final char INITIALS = 'i';

  /** The digits of a phone number from one of them on. */
  static final char DIGITS = 'd';

  private static final int TENANT_DIGITS = 6;

  static final int MAX_WORD = 32;
  static final int MAX_PINYIN = 24;
  static final int MAX_INITIALS = 8;
  static final int MIN_DIGITS = 4;
  static final int MAX_DIGITS = 18;

  private Lexeme() {}

  /**
   * Tenants share one index; this keeps their words apart. Six digits of base 36 hold every tenant,
   * and prefixes of one length are never the beginning of each other.
   */
  static String tenantPrefix(int tenantId) {
    String digits = Integer.toString(tenantId, Character.MAX_RADIX);
    return "0".repeat(TENANT_DIGITS - digits.length()) + digits;
  }

  /** Letters, digits and the marks that many scripts write vowels with. */
  static boolean isWordPart(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Scripts that put no spaces between words. */
  static boolean isUnspaced(int c) {
    return c >= 0x3005 && (c <= 0x30FF || Pinyin.isHan(c)) && Character.isLetter(c) || c == 0x3007;
  }
}
