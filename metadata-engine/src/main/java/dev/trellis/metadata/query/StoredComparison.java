package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Expression.Comparison;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.text.SortKey;
import dev.trellis.metadata.value.StoredValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of a stored value with constants, so that indexes can serve them: the constant is
 * brought to the form of the column, never the column to the form of the constant.
 *
 * <p>"Exact" conditions are true, false or null as the language says; others need only be true at
 * the right time, and may be null where they should be false.
 */
final class StoredComparison {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private final Parameters parameters;

  StoredComparison(Parameters parameters) {
    this.parameters = parameters;
  }

  String compare(Comparison operator, Stored stored, Object constant, boolean exact) {
    return switch (stored.value()) {
      case TEXT, PICKLIST, REFERENCE -> likeText(operator, stored, constant, exact);
      case NUMBER ->
          number(operator, stored, ((BigDecimal) constant).movePointRight(stored.shift()), exact);
      case TIME -> number(operator, stored, millis((LocalTime) constant), exact);
      case DATE, DATETIME ->
          stored.sql()
              + " "
              + operator.symbol()
              + " "
              + parameters.add(time(constant), ColumnType.TIME);
      case BOOLEAN -> flag(stored, (Boolean) constant == (operator == Comparison.EQUAL), exact);
      case MULTI_PICKLIST, LOCATION, OPAQUE, NULL ->
          throw new IllegalStateException("not comparable: " + stored.value());
    };
  }

  static Object time(Object constant) {
    return constant instanceof LocalDate date
        ? date.atStartOfDay().atOffset(ZoneOffset.UTC)
        : ((Instant) constant).atOffset(ZoneOffset.UTC);
  }

  static BigDecimal millis(LocalTime time) {
    return BigDecimal.valueOf(time.toNanoOfDay()).movePointLeft(6);
  }

  private String likeText(Comparison operator, Stored stored, Object constant, boolean exact) {
    String marker = parameters.add(constant, stored.type());
    return switch (operator) {
      case EQUAL -> {
        String equal = stored.sql() + " = " + marker;
        if (stored.key() != null) {
          String key = parameters.add(keyOf(stored, (String) constant), ColumnType.TEXT);
          equal = stored.key() + " = " + key + " AND " + equal;
        }
        yield exact ? "coalesce(" + equal + ", false)" : equal;
      }
      case NOT_EQUAL -> stored.sql() + " IS DISTINCT FROM " + marker;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          stored.sql() + " COLLATE \"C\" " + operator.symbol() + " " + marker;
    };
  }

  /** What the index column holds for a text; a picklist's holds the value itself. */
  private static String keyOf(Stored stored, String text) {
    return stored.value() == ValueType.PICKLIST ? text : SortKey.of(text);
  }

  private static String flag(Stored stored, boolean wanted, boolean exact) {
    if (!wanted) {
      return stored.sql() + " IS NOT TRUE";
    }
    return exact ? stored.valueSql() : stored.sql();
  }

  private String number(Comparison operator, Stored stored, BigDecimal constant, boolean exact) {
    if (stored.type() == ColumnType.NUMERIC) {
      String narrow = stored.key() == null ? "" : narrow(operator, stored.key(), constant);
      return narrow
          + stored.sql()
          + " "
          + operator.symbol()
          + " "
          + parameters.add(constant, ColumnType.NUMERIC);
    }
    BigInteger floor = constant.setScale(0, RoundingMode.FLOOR).toBigInteger();
    boolean whole = constant.stripTrailingZeros().scale() <= 0;
    return switch (operator) {
      case EQUAL ->
          whole ? bound(stored, "=", floor, false, false, exact) : always(false, stored, exact);
      case NOT_EQUAL ->
          whole ? bound(stored, "<>", floor, true, true, exact) : always(true, stored, exact);
      // Above 10.5 is above 10, from 10.5 on is from 11 on; and the other way round.
      case GREATER -> bound(stored, ">", floor, true, false, exact);
      case GREATER_OR_EQUAL ->
          whole
              ? bound(stored, ">=", floor, true, false, exact)
              : bound(stored, ">", floor, true, false, exact);
      case LESS ->
          whole
              ? bound(stored, "<", floor, false, true, exact)
              : bound(stored, "<=", floor, false, true, exact);
      case LESS_OR_EQUAL -> bound(stored, "<=", floor, false, true, exact);
    };
  }

