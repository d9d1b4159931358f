package dev.trellis.metadata.expression;

/**
 * A word of the language.
 *
 * @param text the operator or name as written; of a text literal its value
 * @param end UTF-16 units of source up to its end
 */
record Token(Kind kind, String text, Position at, int end) {
  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.NAME && text.equalsIgnoreCase(word);
  }
}
