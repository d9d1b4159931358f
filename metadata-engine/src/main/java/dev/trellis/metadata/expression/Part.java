package dev.trellis.metadata.expression;

import java.util.List;

/**
 * A piece of a formula with the place where it stands in the text, its own parentheses left out:
 * {@code a + b} in {@code (a + b) * c}.
 *
 * @param from UTF-16 units before it
 * @param to where it ends
 */
public record Part(Expression expression, int from, int to) {

  /** Every part but literals, each before the parts that it is made of. */
  public static List<Part> of(String source, Expression tree) {
    return new PartFinder(source).parts(tree);
  }
}
