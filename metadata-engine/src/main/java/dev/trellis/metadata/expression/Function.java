package dev.trellis.metadata.expression;

import static dev.trellis.metadata.expression.ValueType.BOOLEAN;
import static dev.trellis.metadata.expression.ValueType.DATE;
import static dev.trellis.metadata.expression.ValueType.DATETIME;
import static dev.trellis.metadata.expression.ValueType.LOCATION;
import static dev.trellis.metadata.expression.ValueType.MULTI_PICKLIST;
import static dev.trellis.metadata.expression.ValueType.NULL;
import static dev.trellis.metadata.expression.ValueType.NUMBER;
import static dev.trellis.metadata.expression.ValueType.PICKLIST;
import static dev.trellis.metadata.expression.ValueType.REFERENCE;
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
  // --- conditions and blanks
  ISBLANK(signature(BOOLEAN).takes(Set.of())),
  /** As ISBLANK, but no text is null: not even a blank one. */
  ISNULL(signature(BOOLEAN).takes(Set.of())),
  BLANKVALUE(signature(null).takes(Set.of()).takes(Set.of())),
  /** As BLANKVALUE, but never replaces a text. */
  NULLVALUE(signature(null).takes(Set.of()).takes(Set.of())),
  IF(signature(null).takes(BOOLEAN).takes(Set.of()).takes(Set.of())),
  /** {@code CASE(value, key, result, …, otherwise)}. */
  CASE(signature(null).takes(Set.of()).takes(Set.of()).takes(Set.of()).takes(Set.of()).repeats()),
  /** The second value when the first cannot be worked out; a blank is no error. */
  IFERROR(signature(null).takes(Set.of()).takes(Set.of())),
  /** Whether a value is among others; blanks are never. */
  IN(signature(BOOLEAN).takes(Set.of()).takes(Set.of()).repeats()),
  LIKE(signature(BOOLEAN).takes(TEXT).takes(TEXT)),

  // --- choices
  ISPICKVAL(signature(BOOLEAN).takes(PICKLIST).takesLiteral(TEXT)),
  INCLUDES(signature(BOOLEAN).takes(MULTI_PICKLIST).takesLiteral(TEXT)),
  PICKLISTCOUNT(signature(NUMBER).takes(MULTI_PICKLIST)),

  // --- text
  CONTAINS(signature(BOOLEAN).takes(TEXT).takes(TEXT)),
  BEGINS(signature(BOOLEAN).takes(TEXT).takes(TEXT)),
  TEXT_OF(signature(TEXT).takes(Set.of(PICKLIST, NUMBER, DATE, DATETIME, ValueType.TIME))),
  LEN(signature(NUMBER).takes(TEXT)),
  LEFT(signature(TEXT).takes(TEXT).takes(NUMBER)),
  RIGHT(signature(TEXT).takes(TEXT).takes(NUMBER)),
  MID(signature(TEXT).takes(TEXT).takes(NUMBER).takes(NUMBER)),
  /** From a place to the end, or as many characters as asked for; a negative place counts back. */
  SUBSTR(signature(TEXT).takes(TEXT).takes(NUMBER).mayTake(NUMBER)),
  FIND(signature(NUMBER).takes(TEXT).takes(TEXT).mayTake(NUMBER)),
  SUBSTITUTE(signature(TEXT).takes(TEXT).takes(TEXT).takes(TEXT)),
  LPAD(signature(TEXT).takes(TEXT).takes(NUMBER).mayTake(TEXT)),
  RPAD(signature(TEXT).takes(TEXT).takes(NUMBER).mayTake(TEXT)),
  TRIM(signature(TEXT).takes(TEXT)),
  UPPER(signature(TEXT).takes(TEXT).mayTake(TEXT)),
  LOWER(signature(TEXT).takes(TEXT).mayTake(TEXT)),
  INITCAP(signature(TEXT).takes(TEXT)),
  REVERSE(signature(TEXT).takes(TEXT)),
  CHR(signature(TEXT).takes(NUMBER)),
  ASCII(signature(NUMBER).takes(TEXT)),
  VALUE(signature(NUMBER).takes(TEXT)),
  ISNUMBER(signature(BOOLEAN).takes(TEXT)),
  REGEX(signature(BOOLEAN).takes(TEXT).takes(TEXT)),
  CASESAFEID(signature(TEXT).takes(Set.of(TEXT, REFERENCE))),
  HTMLENCODE(signature(TEXT).takes(TEXT)),
  JSENCODE(signature(TEXT).takes(TEXT)),
  JSINHTMLENCODE(signature(TEXT).takes(TEXT)),
  URLENCODE(signature(TEXT).takes(TEXT)),
  BR(signature(TEXT)),
  HYPERLINK(signature(TEXT).takes(TEXT).takes(TEXT).mayTake(TEXT)),
  IMAGE(signature(TEXT).takes(TEXT).takes(TEXT).mayTake(NUMBER).mayTake(NUMBER)),
  FORMATCURRENCY(signature(TEXT).takes(TEXT).takes(NUMBER)),
  /** A member of a JSON object, as text. */
  JSONVALUE(signature(TEXT).takes(TEXT).takes(TEXT)),
  /** What a path such as {@code $.items[0].name} finds in JSON, as text. */
  JSONPATHVALUE(signature(TEXT).takes(TEXT).takes(TEXT)),

  // --- numbers
  ABS(signature(NUMBER).takes(NUMBER)),
  ROUND(signature(NUMBER).takes(NUMBER).takes(NUMBER)),
  TRUNC(signature(NUMBER).takes(NUMBER).mayTake(NUMBER)),
  CEILING(signature(NUMBER).takes(NUMBER)),
  FLOOR(signature(NUMBER).takes(NUMBER)),
  MCEILING(signature(NUMBER).takes(NUMBER)),
  MFLOOR(signature(NUMBER).takes(NUMBER)),
  MOD(signature(NUMBER).takes(NUMBER).takes(NUMBER)),
  MAX(signature(NUMBER).takes(NUMBER).repeats()),
  MIN(signature(NUMBER).takes(NUMBER).repeats()),
  SQRT(signature(NUMBER).takes(NUMBER)),
  EXP(signature(NUMBER).takes(NUMBER)),
  LN(signature(NUMBER).takes(NUMBER)),
  LOG(signature(NUMBER).takes(NUMBER)),
  PI(signature(NUMBER)),
  SIN(signature(NUMBER).takes(NUMBER)),
  COS(signature(NUMBER).takes(NUMBER)),
  TAN(signature(NUMBER).takes(NUMBER)),
  ASIN(signature(NUMBER).takes(NUMBER)),
  ACOS(signature(NUMBER).takes(NUMBER)),
  ATAN(signature(NUMBER).takes(NUMBER)),
  ATAN2(signature(NUMBER).takes(NUMBER).takes(NUMBER)),

  /** With what the tenant counts in as a second argument, which the checker adds. */
  CURRENCYRATE(signature(NUMBER).takes(TEXT)),

  // --- days and times
  TODAY(signature(DATE)),
  NOW(signature(DATETIME)),
  TIMENOW(signature(ValueType.TIME)),
  DATE_OF(signature(DATE).takes(NUMBER).takes(NUMBER).takes(NUMBER)),
  /** The day of a text, or of an instant in the user's time zone. */
  DATEVALUE(signature(DATE).takes(Set.of(TEXT, DATETIME, DATE))),
  DATETIMEVALUE(signature(DATETIME).takes(Set.of(TEXT, DATE, DATETIME))),
  TIMEVALUE(signature(ValueType.TIME).takes(Set.of(TEXT, DATETIME, ValueType.TIME))),
  YEAR(signature(NUMBER).takes(DATE)),
  MONTH(signature(NUMBER).takes(DATE)),
  DAY(signature(NUMBER).takes(DATE)),
  WEEKDAY(signature(NUMBER).takes(DATE)),
  DAYOFYEAR(signature(NUMBER).takes(DATE)),
  ISOWEEK(signature(NUMBER).takes(Set.of(DATE, DATETIME))),
  ISOYEAR(signature(NUMBER).takes(Set.of(DATE, DATETIME))),
  ADDMONTHS(signature(null).takes(Set.of(DATE, DATETIME)).takes(NUMBER)),
  HOUR(signature(NUMBER).takes(ValueType.TIME)),
  MINUTE(signature(NUMBER).takes(ValueType.TIME)),
  SECOND(signature(NUMBER).takes(ValueType.TIME)),
  MILLISECOND(signature(NUMBER).takes(ValueType.TIME)),
  UNIXTIMESTAMP(signature(NUMBER).takes(Set.of(DATETIME, DATE, ValueType.TIME))),
  FROMUNIXTIME(signature(DATETIME).takes(NUMBER)),
  /** Of seconds, with days if wanted, or of the distance of two times. */
  FORMATDURATION(
      signature(TEXT)
          .takes(Set.of(NUMBER, DATETIME, ValueType.TIME))
          .mayTake(Set.of(BOOLEAN, DATETIME, ValueType.TIME))),

  // --- places
  GEOLOCATION(signature(LOCATION).takes(NUMBER).takes(NUMBER)),
  DISTANCE(signature(NUMBER).takes(LOCATION).takes(LOCATION).takes(TEXT)),

  // --- other records; in rules only
  /** A field of the record that a key finds; the field and the key are one reference. */
  VLOOKUP(signature(null).takes(Set.of()).takes(Set.of()).takes(TEXT)),

  // --- the record before it was saved; in rules only
  ISNEW(signature(BOOLEAN)),
  ISCLONE(signature(BOOLEAN)),
  ISCHANGED(signature(BOOLEAN).takes(Set.of())),
  PRIORVALUE(signature(null).takes(Set.of()));

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

  /** What a name that is none probably means. */
  static Optional<String> nearest(String name) {
    return Nearest.to(name, BY_NAME.keySet());
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
    return new Signature(result, List.of(), 0, false);
  }

  /**
   * @param types accepted types, empty for any; NULL fits always
   * @param literal whether it must be written out
   */
  record Parameter(Set<ValueType> types, boolean literal) {
    boolean accepts(ValueType type) {
      return type == NULL || types.isEmpty() || types.contains(type);
    }

    /** Whether of an id it takes the text alone. */
    boolean wantsIdText() {
      return types.contains(TEXT) && !types.contains(REFERENCE);
    }

    String wants() {
      return types.stream().map(ValueType::wire).sorted().collect(Collectors.joining("|"));
    }
  }

  /**
   * @param result null where it follows from the arguments
   * @param optional how many of the last parameters may be left out
   * @param isOpen whether the last parameter may come more than once
   */
  record Signature(
      @Nullable ValueType result, List<Parameter> parameters, int optional, boolean isOpen) {
    Signature takes(ValueType type) {
      return takes(EnumSet.of(type));
    }

    Signature takes(Set<ValueType> types) {
      return with(new Parameter(types, false), 0);
    }

    Signature takesLiteral(ValueType type) {
      return with(new Parameter(EnumSet.of(type), true), 0);
    }

    Signature mayTake(ValueType type) {
      return mayTake(EnumSet.of(type));
    }

    Signature mayTake(Set<ValueType> types) {
      return with(new Parameter(types, false), 1);
    }

    Signature repeats() {
      return new Signature(result, parameters, optional, true);
    }

    private Signature with(Parameter parameter, int more) {
      var all = new ArrayList<>(parameters);
      all.add(parameter);
      return new Signature(result, List.copyOf(all), optional + more, isOpen);
    }

    boolean fits(int count) {
      return count >= parameters.size() - optional && (isOpen || count <= parameters.size());
    }

    /** {@code 2}, {@code 2–3}, {@code 2 …}: for messages. */
    String counts() {
      int least = parameters.size() - optional;
      if (isOpen) {
        return least + " …";
      }
      return optional == 0 ? Integer.toString(least) : least + "–" + parameters.size();
    }

    Parameter parameter(int index) {
      return parameters.get(Math.min(index, parameters.size() - 1));
    }
  }
}
