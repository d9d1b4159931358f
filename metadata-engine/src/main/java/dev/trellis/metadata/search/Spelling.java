package dev.trellis.metadata.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which known words a mistyped one may have meant. */
public final class Spelling {
  /** Shorter words have too many neighbours. */
  public static final int MIN_LENGTH = 4;

  public static final int MAX_LENGTH = 20;

  /** Words from here on may have two mistakes. */
  private static final int LONG_WORD = 7;

  private static final int MAX_SUGGESTIONS = 8;

  private Spelling() {}

  public static int allowedMistakes(String word) {
    return word.length() >= LONG_WORD ? 2 : 1;
  }

  /** The closest of the known words, best first; not the word itself. */
  public static List<String> suggest(String word, Collection<String> known) {
    record Candidate(String word, int distance) {}
    int allowed = allowedMistakes(word);
    List<Candidate> candidates = new ArrayList<>();
    for (String other : known) {
      int distance = distance(word, other, allowed);
      if (distance > 0 && distance <= allowed) {
        candidates.add(new Candidate(other, distance));
      }
    }
    return candidates.stream()
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
        .limit(MAX_SUGGESTIONS)
        .map(Candidate::word)
        .toList();
  }

  /**
   * Letters added, left out, replaced, or swapped with their neighbour (optimal string alignment).
   *
   * @param max any greater distance is answered as {@code max + 1}
   */
  public static int distance(CharSequence a, CharSequence b, int max) {
    int n = a.length();
    int m = b.length();
    if (Math.abs(n - m) > max) {
      return max + 1;
    }
    int[] beforeLast = new int[m + 1];
    int[] last = new int[m + 1];
    int[] row = new int[m + 1];
    for (int j = 0; j <= m; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= n; i++) {
      row[0] = i;
      int best = i;
      for (int j = 1; j <= m; j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int value = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          value = Math.min(value, beforeLast[j - 2] + 1);
        }
        row[j] = value;
        best = Math.min(best, value);
      }
      if (best > max) {
        return max + 1;
      }
      int[] reused = beforeLast;
      beforeLast = last;
      last = row;
      row = reused;
    }
    return Math.min(last[m], max + 1);
  }
}
