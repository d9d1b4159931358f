package dev.trellis.metadata.expression;

/**
 * A place in the source of an expression.
 *
 * @param offset UTF-16 units before it
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(int offset, int line, int column) {
  static final Position START = new Position(0, 1, 1);
}
