package dev.trellis.metadata.formula;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.evaluation.Place;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.metadata.value.StoredValues;
import dev.trellis.sdk.component.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Between values of fields and values in formulas: 50 % is 0.5 there, an hour 3600. */
public final class FormulaValues {
  private static final int PERCENT = 2;

  private FormulaValues() {}

  /** A field's value, or the part of it that the path names, as formulas see it. */
  public static @Nullable Object seen(FieldPath path, @Nullable Object value) {
    if (path.part() != null && value instanceof JsonNode document) {
      return part(document.path(path.part()));
    }
    return seen(path.field(), value);
  }

  private static @Nullable Object part(JsonNode part) {
    if (part.isMissingNode() || part.isNull()) {
      return null;
    }
    return part.isNumber() ? part.decimalValue() : part.asText();
  }

  private static @Nullable Object seen(FieldModel field, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal number when field.type() instanceof FieldType.Percent ->
          number.movePointLeft(PERCENT);
      case Duration duration -> BigDecimal.valueOf(duration.toSeconds());
      case ReferenceValue reference -> reference.id();
      case JsonNode document when field.type() instanceof FieldType.Geolocation ->
          new Place(
              document.path("latitude").decimalValue(), document.path("longitude").decimalValue());
      case JsonNode document -> document.toString();
      case Integer number -> BigDecimal.valueOf(number);
      default -> value;
    };
  }

  /** What a formula comes to, as the value of its field: rounded to its scale. */
  public static @Nullable Object ofField(FieldModel field, @Nullable Object value) {
    return switch (value) {
      case null -> field.type() instanceof FieldType.Bool ? Boolean.FALSE : null;
      case BigDecimal number -> rounded(field.type(), number);
      default -> value;
    };
  }

  private static BigDecimal rounded(FieldType type, BigDecimal number) {
    BigDecimal shown = type instanceof FieldType.Percent ? number.movePointRight(PERCENT) : number;
    int scale = type instanceof FieldType.Numeric numeric ? numeric.scale() : shown.scale();
    return StoredValues.plain(shown.setScale(scale, RoundingMode.HALF_UP));
  }
}
