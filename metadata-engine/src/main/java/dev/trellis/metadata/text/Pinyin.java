package dev.trellis.metadata.text;

/** How Chinese text is read, without tones. */
public final class Pinyin {
  private Pinyin() {}

  /** Whether a character is written in Han script, so that it may have a reading. */
  public static boolean isHan(int character) {
    if (character < 0x3007) {
      return false;
    }
    return (character >= 0x4E00 && character <= 0x9FFF)
        || (character >= 0x3400 && character <= 0x4DBF)
        || character == 0x3007
        || (character >= 0xF900 && character <= 0xFAD9)
        || (character >= 0x20000 && character <= 0x33479);
  }

  /** Whether a char is part of a Han character; surrogates are looked at in their pair. */
  static boolean isHanAt(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x3007) {
      return false;
    }
    return isHan(Character.isHighSurrogate(c) ? text.codePointAt(at) : c);
  }

  public static boolean hasHan(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isHanAt(text, i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The reading at each char of a text: the number of a syllable ({@link #syllable}), or 0 where
   * there is none. Characters of several readings follow the phrase that they stand in, and at the
   * start of a person's name the custom of surnames: 重庆 is chong qing, 单小明 shan xiao ming.
   */
  public static short[] read(String text) {
    short[] readings = new short[text.length()];
    for (int at = 0; at < text.length(); ) {
      if (!isHanAt(text, at)) {
        at++;
        continue;
      }
      int end = runEnd(text, at);
      readRun(text, at, end, readings);
      at = end;
    }
    return readings;
  }

  /** The letters of a reading, {@code v} for ü; empty for 0. */
  public static String syllable(int reading) {
    return HanReadings.get().syllable(reading);
  }

  private static int runEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isHanAt(text, end)) {
      end += Character.isHighSurrogate(text.charAt(end)) ? 2 : 1;
    }
    return Math.min(end, text.length());
  }

  private static void readRun(String text, int from, int end, short[] readings) {
    HanReadings dictionary = HanReadings.get();
    int at = from;
    short[] known = from == 0 ? dictionary.surname(text, from, end) : null;
    while (at < end) {
      if (known == null) {
        known = dictionary.phrase(text, at, end);
      }
      if (known != null) {
        System.arraycopy(known, 0, readings, at, known.length);
        at += known.length;
        known = null;
      } else {
        int character = text.codePointAt(at);
        readings[at] = dictionary.reading(character);
        at += Character.charCount(character);
      }
    }
  }
}
