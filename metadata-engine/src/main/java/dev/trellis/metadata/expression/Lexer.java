package dev.trellis.metadata.expression;

import java.util.ArrayList;
import java.util.List;

/** Source text to tokens. */
final class Lexer {
  /** More digits than any column can hold; keeps arithmetic on literals cheap. */
  private static final int MAX_DIGITS = 100;

  private static final List<String> SYMBOLS =
      List.of(
          "&&", "||", "==", "!=", "<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "^", "&",
          "!", "(", ")", ",", "[", "]");

  /** Signs as input methods for Chinese write them, and what they stand for outside of texts. */
  private static final String WIDE = "（），＋－＊／＝＜＞＆｜！＾［］“”‘’";

  private static final String NARROW = "(),+-*/=<>&|!^[]\"\"''";

  private final String source;

  /** The same with signs of common width; places are the same. */
  private final String signs;

  private int offset;
  private int line = 1;
  private int lineStart;

  private Lexer(String source) {
    this.source = source;
    this.signs = narrow(source);
  }

  private static String narrow(String source) {
    var signs = new StringBuilder(source);
    for (int i = 0; i < source.length(); i++) {
      int at = WIDE.indexOf(source.charAt(i));
      if (at >= 0) {
        signs.setCharAt(i, NARROW.charAt(at));
      }
    }
    return signs.toString();
  }

  static List<Token> tokens(String source) {
    return new Lexer(source).tokens();
  }

  private List<Token> tokens() {
    var tokens = new ArrayList<Token>();
    while (skipBlanksAndComments()) {
      tokens.add(next());
      if (tokens.size() > Expressions.MAX_TOKENS) {
        throw ExpressionException.at(here(), "formula_too_complex", "max", Expressions.MAX_TOKENS);
      }
    }
    tokens.add(new Token(Token.Kind.END, "", here(), offset));
    return tokens;
  }

  private Position here() {
    return new Position(offset, line, offset - lineStart + 1);
  }

  /** Whether anything is left. */
  private boolean skipBlanksAndComments() {
    while (offset < source.length()) {
      char c = source.charAt(offset);
      if (c == '\n') {
        offset++;
        line++;
        lineStart = offset;
      } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
        offset++;
      } else if (source.startsWith("/*", offset)) {
        skipComment();
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipComment() {
    Position start = here();
    int end = source.indexOf("*/", offset + 2);
    if (end < 0) {
      throw ExpressionException.at(start, "formula_comment_open");
    }
    for (int i = offset; i < end; i++) {
      if (source.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    offset = end + 2;
  }

  private Token next() {
    char c = source.charAt(offset);
    char sign = signs.charAt(offset);
    if (sign == '"' || sign == '\'') {
      return text(c, sign);
    }
    if (isDigit(c)) {
      return number();
    }
    if (isNameStart()) {
      return name();
    }
    if (source.startsWith("{!", offset)) {
      return merged();
    }
    for (String symbol : SYMBOLS) {
      if (signs.startsWith(symbol, offset)) {
        Position start = here();
        offset += symbol.length();
        return new Token(Token.Kind.SYMBOL, symbol, start, offset);
      }
    }
    throw ExpressionException.at(
        here(),
        "formula_bad_character",
        "character",
        Character.toString(source.codePointAt(offset)));
  }

  private Token number() {
    Position start = here();
    int from = offset;
    skipDigits();
    if (offset + 1 < source.length()
        && source.charAt(offset) == '.'
        && isDigit(source.charAt(offset + 1))) {
      offset++;
      skipDigits();
    }
    if (offset - from > MAX_DIGITS) {
      throw ExpressionException.at(start, "formula_number_too_long", "max", MAX_DIGITS);
    }
    return new Token(Token.Kind.NUMBER, source.substring(from, offset), start, offset);
  }

  private void skipDigits() {
    while (offset < source.length() && isDigit(source.charAt(offset))) {
      offset++;
    }
  }

  private Token name() {
    Position start = here();
    int from = offset;
    while (offset < source.length() && isNamePart(source.charAt(offset))) {
      offset++;
    }
    return new Token(Token.Kind.NAME, source.substring(from, offset), start, offset);
  }

  /** A name as flows write it: {@code {!Account.Name}}. */
  private Token merged() {
    Position start = here();
    offset += 2;
    skipSpaces();
    String name = isNameStart() ? name().text() : "";
    skipSpaces();
    if (name.isEmpty() || offset == source.length() || source.charAt(offset) != '}') {
      throw ExpressionException.at(start, "formula_bad_merge");
    }
    offset++;
    return new Token(Token.Kind.NAME, name, start, offset);
  }

  private void skipSpaces() {
    while (offset < source.length() && source.charAt(offset) == ' ') {
      offset++;
    }
  }

  private boolean isNameStart() {
    return offset < source.length()
        && (source.charAt(offset) == '$' || Character.isLetter(source.charAt(offset)));
  }

  /** A straight quote ends at its like, a curly one at either of its kind. */
  private Token text(char opening, char quote) {
    String closing = opening == quote ? String.valueOf(quote) : quote == '"' ? "“”" : "‘’";
    Position start = here();
    var value = new StringBuilder();
    offset++;
    while (offset < source.length()) {
      char c = source.charAt(offset);
      if (closing.indexOf(c) >= 0) {
        offset++;
        return new Token(Token.Kind.TEXT, value.toString(), start, offset);
      }
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c == '\\') {
        escape(value);
      } else {
        value.append(c);
        offset++;
      }
    }
    throw ExpressionException.at(start, "formula_text_open");
  }

  /** As in the language we follow, {@code \n \r \t} stay two characters. */
  private void escape(StringBuilder value) {
    char c = offset + 1 < source.length() ? source.charAt(offset + 1) : '\0';
    switch (c) {
      case '"', '\'', '\\' -> value.append(c);
      case 'n', 'r', 't' -> value.append('\\').append(c);
      default -> throw ExpressionException.at(here(), "formula_bad_escape");
    }
    offset += 2;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == ':' || c == '.' || c == '#';
  }
}
