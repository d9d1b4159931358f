package dev.trellis.metadata.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where an imported formula asks for a profile by name: {@code $Profile.Name = "Sales"}.
 *
 * @param first the first of its tokens
 * @param last the last of them
 * @param isEqual whether the formula asks that it is this one, not that it is another
 */
record ProfileComparison(int first, int last, String profile, boolean isEqual) {
  /** From the last to the first. */
  static List<ProfileComparison> of(Syntax tree, List<Token> tokens) {
    var found = new ArrayList<ProfileComparison>();
    var open = new ArrayDeque<Syntax>();
    open.push(tree);
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (next instanceof Syntax.Binary binary) {
        add(binary, tokens, found);
      }
      next.children().forEach(open::push);
    }
    return found;
  }

  private static void add(Syntax.Binary binary, List<Token> tokens, List<ProfileComparison> found) {
    boolean isComparison =
        binary.operator() == Syntax.BinaryOperator.EQUAL
            || binary.operator() == Syntax.BinaryOperator.NOT_EQUAL;
    String profile = profile(binary.left(), binary.right());
    profile = profile == null ? profile(binary.right(), binary.left()) : profile;
    if (isComparison && profile != null) {
      int at = operator(binary, tokens);
      // With parentheses around a side it is left to whoever reads the warning about the name.
      if (at > 0
          && tokens.get(at - 1).at().offset() == binary.left().at().offset()
          && tokens.get(at + 1).at().offset() == binary.right().at().offset()) {
        boolean isEqual = binary.operator() == Syntax.BinaryOperator.EQUAL;
        found.add(new ProfileComparison(at - 1, at + 1, profile, isEqual));
      }
    }
  }

  private static @Nullable String profile(Syntax name, Syntax text) {
    return name instanceof Syntax.Path path
            && path.text().equalsIgnoreCase("$Profile.Name")
            && text instanceof Syntax.TextLiteral literal
            && !literal.value().isBlank()
        ? literal.value()
        : null;
  }

  private static int operator(Syntax.Binary binary, List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).at().offset() == binary.at().offset()) {
        return i;
      }
    }
    return -1;
  }
}
