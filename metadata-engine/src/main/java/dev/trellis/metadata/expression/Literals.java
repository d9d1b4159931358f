package dev.trellis.metadata.expression;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text literal beside a date, datetime, time, duration or record is read as one: {@code
 * close_date > "2017-01-01"}. A convenience beyond the language we follow, which refuses the
 * mixture.
 */
final class Literals {
  private Literals() {}

  /** Three characters for the object, then a number with zeros before it. */
  private static final Pattern FOREIGN_ID =
      Pattern.compile("[0-9a-zA-Z]{3}(?=.*000)[0-9a-zA-Z]{12}(?:[A-Z0-5]{3})?");

  /** Whether it says the id of a record of Salesforce, which is no record here. */
  static boolean isForeignId(Expression.Constant text) {
    return text.value() instanceof String id && isForeignId(id);
  }

  static boolean isForeignId(String text) {
    return FOREIGN_ID.matcher(text).matches();
  }

  /** Whether text literals can be read as this type. */
  static boolean reads(ValueType type) {
    return switch (type) {
      case DATE, DATETIME, TIME, REFERENCE, PICKLIST -> true;
      case TEXT, NUMBER, BOOLEAN, MULTI_PICKLIST, LOCATION, OPAQUE, NULL -> false;
    };
  }

  static Expression.Constant read(Expression.Constant text, ValueType type, ZoneId zone) {
    String source = (String) text.value();
    if (source == null || source.isEmpty()) {
      return new Expression.Constant(null, type, text.at());
    }
    try {
      return new Expression.Constant(value(source, type, zone), type, text.at());
    } catch (DateTimeException | IllegalArgumentException _) {
      throw ExpressionException.at(
          text.at(), "formula_bad_literal", "value", source, "wants", type.wire());
    }
  }

  /** {@code PT1H30M} beside a duration, which counts seconds. */
  static Expression.Constant seconds(Expression.Constant text) {
    String source = (String) text.value();
    if (source == null) {
      return new Expression.Constant(null, ValueType.NUMBER, text.at());
    }
    try {
      var seconds = BigDecimal.valueOf(Duration.parse(source).toSeconds());
      return new Expression.Constant(seconds, ValueType.NUMBER, text.at());
    } catch (DateTimeException | ArithmeticException _) {
      throw ExpressionException.at(
          text.at(), "formula_bad_literal", "value", source, "wants", "duration");
    }
  }

  private static @Nullable Object value(String source, ValueType type, ZoneId zone) {
    return switch (type) {
      case DATE -> inRange(LocalDate.parse(source));
      case DATETIME -> instant(source, zone);
      case TIME -> LocalTime.parse(source);
      case REFERENCE -> uuid(source);
      case TEXT, PICKLIST -> source;
      case NUMBER, BOOLEAN, MULTI_PICKLIST, LOCATION, OPAQUE, NULL ->
          throw new IllegalArgumentException(source);
    };
  }

  /** With an offset as it says; without one, and a mere date, in the tenant's time zone. */
  private static Instant instant(String source, ZoneId zone) {
    if (source.indexOf('T') < 0) {
      return inRange(LocalDate.parse(source)).atStartOfDay(zone).toInstant();
    }
    boolean hasOffset = source.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$");
    Instant instant =
        hasOffset
            ? OffsetDateTime.parse(source).toInstant()
            : LocalDateTime.parse(source).atZone(zone).toInstant();
    inRange(LocalDate.ofInstant(instant, ZoneId.of("UTC")));
    return instant;
  }

  private static LocalDate inRange(LocalDate date) {
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw new DateTimeException("year");
    }
    return date;
  }

  private static UUID uuid(String source) {
    UUID id = UUID.fromString(source);
    if (source.length() != 36) {
      throw new IllegalArgumentException(source);
    }
    return id;
  }
}
