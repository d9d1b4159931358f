package dev.trellis.metadata.change.convert;

import dev.trellis.sdk.component.FieldType;

/** Types whose values look alike. */
enum Form {
  TEXT,
  RICH_TEXT,
  NUMBER,
  BOOLEAN,
  DATE,
  DATETIME,
  TIME,
  DURATION,
  CHOICES,
  REFERENCE,
  FILE,
  STRUCTURE;

  static Form of(FieldType type) {
    return switch (type) {
      case FieldType.Text _,
          FieldType.LongText _,
          FieldType.Email _,
          FieldType.Phone _,
          FieldType.Url _,
          FieldType.Picklist _,
          FieldType.AutoNumber _ ->
          TEXT;
      case FieldType.RichText _ -> RICH_TEXT;
      case FieldType.Number _, FieldType.Currency _, FieldType.Percent _ -> NUMBER;
      case FieldType.Bool _ -> BOOLEAN;
      case FieldType.Date _ -> DATE;
      case FieldType.Datetime _ -> DATETIME;
      case FieldType.Time _ -> TIME;
      case FieldType.Duration _ -> DURATION;
      case FieldType.MultiPicklist _ -> CHOICES;
      case FieldType.Reference _ -> REFERENCE;
      case FieldType.File _, FieldType.Image _ -> FILE;
      case FieldType.Address _, FieldType.Geolocation _, FieldType.Json _ -> STRUCTURE;
    };
  }
}
