package dev.trellis.metadata.expression;

import dev.trellis.metadata.expression.Syntax.BinaryOperator;
import dev.trellis.metadata.expression.Syntax.UnaryOperator;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens to syntax tree, by precedence climbing. Binary operators associate to the left; from loose
 * to tight: {@code ||}, {@code &&}, equality, order, {@code + - &}, {@code * /}, unary {@code + - !
 * NOT}, {@code ^}.
 */
final class Parser {
  private static final int UNARY = 7;

  private static final Map<String, BinaryOperator> OPERATORS = operators();

  private final List<Token> tokens;
  private int next;
  private int nesting;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Syntax parse(String source) {
    if (source.length() > Expressions.MAX_LENGTH) {
      throw ExpressionException.at(
          Position.START, "formula_too_long", "max", Expressions.MAX_LENGTH);
    }
    var parser = new Parser(Lexer.tokens(source));
    Syntax tree = parser.expression(1);
    Token rest = parser.peek();
    if (rest.kind() != Token.Kind.END) {
      throw parser.unexpected(rest, "");
    }
    requireShallow(tree);
    return tree;
  }

  private Syntax expression(int precedence) {
    enter();
    Syntax left = unary();
    while (true) {
      BinaryOperator operator = binaryOperator();
      if (operator != null && operator.precedence() >= precedence && operator.isAssociative()) {
        left = chain(left, operator);
      } else if (operator != null && operator.precedence() >= precedence) {
        Position at = take().at();
        Syntax right = expression(operator.precedence() + 1);
        left = new Syntax.Binary(operator, left, right, at);
      } else if (precedence <= BinaryOperator.LESS.precedence() && wordOperator()) {
        left = infixWord(left);
      } else {
        nesting--;
        return left;
      }
    }
  }

  /** {@code a & b & c & d -> (a & b) & (c & d)}: what is long is not deep. */
  private Syntax chain(Syntax first, BinaryOperator operator) {
    var operands = new ArrayList<>(List.of(first));
    var places = new ArrayList<Position>();
    while (binaryOperator() == operator) {
      places.add(take().at());
      operands.add(expression(operator.precedence() + 1));
    }
    return balanced(operator, operands, places);
  }

  private static Syntax balanced(
      BinaryOperator operator, List<Syntax> operands, List<Position> places) {
    int count = operands.size();
    if (count == 1) {
      return operands.getFirst();
    }
    int half = (count + 1) / 2;
    return new Syntax.Binary(
        operator,
        balanced(operator, operands.subList(0, half), places.subList(0, half - 1)),
        balanced(operator, operands.subList(half, count), places.subList(half, count - 1)),
        places.get(half - 1));
  }

  private @Nullable BinaryOperator binaryOperator() {
    Token token = peek();
    return token.kind() == Token.Kind.SYMBOL ? OPERATORS.get(token.text()) : null;
  }

  private boolean wordOperator() {
    Token token = peek();
    if (token.isWord("NOT")) {
      token = tokens.get(next + 1);
    }
    return token.isWord("IN") || token.isWord("LIKE");
  }

  /** {@code x [NOT] IN (a, b)}, {@code x [NOT] LIKE p}. */
  private Syntax infixWord(Syntax left) {
    Position at = peek().at();
    boolean negated = peek().isWord("NOT");
    if (negated) {
      take();
    }
    Token word = take();
    var arguments = new ArrayList<Syntax>();
    arguments.add(left);
    if (word.isWord("IN")) {
      expect("(");
      arguments.addAll(arguments(false));
    } else {
      arguments.add(expression(BinaryOperator.ADD.precedence()));
    }
    Syntax call = new Syntax.Call(word.text(), arguments, word.at());
    return negated ? new Syntax.Unary(UnaryOperator.NOT, call, at) : call;
  }

  private Syntax unary() {
    Token token = peek();
    UnaryOperator operator = unaryOperator(token);
    if (operator == null) {
      return primary();
    }
    take();
    Syntax operand = expression(UNARY);
    return new Syntax.Unary(operator, operand, token.at());
  }

  private static @Nullable UnaryOperator unaryOperator(Token token) {
    if (token.is("-")) {
      return UnaryOperator.MINUS;
    }
    if (token.is("+")) {
      return UnaryOperator.PLUS;
    }
    return token.is("!") || token.isWord("NOT") ? UnaryOperator.NOT : null;
  }

