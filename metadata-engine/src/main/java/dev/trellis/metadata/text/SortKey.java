package dev.trellis.metadata.text;

/**
 * The text that a value sorts by, compared byte by byte as PostgreSQL's collation C does: case,
 * accents and width folded, Chinese by pinyin.
 *
 * <p>{@code 西安} becomes {@code xi an }, a character U+0001 and {@code 西安}: the space ends each
 * syllable and is lower than any letter, so that 西安 and 先 (xian) stay apart, and the characters
 * themselves tell texts of one reading apart.
 */
public final class SortKey {
  /** In UTF-16 units. Texts that agree so far sort in the order of their ids. */
  public static final int MAX_LENGTH = 200;

  private static final char TIE = '\u0001';
  private static final char SYLLABLE_END = ' ';

  private SortKey() {}

  public static String of(String text) {
    String cut = text.length() > 2 * MAX_LENGTH ? cut(text, 2 * MAX_LENGTH) : text;
    String folded = Folding.fold(cut);
    if (!Pinyin.hasHan(folded)) {
      return cut(folded, MAX_LENGTH);
    }
    return cut(readable(folded), MAX_LENGTH);
  }

  /**
   * Whether PostgreSQL's {@code lower(raw)} (builtin locale C.UTF-8) is the key, so that the key
   * need not be stored. May say no where yes is right.
   */
  public static boolean isTrivial(String raw, String key) {
    if (raw.length() != key.length()) {
      return false;
    }
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      char lower = c < 0x80 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : lowerOf(c);
      if (lower != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Only letters whose lower case no version of Unicode disputes; others map to themselves. */
  private static char lowerOf(char c) {
    if (Character.isSurrogate(c) || c == 0x130) {
      return 0;
    }
    return Character.toLowerCase(c);
  }

  private static String readable(String folded) {
    short[] readings = Pinyin.read(folded);
    var key = new StringBuilder(folded.length() * 5);
    for (int i = 0; i < folded.length(); ) {
      int character = folded.codePointAt(i);
      if (readings[i] != 0) {
        appendSyllable(Pinyin.syllable(readings[i]), key);
      } else {
        key.appendCodePoint(character);
      }
      i += Character.charCount(character);
    }
    return key.append(TIE).append(folded).toString();
  }

  /**
   * Dictionaries put lü between lu and luan: the mark stands between the end of a syllable and a.
   */
  private static void appendSyllable(String syllable, StringBuilder key) {
    int v = syllable.indexOf('v');
    if (v < 0) {
      key.append(syllable);
    } else {
      key.append(syllable, 0, v).append(syllable.endsWith("v") ? "u`" : "ue");
    }
    key.append(SYLLABLE_END);
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
