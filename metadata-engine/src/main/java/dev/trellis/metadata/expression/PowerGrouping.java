package dev.trellis.metadata.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where Salesforce groups powers otherwise than we do: its {@code ^} is looser than {@code * /} and
 * the unary signs, ours is tighter. {@code 2 * 3 ^ 2 -> (2 * 3) ^ 2}
 *
 * <p>Reads tokens that {@link Parser} has accepted, with Salesforce's precedences.
 */
final class PowerGrouping {
  private static final int ORDER = 4;
  private static final int SUM = 5;
  private static final int POWER = 6;
  private static final int PRODUCT = 7;
  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("||", 1),
          Map.entry("&&", 2),
          Map.entry("=", 3),
          Map.entry("==", 3),
          Map.entry("<>", 3),
          Map.entry("!=", 3),
          Map.entry("<", ORDER),
          Map.entry(">", ORDER),
          Map.entry("<=", ORDER),
          Map.entry(">=", ORDER),
          Map.entry("+", SUM),
          Map.entry("-", SUM),
          Map.entry("&", SUM),
          Map.entry("^", POWER),
          Map.entry("*", PRODUCT),
          Map.entry("/", PRODUCT));

  private final List<Token> tokens;
  private final List<Group> groups = new ArrayList<>();
  private int next;

  /** Tokens that need parentheses around them: from the first to the last, by their indexes. */
  record Group(int first, int last) {}

  private enum Kind {
    PLAIN,
    SIGNED,
    PRODUCT,
    /** A power of something to a signed number, whose sign would take the next {@code ^} in. */
    POWER_OF_SIGNED
  }

  private record Part(int first, int last, Kind kind) {}

  private PowerGrouping(List<Token> tokens) {
    this.tokens = tokens;
  }

  static List<Group> of(List<Token> tokens) {
    var grouping = new PowerGrouping(tokens);
    grouping.expression(1);
    return grouping.groups;
  }

  private Part expression(int loosest) {
    Part left = unary();
    while (true) {
      int precedence = precedence();
      if (precedence < loosest) {
        return left;
      }
      skipOperator();
      Part right = expression(precedence + 1);
      left =
          switch (precedence) {
            case POWER -> power(left, right);
            case PRODUCT -> new Part(left.first, right.last, Kind.PRODUCT);
            default -> new Part(left.first, right.last, Kind.PLAIN);
          };
    }
  }

  private Part power(Part base, Part exponent) {
    if (base.kind != Kind.PLAIN) {
      groups.add(new Group(base.first, base.last));
    }
    if (exponent.kind == Kind.PRODUCT) {
      groups.add(new Group(exponent.first, exponent.last));
    }
    return new Part(
        base.first,
        exponent.last,
        exponent.kind == Kind.SIGNED ? Kind.POWER_OF_SIGNED : Kind.PLAIN);
  }

  /** Of the operator that comes next; 0 when none does. */
  private int precedence() {
    Token token = peek();
    if (token.kind() == Token.Kind.SYMBOL) {
      return PRECEDENCE.getOrDefault(token.text(), 0);
    }
    return token.isWord("NOT") || isInfixWord(token) ? ORDER : 0;
  }

  private void skipOperator() {
    boolean isNegated = peek().isWord("NOT");
    next += isNegated ? 2 : 1;
  }

  private static boolean isInfixWord(Token token) {
    return token.isWord("IN") || token.isWord("LIKE");
  }

  private Part unary() {
    int first = next;
    Token token = peek();
    if (token.is("-") || token.is("+") || token.is("!") || token.isWord("NOT")) {
      next++;
      return new Part(first, unary().last, Kind.SIGNED);
    }
    boolean isCall = token.kind() == Token.Kind.NAME && tokens.get(next + 1).is("(");
    if (isCall || !token.is("(")) {
      next++;
    }
    if (isCall || token.is("(")) {
      skipList();
    }
    return new Part(first, next - 1, Kind.PLAIN);
  }

  /** Parentheses with what is in them. */
  private void skipList() {
    next++;
    while (!peek().is(")")) {
      expression(1);
      if (peek().is(",")) {
        next++;
      }
    }
    next++;
  }

  private Token peek() {
    return tokens.get(next);
  }
}