  private Syntax primary() {
    Token token = take();
    return switch (token.kind()) {
      case NUMBER -> new Syntax.NumberLiteral(new BigDecimal(token.text()), token.at());
      case TEXT -> new Syntax.TextLiteral(token.text(), token.at());
      case NAME -> name(token);
      case SYMBOL -> {
        if (!token.is("(")) {
          throw unexpected(token, "");
        }
        Syntax inner = expression(1);
        expect(")");
        yield inner;
      }
      case END -> throw unexpected(token, "");
    };
  }

  private Syntax name(Token token) {
    if (peek().is("(")) {
      take();
      return new Syntax.Call(token.text(), arguments(token.isWord("URLFOR")), token.at());
    }
    if (token.isWord("TRUE") || token.isWord("FALSE")) {
      return new Syntax.BooleanLiteral(token.isWord("TRUE"), token.at());
    }
    if (token.isWord("NULL")) {
      return new Syntax.NullLiteral(token.at());
    }
    List<String> segments = List.of(token.text().split("\\.", -1));
    if (segments.contains("")) {
      throw unexpected(token, "");
    }
    return new Syntax.Path(segments, token.at());
  }

  /**
   * After the opening parenthesis, up to and with the closing one.
   *
   * @param mayBePairs whether some may be written {@code [name = value, …]}, for names and values
   *     by turns
   */
  private List<Syntax> arguments(boolean mayBePairs) {
    var arguments = new ArrayList<Syntax>();
    if (peek().is(")")) {
      take();
      return arguments;
    }
    while (true) {
      if (mayBePairs && peek().is("[")) {
        take();
        pairs(arguments);
      } else {
        arguments.add(expression(1));
      }
      Token token = take();
      if (token.is(")")) {
        return arguments;
      }
      if (!token.is(",")) {
        throw unexpected(token, ")");
      }
    }
  }

  private void pairs(List<Syntax> arguments) {
    if (peek().is("]")) {
      take();
      return;
    }
    while (true) {
      Token name = take();
      if (name.kind() != Token.Kind.NAME) {
        throw unexpected(name, "]");
      }
      arguments.add(new Syntax.TextLiteral(name.text(), name.at()));
      expect("=");
      arguments.add(expression(BinaryOperator.LESS.precedence()));
      Token token = take();
      if (token.is("]")) {
        return;
      }
      if (!token.is(",")) {
        throw unexpected(token, "]");
      }
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }

  private void expect(String symbol) {
    Token token = take();
    if (!token.is(symbol)) {
      throw unexpected(token, symbol);
    }
  }

  private void enter() {
    if (++nesting > Expressions.MAX_DEPTH) {
      throw tooDeep(peek().at());
    }
  }

  private ExpressionException unexpected(Token token, String expected) {
    if (token.kind() == Token.Kind.END) {
      return ExpressionException.at(token.at(), "formula_incomplete");
    }
    if (token.isWord("AND") || token.isWord("OR")) {
      String instead = token.isWord("AND") ? "&&" : "||";
      return ExpressionException.at(
          token.at(), "formula_word_operator", "word", token.text(), "instead", instead);
    }
    return expected.isEmpty()
        ? ExpressionException.at(token.at(), "formula_unexpected", "found", token.text())
        : ExpressionException.at(
            token.at(), "formula_expected", "expected", expected, "found", token.text());
  }

  /** Long chains of most operators lean to the left and are deep without being nested. */
  private static void requireShallow(Syntax tree) {
    record Level(Syntax node, int depth) {}
    var open = new ArrayDeque<Level>();
    open.push(new Level(tree, 1));
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (level.depth() > Expressions.MAX_DEPTH) {
        throw tooDeep(level.node().at());
      }
      level.node().children().forEach(child -> open.push(new Level(child, level.depth() + 1)));
    }
  }

  private static ExpressionException tooDeep(Position at) {
    return ExpressionException.at(at, "formula_too_deep", "max", Expressions.MAX_DEPTH);
  }

  private static Map<String, BinaryOperator> operators() {
    var operators = new HashMap<String, BinaryOperator>();
    for (BinaryOperator operator : BinaryOperator.values()) {
      operators.put(operator.symbol(), operator);
    }
    operators.put("==", BinaryOperator.EQUAL);
    operators.put("!=", BinaryOperator.NOT_EQUAL);
    return Map.copyOf(operators);
  }
}
