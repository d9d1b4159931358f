package dev.trellis.metadata.catalog;

import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the values of a roll-up are: that is said by the field that it gathers. */
public final class RollupTypes {
  /** Roll-ups of roll-ups; what goes deeper goes in a circle, which the change set refuses. */
  private static final int MAX_DEPTH = 10;

  private static final int DIGITS = 18;
  private static final int AVERAGE_SCALE = 6;

  private RollupTypes() {}

  /** The same field with the type that its values have; any other field as it is. */
  public static FieldDefinition resolved(
      FieldDefinition field, Map<ComponentKey, ComponentDocument> documents) {
    return field.calculation() instanceof Calculation.Rollup rollup
        ? field.withType(type(rollup, documents, 0))
        : field;
  }

  private static FieldType type(
      Calculation.Rollup rollup, Map<ComponentKey, ComponentDocument> documents, int depth) {
    FieldType gathered = gathered(rollup, documents, depth);
    return switch (rollup.aggregate()) {
      case COUNT -> new FieldType.Number(DIGITS, 0, false);
      case MIN, MAX -> gathered;
      case SUM -> summed(gathered);
      case AVG -> averaged(gathered);
    };
  }

  private static FieldType gathered(
      Calculation.Rollup rollup, Map<ComponentKey, ComponentDocument> documents, int depth) {
    String name = rollup.field();
    if (name == null || depth == MAX_DEPTH) {
      return anyNumber();
    }
    ComponentDocument document = documents.get(ComponentKey.field(rollup.from(), name));
    if (document == null) {
      return system(name);
    }
    var field = (FieldDefinition) document.component();
    return field.calculation() instanceof Calculation.Rollup inner
        ? type(inner, documents, depth + 1)
        : field.type();
  }

  private static FieldType system(@Nullable String name) {
    return SystemFields.CREATED_AT.equals(name) || SystemFields.UPDATED_AT.equals(name)
        ? new FieldType.Datetime()
        : anyNumber();
  }

  private static FieldType anyNumber() {
    return new FieldType.Number(FieldType.Number.FREE_PRECISION, FieldType.Number.FREE_SCALE, true);
  }

  /** Sums have more digits than what they are made of. */
  private static FieldType summed(FieldType type) {
    return switch (type) {
      case FieldType.Currency(int precision, int scale) ->
          new FieldType.Currency(wider(precision), scale);
      case FieldType.Percent(int precision, int scale) ->
          new FieldType.Percent(wider(precision), scale);
      case FieldType.Number number when !number.free() ->
          new FieldType.Number(wider(number.precision()), number.scale(), false);
      default -> type;
    };
  }

  /** Averages have more places. */
  private static FieldType averaged(FieldType type) {
    return switch (type) {
      case FieldType.Currency(int precision, int scale) ->
          new FieldType.Currency(wider(precision), scale);
      case FieldType.Percent(int precision, int scale) ->
          new FieldType.Percent(wider(precision), Math.max(scale, AVERAGE_SCALE));
      case FieldType.Number number when !number.free() ->
          new FieldType.Number(
              wider(number.precision()), Math.max(number.scale(), AVERAGE_SCALE), false);
      default -> type;
    };
  }

  private static int wider(int precision) {
    return precision <= DIGITS ? DIGITS : FieldType.Number.FREE_PRECISION;
  }
}
