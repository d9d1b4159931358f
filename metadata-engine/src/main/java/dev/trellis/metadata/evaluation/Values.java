package dev.trellis.metadata.evaluation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Equality and order of values of one type. */
final class Values {
  private Values() {}

  /**
   * @param equalsBlank whether no value equals no value, so that the answer is always true or
   *     false; else it is null as soon as one is missing
   */
  static @Nullable Boolean equal(@Nullable Object a, @Nullable Object b, boolean equalsBlank) {
    if (a == null || b == null) {
      return equalsBlank ? a == b : null;
    }
    return a instanceof BigDecimal number
        ? number.compareTo((BigDecimal) b) == 0
        : a.equals(b) || a.toString().equals(b.toString());
  }

  static int compare(Object a, Object b) {
    return switch (a) {
      case BigDecimal number -> number.compareTo((BigDecimal) b);
      case String text -> compare(text, (String) b);
      case LocalDate date -> date.compareTo((LocalDate) b);
      case Instant moment -> moment.compareTo((Instant) b);
      case LocalTime time -> time.compareTo((LocalTime) b);
      default -> throw new IllegalStateException("the checker lets nothing else be ordered");
    };
  }

  /** By code points, as PostgreSQL's "C" order has UTF-8. */
  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean differ = Character.isSurrogate(x) != Character.isSurrogate(y);
        return differ ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
      }
    }
    return a.length() - b.length();
  }
}
