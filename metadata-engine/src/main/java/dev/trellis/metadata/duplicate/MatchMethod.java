package dev.trellis.metadata.duplicate;

import dev.trellis.metadata.text.Folding;
import dev.trellis.metadata.text.Pinyin;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** How two values of a field are compared. */
enum MatchMethod {
  /** The same but for case, accents, width and blanks. */
  EQUAL {
    @Override
    String normal(String text) {
      return Names.plain(text);
    }
  },
  /** Sounds the same. */
  PINYIN {
    @Override
    String normal(String text) {
      return Names.sound(text);
    }
  },
  /** The same number, with or without country code and however it is written. */
  PHONE {
    @Override
    String normal(String text) {
      String digits = Names.digits(Folding.fold(text));
      return digits.length() > LOCAL_DIGITS
          ? digits.substring(digits.length() - LOCAL_DIGITS)
          : digits;
    }
  },
  /** The same but for typing errors, the order of words and the legal form of a company. */
  FUZZY {
    @Override
    String normal(String text) {
      return String.join(" ", Names.words(text));
    }

    @Override
    boolean agree(String a, String b) {
      return SimilarNames.agree(a, b);
    }

    /** Similar names share one of these, nearly always. */
    @Override
    Set<String> keys(String normal) {
      String letters = normal.replace(" ", "");
      var keys = new TreeSet<String>();
      boolean isHan = Pinyin.hasHan(letters);
      int part = isHan ? HAN_PART : LATIN_PART;
      if (letters.length() <= 2 * part) {
        // Short: whatever one typing error leaves of it.
        keys.add(letters);
        for (int i = 0; i < letters.length(); i++) {
          keys.add(letters.substring(0, i) + letters.substring(i + 1));
        }
      }
      if (letters.length() >= 2 * part - OVERLAP) {
        // Long: an error at one end leaves the other. An error may also make a short name long.
        keys.add("<" + letters.substring(0, part));
        keys.add(">" + letters.substring(letters.length() - part));
      }
      if (isHan) {
        keys.add("~" + Names.sound(letters));
      }
      keys.remove("");
      return keys;
    }
  };

  private static final int LOCAL_DIGITS = 9;
  private static final int LATIN_PART = 5;
  private static final int HAN_PART = 3;
  private static final int OVERLAP = 2;

  /** What is left of a value for the comparison; empty when nothing is, and then nothing agrees. */
  abstract String normal(String text);

  /** Two normal forms that are not empty. */
  boolean agree(String a, String b) {
    return a.equals(b);
  }

  /** Values that agree have a key in common. */
  Set<String> keys(String normal) {
    return Set.of(normal);
  }

  /** Whether a common key already says that values agree. */
  boolean isExact() {
    return this != FUZZY;
  }

  static MatchMethod of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
