package dev.trellis.metadata.search;

import java.util.NavigableSet;
import java.util.TreeSet;

/** The words of one record, or of a part of it, as the index would hold them. */
public final class Lexemes {
  private final NavigableSet<String> words;

  private Lexemes(NavigableSet<String> words) {
    this.words = words;
  }

  /** From {@link SearchDocument#tokens} without a tenant. */
  static Lexemes of(String tokens) {
    var words = new TreeSet<String>();
    for (int at = 0; at < tokens.length(); ) {
      int end = tokens.indexOf(' ', at);
      words.add(tokens.substring(at, tokens.indexOf(':', at)));
      at = end + 1;
    }
    return new Lexemes(words);
  }

  boolean has(char kind, String text) {
    return words.contains(kind + text);
  }

  boolean hasPrefix(char kind, String text) {
    String sought = kind + text;
    String next = words.ceiling(sought);
    return next != null && next.startsWith(sought);
  }
}