  /**
   * @param below the answer where the constant is less than any stored number
   * @param above the answer where it is greater
   */
  private String bound(
      Stored stored,
      String operator,
      BigInteger constant,
      boolean below,
      boolean above,
      boolean exact) {
    if (constant.compareTo(MIN) < 0) {
      return always(below, stored, exact);
    }
    if (constant.compareTo(MAX) > 0) {
      return always(above, stored, exact);
    }
    return stored.sql()
        + " "
        + operator
        + " "
        + parameters.add(constant.longValueExact(), ColumnType.LONG);
  }

  /** The same for every number, and null without one. */
  private static String always(boolean answer, Stored stored, boolean exact) {
    if (exact) {
      return "(" + stored.sql() + (answer ? " = " : " <> ") + stored.sql() + ")";
    }
    return answer ? stored.sql() + " IS NOT NULL" : "false";
  }

  /** The key is the value cut to six decimal places, so it narrows and does not decide. */
  private String narrow(Comparison operator, String key, BigDecimal constant) {
    String narrowing =
        switch (operator) {
          case EQUAL -> " = ";
          case GREATER, GREATER_OR_EQUAL -> " >= ";
          case LESS, LESS_OR_EQUAL -> " <= ";
          case NOT_EQUAL -> "";
        };
    return narrowing.isEmpty()
        ? ""
        : key
            + narrowing
            + parameters.add(StoredValues.numericKey(constant), ColumnType.LONG)
            + " AND ";
  }

  /** Whether the value is among constants, none of them null; null where it is blank. */
  String in(Stored stored, List<Object> constants) {
    return switch (stored.value()) {
      case TEXT, PICKLIST -> {
        String[] texts = constants.toArray(String[]::new);
        String among = any(stored.sql(), texts, ColumnType.TEXT);
        if (stored.key() == null) {
          yield among;
        }
        String[] keys =
            constants.stream().map(text -> keyOf(stored, (String) text)).toArray(String[]::new);
        yield "(" + any(stored.key(), keys, ColumnType.TEXT) + " AND " + among + ")";
      }
      case REFERENCE -> any(stored.sql(), constants.toArray(UUID[]::new), ColumnType.UUID);
      case NUMBER, TIME -> numbers(stored, constants);
      case DATE, DATETIME ->
          any(
              stored.sql(),
              constants.stream().map(StoredComparison::time).toArray(OffsetDateTime[]::new),
              ColumnType.TIME);
      case BOOLEAN, MULTI_PICKLIST, LOCATION, OPAQUE, NULL ->
          throw new IllegalStateException("no lists of " + stored.value());
    };
  }

  private String numbers(Stored stored, List<Object> constants) {
    var wanted = new ArrayList<BigDecimal>();
    for (Object constant : constants) {
      wanted.add(
          constant instanceof LocalTime time
              ? millis(time)
              : ((BigDecimal) constant).movePointRight(stored.shift()));
    }
    if (stored.type() == ColumnType.NUMERIC) {
      String among = any(stored.sql(), wanted.toArray(BigDecimal[]::new), ColumnType.NUMERIC);
      if (stored.key() == null) {
        return among;
      }
      Long[] keys = wanted.stream().map(StoredValues::numericKey).toArray(Long[]::new);
      return "(" + any(stored.key(), keys, ColumnType.LONG) + " AND " + among + ")";
    }
    Long[] longs =
        wanted.stream()
            .map(StoredComparison::exactLong)
            .filter(n -> n != null)
            .toArray(Long[]::new);
    return any(stored.sql(), longs, ColumnType.LONG);
  }

  private static @Nullable Long exactLong(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException _) {
      return null;
    }
  }

  private String any(String sql, Object[] values, ColumnType type) {
    return sql + " = ANY(" + parameters.add(values, type.sql() + "[]") + ")";
  }

  /**
   * Texts that begin with a constant. The index can narrow where the key of a text surely begins
   * with the key of its beginning: for plain ASCII.
   */
  String begins(Stored stored, String prefix) {
    String begins =
        "starts_with(" + stored.sql() + ", " + parameters.add(prefix, ColumnType.TEXT) + ")";
    boolean ascii = prefix.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (stored.key() == null
        || stored.value() != ValueType.TEXT
        || !ascii
        || prefix.length() > SortKey.MAX_LENGTH) {
      return begins;
    }
    String from = SortKey.of(prefix);
    String to = from.substring(0, from.length() - 1) + (char) (from.charAt(from.length() - 1) + 1);
    return "("
        + stored.key()
        + " >= "
        + parameters.add(from, ColumnType.TEXT)
        + " AND "
        + stored.key()
        + " < "
        + parameters.add(to, ColumnType.TEXT)
        + " AND "
        + begins
        + ")";
  }
}
