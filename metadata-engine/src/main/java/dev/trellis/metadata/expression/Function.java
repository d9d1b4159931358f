package dev.trellis.metadata.expression;

import static dev.trellis.metadata.expression.ValueType.BOOLEAN;
import static dev.trellis.metadata.expression.ValueType.DATE;
import static dev.trellis.metadata.expression.ValueType.DATETIME;
import static dev.trellis.metadata.expression.ValueType.MULTI_PICKLIST;
import static dev.trellis.metadata.expression.ValueType.NULL;
import static dev.trellis.metadata.expression.ValueType.NUMBER;
import static dev.trellis.metadata.expression.ValueType.PICKLIST;
import static dev.trellis.metadata.expression.ValueType.TEXT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the language with their signatures: what each takes and gives. AND, OR and NOT
 * are nodes of their own. A new function is a line here, and then the compiler names each back end
 * that must learn it.
 */
public enum Function {
  TODAY(signature(DATE)),
  NOW(signature(DATETIME)),
  ISBLANK(signature(BOOLEAN).takes(Set.of())),
  BLANKVALUE(signature(null).takes(Set.of()).takes(Set.of())),
  IF(signature(null).takes(BOOLEAN).takes(Set.of()).takes(Set.of())),
  /** Whether a value is among others; blanks are never. */
  IN(signature(BOOLEAN).takes(Set.of()).takes(Set.of()).repeats()),
  LIKE(signature(BOOLEAN).takes(TEXT).takesLiteral(TEXT)),
  CONTAINS(signature(BOOLEAN).takes(TEXT).takes(TEXT)),
  BEGINS(signature(BOOLEAN).takes(TEXT).takes(TEXT)),
  ISPICKVAL(signature(BOOLEAN).takes(PICKLIST).takesLiteral(TEXT)),
  INCLUDES(signature(BOOLEAN).takes(MULTI_PICKLIST).takesLiteral(TEXT)),
  TEXT_OF(signature(TEXT).takes(Set.of(PICKLIST, NUMBER, DATE, DATETIME, ValueType.TIME))),
  LEN(signature(NUMBER).takes(TEXT)),
  ABS(signature(NUMBER).takes(NUMBER)),
  ROUND(signature(NUMBER).takes(NUMBER).takes(NUMBER)),
  YEAR(signature(NUMBER).takes(DATE)),
  MONTH(signature(NUMBER).takes(DATE)),
  DAY(signature(NUMBER).takes(DATE)),
  DATE_OF(signature(DATE).takes(NUMBER).takes(NUMBER).takes(NUMBER)),
  /** The day of a text, or of an instant in the user's time zone. */
  DATEVALUE(signature(DATE).takes(Set.of(TEXT, DATETIME)));

  private static final Map<String, Function> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Function::wire, UnaryOperator.identity()));

  private final Signature signature;

  Function(Signature signature) {
    this.signature = signature;
  }

  /** Names of functions are written in any case. */
  static Optional<Function> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)));
  }

  /** The name in formulas. */
  public String wire() {
    return switch (this) {
      case TEXT_OF -> "TEXT";
      case DATE_OF -> "DATE";
      default -> name();
    };
  }

  Signature signature() {
    return signature;
  }

  private static Signature signature(@Nullable ValueType result) {
    return new Signature(result, List.of(), false);
  }

  /**
   * @param types accepted types, empty for any; NULL fits always
   * @param literal whether it must be written out
   */
  record Parameter(Set<ValueType> types, boolean literal) {
    boolean accepts(ValueType type) {
      return type == NULL || types.isEmpty() || types.contains(type);
    }

    String wants() {
      return types.stream().map(ValueType::wire).sorted().collect(Collectors.joining("|"));
    }
  }

  /**
   * @param result null where it is the common type of the arguments
   * @param isOpen whether the last parameter may come more than once
   */
  record Signature(@Nullable ValueType result, List<Parameter> parameters, boolean isOpen) {
    Signature takes(ValueType type) {
      return with(new Parameter(EnumSet.of(type), false));
    }

    Signature takes(Set<ValueType> types) {
      return with(new Parameter(types, false));
    }

    Signature takesLiteral(ValueType type) {
      return with(new Parameter(EnumSet.of(type), true));
    }

    Signature repeats() {
      return new Signature(result, parameters, true);
    }

    private Signature with(Parameter parameter) {
      var all = new ArrayList<>(parameters);
      all.add(parameter);
      return new Signature(result, List.copyOf(all), isOpen);
    }

    boolean fits(int count) {
      return isOpen ? count >= parameters.size() : count == parameters.size();
    }

    Parameter parameter(int index) {
      return parameters.get(Math.min(index, parameters.size() - 1));
    }
  }
}
