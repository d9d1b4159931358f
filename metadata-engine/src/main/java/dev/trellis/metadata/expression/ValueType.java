package dev.trellis.metadata.expression;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.sdk.component.FieldType;
import java.util.Locale;

/** The types of the formula language. Currency and percent are numbers inside a formula. */
public enum ValueType {
  TEXT,
  NUMBER,
  BOOLEAN,
  DATE,
  DATETIME,
  TIME,
  PICKLIST,
  MULTI_PICKLIST,
  /** The id of a record. Compares like text: no id equals no id. */
  REFERENCE,
  LOCATION,
  /** Can only be asked whether it is blank: address, file, JSON. */
  OPAQUE,
  /** The literal NULL, which fits everywhere. */
  NULL;

  /** What a field is to formulas. */
  public static ValueType of(FieldModel field) {
    if (field.storage().type() == ColumnType.UUID && !isFile(field.type())) {
      return REFERENCE;
    }
    return switch (field.type()) {
      case FieldType.Text _, FieldType.LongText _, FieldType.RichText _, FieldType.AutoNumber _ ->
          TEXT;
      case FieldType.Email _, FieldType.Phone _, FieldType.Url _ -> TEXT;
      // A duration counts seconds.
      case FieldType.Number _, FieldType.Currency _, FieldType.Percent _, FieldType.Duration _ ->
          NUMBER;
      case FieldType.Bool _ -> BOOLEAN;
      case FieldType.Date _ -> DATE;
      case FieldType.Datetime _ -> DATETIME;
      case FieldType.Time _ -> TIME;
      case FieldType.Picklist _ -> PICKLIST;
      case FieldType.MultiPicklist _ -> MULTI_PICKLIST;
      case FieldType.Reference _ -> REFERENCE;
      case FieldType.Geolocation _ -> LOCATION;
      case FieldType.Address _, FieldType.File _, FieldType.Image _, FieldType.Json _ -> OPAQUE;
    };
  }

  private static boolean isFile(FieldType type) {
    return type instanceof FieldType.File || type instanceof FieldType.Image;
  }

  /**
   * Types whose missing value and empty text are the same, so that equality is always true or
   * false.
   */
  public boolean equalsBlank() {
    return this == TEXT || this == PICKLIST || this == REFERENCE;
  }

  boolean isOrdered() {
    return this == TEXT || this == NUMBER || this == DATE || this == DATETIME || this == TIME;
  }

  boolean isComparable() {
    return isOrdered() || this == BOOLEAN || this == PICKLIST || this == REFERENCE;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
