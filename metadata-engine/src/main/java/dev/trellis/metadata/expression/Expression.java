package dev.trellis.metadata.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed expression: names are resolved, types agree, literals have the type of their context.
 * Java, SQL and browser back ends read it; none of them checks types again.
 */
public sealed interface Expression {
  ValueType type();

  Position at();

  /**
   * @param value {@link String}, {@link java.math.BigDecimal}, {@link Boolean}, {@link
   *     java.time.LocalDate}, {@link java.time.Instant}, {@link java.time.LocalTime}, {@link
   *     java.util.UUID}, by type; null is blank
   */
  record Constant(@Nullable Object value, ValueType type, Position at) implements Expression {}

  record Reference(Binding binding, ValueType type, Position at) implements Expression {
    public Reference withBinding(Binding other) {
      return new Reference(other, type, at);
    }
  }

  record Compare(Comparison operator, Expression left, Expression right, Position at)
      implements Expression {
    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }
  }

  /** Null counts as false; stops at the first false. */
  record And(List<Expression> terms, Position at) implements Expression {
    public And {
      terms = List.copyOf(terms);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }
  }

  /** Null counts as false; stops at the first true. */
  record Or(List<Expression> terms, Position at) implements Expression {
    public Or {
      terms = List.copyOf(terms);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }
  }

  /** Of null null. */
  record Not(Expression term, Position at) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }
  }

  /** Numbers, and dates with numbers; null with anything is null. */
  record Calculate(
      Operation operator, Expression left, Expression right, ValueType type, Position at)
      implements Expression {}

  record Negate(Expression operand, Position at) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.NUMBER;
    }
  }

  /** Text after text; blanks are skipped. */
  record Concatenate(List<Expression> parts, Position at) implements Expression {
    public Concatenate {
      parts = List.copyOf(parts);
    }

    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }
  }

  record Call(Function function, List<Expression> arguments, ValueType type, Position at)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    public Expression argument(int index) {
      return arguments.get(index);
    }
  }

  enum Comparison {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    /** The same in SQL. */
    public String symbol() {
      return symbol;
    }

    /** {@code a < b} is {@code b > a}. */
    public Comparison flipped() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> this;
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }

    public boolean isEquality() {
      return this == EQUAL || this == NOT_EQUAL;
    }
  }

  enum Operation {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    POWER("^");

    private final String symbol;

    Operation(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** The same tree with each name in it replaced. */
  default Expression mapReferences(java.util.function.Function<Reference, Expression> map) {
    return switch (this) {
      case Constant constant -> constant;
      case Reference reference -> map.apply(reference);
      case Compare it ->
          new Compare(it.operator, it.left.mapReferences(map), it.right.mapReferences(map), it.at);
      case And it -> new And(mapAll(it.terms, map), it.at);
      case Or it -> new Or(mapAll(it.terms, map), it.at);
      case Not it -> new Not(it.term.mapReferences(map), it.at);
      case Calculate it ->
          new Calculate(
              it.operator, it.left.mapReferences(map), it.right.mapReferences(map), it.type, it.at);
      case Negate it -> new Negate(it.operand.mapReferences(map), it.at);
      case Concatenate it -> new Concatenate(mapAll(it.parts, map), it.at);
      case Call it -> new Call(it.function, mapAll(it.arguments, map), it.type, it.at);
    };
  }

  private static List<Expression> mapAll(
      List<Expression> expressions, java.util.function.Function<Reference, Expression> map) {
    var mapped = new ArrayList<Expression>(expressions.size());
    for (Expression each : expressions) {
      mapped.add(each.mapReferences(map));
    }
    return mapped;
  }

  /** How many nodes there are. */
  default int size() {
    return nodes().size();
  }

  /** This one and all below it, from left to right, each before those below it. */
  default List<Expression> nodes() {
    var nodes = new ArrayList<Expression>();
    var open = new ArrayDeque<Expression>();
    open.push(this);
    while (!open.isEmpty()) {
      Expression next = open.pop();
      nodes.add(next);
      next.children().reversed().forEach(open::push);
    }
    return nodes;
  }

  /** The nodes one level down. */
  default List<Expression> children() {
    return switch (this) {
      case Constant _, Reference _ -> List.of();
      case Compare compare -> List.of(compare.left(), compare.right());
      case And and -> and.terms();
      case Or or -> or.terms();
      case Not not -> List.of(not.term());
      case Calculate calculate -> List.of(calculate.left(), calculate.right());
      case Negate negate -> List.of(negate.operand());
      case Concatenate concatenate -> concatenate.parts();
      case Call call -> call.arguments();
    };
  }
}
