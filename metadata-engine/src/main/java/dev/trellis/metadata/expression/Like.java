package dev.trellis.metadata.expression;

/**
 * Patterns of LIKE: {@code %} any text, {@code _} one character, {@code \} takes the next one as it
 * is.
 */
final class Like {
  private Like() {}

  static void require(Expression.Constant pattern) {
    String text = (String) pattern.value();
    if (text == null) {
      return;
    }
    int i = 0;
    while (i < text.length()) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    if (i > text.length()) {
      throw ExpressionException.at(pattern.at(), "formula_bad_pattern");
    }
  }
}
