package dev.trellis.sdk.component;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a field holds, with the settings of the type. The wire name is the snake-case name of the
 * record.
 */
public sealed interface FieldType {
  /** One line of text. Length in UTF-16 units, at most 255. */
  record Text(int length) implements FieldType {
    public static final int MAX_LENGTH = 255;
  }

  /** Several lines. Length in UTF-16 units, at most 131,072. */
  record LongText(int length) implements FieldType {
    public static final int MAX_LENGTH = 131_072;
  }

  /** HTML that is sanitised on the way in. */
  record RichText(int length) implements FieldType {}

  /**
   * An exact decimal. Without precision and scale: up to 38 digits, at most 18 of them after the
   * point.
   *
   * @param precision digits in all
   * @param scale digits after the point; more are refused, not rounded
   */
  record Number(int precision, int scale, boolean free) implements FieldType, Numeric {
    public static final int FREE_PRECISION = 38;
    public static final int FREE_SCALE = 18;
  }

  /** Money in the tenant's currency. */
  record Currency(int precision, int scale) implements FieldType, Numeric {}

  /** 50 means 50 %. */
  record Percent(int precision, int scale) implements FieldType, Numeric {}

  record Bool() implements FieldType {
    @Override
    public String wire() {
      return "boolean";
    }
  }

  record Date() implements FieldType {}

  /** An instant, to the millisecond. */
  record Datetime() implements FieldType {}

  /** A time of day, to the millisecond. */
  record Time() implements FieldType {}

  /** A length of time in seconds; ISO-8601 ({@code PT1H30M}) on the wire. */
  record Duration() implements FieldType {}

  /** One of a list of values. */
  record Picklist(PicklistSource source) implements FieldType, Choice {}

  /** Several of a list of values, in the order of the list. */
  record MultiPicklist(PicklistSource source) implements FieldType, Choice {}

  /**
   * A link to a record.
   *
   * @param to the objects it may point to, at least one
   * @param relationship the reverse name, under which the referred record sees the referring ones;
   *     null for none
   */
  record Reference(
      List<String> to, @Nullable String relationship, OnDelete onDelete, Ownership ownership)
      implements FieldType {
    public Reference {
      to = List.copyOf(to);
    }

    public boolean isPolymorphic() {
      return to.size() > 1;
    }

    public Reference withRelationship(String name) {
      return new Reference(to, name, onDelete, ownership);
    }
  }

  /** A number given at creation, for example {@code C-{YYYY}-{00000}}. */
  record AutoNumber(String format) implements FieldType {}

  record Email() implements FieldType {}

  record Phone() implements FieldType {}

  record Url() implements FieldType {}

  /** {@code {street, city, state, postal_code, country}}, each optional. */
  record Address() implements FieldType {}

  /** {@code {latitude, longitude}} in degrees. */
  record Geolocation() implements FieldType {}

  record File() implements FieldType {}

  record Image() implements FieldType {}

  record Json() implements FieldType {}

  /** Exact decimals. */
  sealed interface Numeric {
    int precision();

    int scale();
  }

  /** Types that choose from a list. */
  sealed interface Choice {
    PicklistSource source();
  }

  enum OnDelete {
    RESTRICT,
    CLEAR,
    CASCADE
  }

  enum Ownership {
    LOOKUP,
    PARENT
  }

  /** The {@code type} of the field document. */
  default String wire() {
    return getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
