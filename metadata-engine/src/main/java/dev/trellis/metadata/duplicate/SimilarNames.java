package dev.trellis.metadata.duplicate;

import dev.trellis.metadata.search.Spelling;
import dev.trellis.metadata.text.Pinyin;

/** Decides whether two names, reduced to their sorted words, are one name written twice. */
final class SimilarNames {
  private SimilarNames() {}

  static boolean agree(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    String first = a.replace(" ", "");
    String second = b.replace(" ", "");
    // "Store 12" and "Store 13" differ by a letter and are two stores.
    if (!Names.digits(first).equals(Names.digits(second))) {
      return false;
    }
    if (first.equals(second)) {
      return true;
    }
    boolean isHan = Pinyin.hasHan(first) || Pinyin.hasHan(second);
    if (isHan && first.length() == second.length() && sameSound(first, second)) {
      return true;
    }
    int shorter = Math.min(first.length(), second.length());
    int allowed = isHan ? allowedHan(shorter) : allowedLetters(shorter);
    return Spelling.distance(first, second, allowed) <= allowed || wordsAgree(a, b, allowed);
  }

  /** An error in a first letter may have sorted the words differently. */
  private static boolean wordsAgree(String a, String b, int allowed) {
    String[] words = a.split(" ");
    String[] others = b.split(" ");
    if (words.length != others.length || words.length == 1) {
      return false;
    }
    boolean[] isTaken = new boolean[others.length];
    int errors = 0;
    for (String word : words) {
      int best = -1;
      int distance = allowed + 1;
      for (int i = 0; i < others.length; i++) {
        int found = isTaken[i] ? allowed + 1 : Spelling.distance(word, others[i], allowed);
        if (found < distance) {
          best = i;
          distance = found;
        }
      }
      if (best < 0) {
        return false;
      }
      isTaken[best] = true;
      errors += distance;
    }
    return errors <= allowed;
  }

  private static boolean sameSound(String a, String b) {
    return Names.sound(a).equals(Names.sound(b));
  }

  private static int allowedLetters(int length) {
    if (length < 4) {
      return 0;
    }
    return length < 8 ? 1 : length < 14 ? 2 : 3;
  }

  /** One character tells 张三 from 张四. */
  private static int allowedHan(int length) {
    return length < 4 ? 0 : length < 8 ? 1 : 2;
  }
}
