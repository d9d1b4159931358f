package dev.trellis.metadata.expression;

import java.math.BigDecimal;
import java.util.List;

/** What was written, before anything is known about names and types. */
public sealed interface Syntax {
  /** Where it stands; of an operator the operator's place. */
  Position at();

  record TextLiteral(String value, Position at) implements Syntax {}

  record NumberLiteral(BigDecimal value, Position at) implements Syntax {}

  record BooleanLiteral(boolean value, Position at) implements Syntax {}

  record NullLiteral(Position at) implements Syntax {}

  /** A field, a dotted path or a global ({@code $User.Id}); segments as written. */
  record Path(List<String> segments, Position at) implements Syntax {
    public Path {
      segments = List.copyOf(segments);
    }

    public String text() {
      return String.join(".", segments);
    }
  }

  record Unary(UnaryOperator operator, Syntax operand, Position at) implements Syntax {}

  record Binary(BinaryOperator operator, Syntax left, Syntax right, Position at)
      implements Syntax {}

  /** {@code x IN (a, b)} is {@code IN(x, a, b)}, and likewise for LIKE. */
  record Call(String name, List<Syntax> arguments, Position at) implements Syntax {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  enum UnaryOperator {
    PLUS,
    MINUS,
    NOT
  }

  /** With precedence: the higher binds tighter. */
  enum BinaryOperator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("=", 3),
    NOT_EQUAL("<>", 3),
    LESS("<", 4),
    GREATER(">", 4),
    LESS_OR_EQUAL("<=", 4),
    GREATER_OR_EQUAL(">=", 4),
    ADD("+", 5),
    SUBTRACT("-", 5),
    CONCATENATE("&", 5),
    MULTIPLY("*", 6),
    DIVIDE("/", 6),
    POWER("^", 8);

    private final String symbol;
    private final int precedence;

    BinaryOperator(String symbol, int precedence) {
      this.symbol = symbol;
      this.precedence = precedence;
    }

    public String symbol() {
      return symbol;
    }

    /** Whether a chain of it means the same however it is grouped. */
    boolean isAssociative() {
      return this == OR || this == AND || this == CONCATENATE;
    }

    int precedence() {
      return precedence;
    }
  }

  /** The nodes one level down. */
  default List<Syntax> children() {
    return switch (this) {
      case TextLiteral _, NumberLiteral _, BooleanLiteral _, NullLiteral _, Path _ -> List.of();
      case Unary unary -> List.of(unary.operand());
      case Binary binary -> List.of(binary.left(), binary.right());
      case Call call -> call.arguments();
    };
  }
}
