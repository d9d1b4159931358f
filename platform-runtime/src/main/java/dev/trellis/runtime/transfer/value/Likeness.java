package dev.trellis.runtime.transfer.value;

/**
 * How alike two short texts are: 1 for equal, 0 for nothing in common, by the number of edits from
 * one to the other.
 */
public final class Likeness {
  private static final int MAX_LENGTH = 200;

  private Likeness() {}

  public static double of(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    int longest = Math.max(a.length(), b.length());
    if (a.isEmpty() || b.isEmpty() || longest > MAX_LENGTH) {
      return 0;
    }
    int[] previous = new int[b.length() + 1];
    int[] beforePrevious = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
      int[] spare = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = spare;
    }
    return 1 - previous[b.length()] / (double) longest;
  }
}
