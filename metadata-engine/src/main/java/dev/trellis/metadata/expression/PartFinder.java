package dev.trellis.metadata.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text of each node again. Nodes know only where their first word or their operator is;
 * they reach as far as what they are made of, and to the parentheses that they open.
 */
final class PartFinder {
  private final List<Token> tokens;
  private final NavigableMap<Integer, Integer> tokenAt = new TreeMap<>();
  private final List<Part> parts = new ArrayList<>();

  /** Tokens, both included. */
  private record Range(int first, int last) {
    Range with(Range other) {
      return new Range(Math.min(first, other.first), Math.max(last, other.last));
    }
  }

  PartFinder(String source) {
    this.tokens = Lexer.tokens(source);
    for (int i = 0; i < tokens.size(); i++) {
      tokenAt.put(tokens.get(i).at().offset(), i);
    }
  }

  List<Part> parts(Expression tree) {
    visit(tree, null);
    return List.copyOf(parts);
  }

  /**
   * @param around where that stands which it is a part of. What nobody has written, like the
   *     currency that a rate is compared with, stands where its whole does, and is no part.
   */
  private Range visit(Expression expression, @Nullable Position around) {
    int token = tokenAt.floorEntry(expression.at().offset()).getValue();
    if (expression instanceof Expression.Constant) {
      return new Range(token, token);
    }
    boolean isWritten = !expression.at().equals(around);
    int place = parts.size();
    if (isWritten) {
      parts.add(new Part(expression, 0, 0));
    }
    var range = new Range(token, isCall(token) ? closing(token + 1) : token);
    for (Expression child : expression.children()) {
      range = range.with(visit(child, expression.at()));
    }
    range = balanced(range);
    if (isWritten) {
      int from = tokens.get(range.first).at().offset();
      parts.set(place, new Part(expression, from, tokens.get(range.last).end()));
    }
    return range;
  }

  /** {@code ROUND (}, {@code IN (}; an operator before a parenthesis is none. */
  private boolean isCall(int token) {
    return tokens.get(token).kind() == Token.Kind.NAME && tokens.get(token + 1).is("(");
  }

  private int closing(int opening) {
    int open = 0;
    for (int i = opening; ; i++) {
      open += depth(i);
      if (open == 0) {
        return i;
      }
    }
  }

  private int depth(int token) {
    return tokens.get(token).is("(") ? 1 : tokens.get(token).is(")") ? -1 : 0;
  }

  /** {@code a + b) * c -> (a + b) * c} */
  private Range balanced(Range range) {
    int open = 0;
    int lowest = 0;
    for (int i = range.first; i <= range.last; i++) {
      open += depth(i);
      lowest = Math.min(lowest, open);
    }
    int first = range.first;
    for (int missing = -lowest; missing > 0; missing -= depth(first)) {
      first--;
    }
    int last = range.last;
    for (int missing = open - lowest; missing > 0; missing += depth(last)) {
      last++;
    }
    return new Range(first, last);
  }
}
