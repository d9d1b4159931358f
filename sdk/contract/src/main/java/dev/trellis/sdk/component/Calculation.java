package dev.trellis.sdk.component;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the values of a field come from that nobody writes. */
public sealed interface Calculation {
  /**
   * Worked out from the record, and from those it refers to, whenever it is read.
   *
   * @param expression in the formula language
   * @param blanks what a number field without a value counts as inside it
   */
  record Formula(String expression, Blanks blanks) implements Calculation {}

  /**
   * Gathered from the records that refer to this one, and kept in step with them.
   *
   * @param from the object of those records
   * @param via their field that refers to this record
   * @param field what is added up or compared; null only for counts
   * @param where a formula over those records; null for all of them
   */
  record Rollup(
      String from, String via, Aggregate aggregate, @Nullable String field, @Nullable String where)
      implements Calculation {}

  enum Blanks {
    ZERO,
    NULL;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum Aggregate {
    COUNT,
    SUM,
    MIN,
    MAX,
    AVG;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is a value without any record: nothing added up is nothing. */
    public boolean isZeroOfNone() {
      return this == COUNT || this == SUM;
    }
  }

  /** The {@code type} of the field document. */
  default String wire() {
    return switch (this) {
      case Formula _ -> "formula";
      case Rollup _ -> "rollup";
    };
  }
}
