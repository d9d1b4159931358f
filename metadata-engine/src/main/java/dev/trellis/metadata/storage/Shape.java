package dev.trellis.metadata.storage;

import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;

/**
 * What a field asks of its storage, whatever slot it ends up in.
 *
 * @param type type of the stored value
 * @param scale for scaled decimals
 * @param wantsIndex whether it should have an indexed slot
 * @param isInline whether it may take a slot at all; long and structured values never do
 * @param isComputed whether nothing of it is stored
 */
public record Shape(
    ColumnType type, int scale, boolean wantsIndex, boolean isInline, boolean isComputed) {
  /** A {@code bigint} holds any decimal of this many digits, whatever its scale. */
  public static final int LONG_PRECISION = 18;

  public static Shape of(FieldDefinition field) {
    return field.calculation() instanceof Calculation.Formula
        ? new Shape(ofValue(field.type()), 0, false, true, true)
        : ofStored(field);
  }

  /** What an engine makes of values of this type: decimals have any number of places. */
  private static ColumnType ofValue(FieldType type) {
    return switch (type) {
      case FieldType.Numeric _ -> ColumnType.NUMERIC;
      case FieldType.Bool _ -> ColumnType.BOOL;
      case FieldType.Date _, FieldType.Datetime _ -> ColumnType.TIME;
      case FieldType.Time _ -> ColumnType.LONG;
      default -> ColumnType.TEXT;
    };
  }

  /** Whether a value can stay in the place that it has. */
  public boolean isHeldBy(FieldStorage field) {
    return type == field.storage().type()
        && scale == field.scale()
        && isComputed == field.storage() instanceof Storage.Computed;
  }

  private static Shape ofStored(FieldDefinition field) {
    boolean indexed = field.indexed() || field.mustBeUnique();
    return switch (field.type()) {
      case FieldType.Text _,
          FieldType.Email _,
          FieldType.Phone _,
          FieldType.Url _,
          FieldType.AutoNumber _,
          FieldType.Picklist _,
          FieldType.MultiPicklist _ ->
          slot(ColumnType.TEXT, indexed);
      case FieldType.Number number -> decimal(number, number.free(), indexed);
      case FieldType.Currency currency -> decimal(currency, false, indexed);
      case FieldType.Percent percent -> decimal(percent, false, indexed);
      case FieldType.Date _, FieldType.Datetime _ -> slot(ColumnType.TIME, indexed);
      case FieldType.Time _, FieldType.Duration _ -> slot(ColumnType.LONG, indexed);
      // Two values: no index narrows anything.
      case FieldType.Bool _ -> slot(ColumnType.BOOL, false);
      // Always: related lists and deletions look records up by what they refer to.
      case FieldType.Reference _ -> slot(ColumnType.UUID, true);
      case FieldType.File _, FieldType.Image _ -> slot(ColumnType.UUID, false);
      case FieldType.LongText _, FieldType.RichText _ -> overflow(ColumnType.TEXT);
      case FieldType.Address _, FieldType.Geolocation _, FieldType.Json _ ->
          overflow(ColumnType.JSON);
    };
  }

  /** Whether stored values of one can stay where they are when the field becomes the other. */
  public boolean holdsSameValuesAs(Shape other) {
    return type == other.type
        && scale == other.scale
        && isInline == other.isInline
        && isComputed == other.isComputed;
  }

  private static Shape decimal(FieldType.Numeric numeric, boolean free, boolean indexed) {
    return free || numeric.precision() > LONG_PRECISION
        ? slot(ColumnType.NUMERIC, indexed)
        : new Shape(ColumnType.LONG, numeric.scale(), indexed, true, false);
  }

  private static Shape slot(ColumnType type, boolean indexed) {
    return new Shape(type, 0, indexed, true, false);
  }

  private static Shape overflow(ColumnType type) {
    return new Shape(type, 0, false, false, false);
  }
}
