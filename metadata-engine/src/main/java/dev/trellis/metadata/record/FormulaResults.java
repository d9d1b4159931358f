package dev.trellis.metadata.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.evaluation.Place;
import dev.trellis.metadata.formula.FormulaValues;
import dev.trellis.sdk.component.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a formula comes to, as a caller would send it for a field: 0.5 is 50 for a percentage. */
final class FormulaResults {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FormulaResults() {}

  static JsonNode json(FieldModel field, @Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case BigDecimal seconds when field.type() instanceof FieldType.Duration ->
          NODES.textNode(duration(seconds));
      case BigDecimal number -> NODES.numberNode((BigDecimal) FormulaValues.ofField(field, number));
      case Boolean is -> NODES.booleanNode(is);
      case List<?> choices -> array(choices);
      case Place place ->
          NODES.objectNode().put("latitude", place.latitude()).put("longitude", place.longitude());
      // Several choices as one text, as defaults are written.
      case String text when field.type() instanceof FieldType.MultiPicklist ->
          array(List.of(text.split(";")));
      default -> NODES.textNode(value.toString());
    };
  }

  private static String duration(BigDecimal seconds) {
    try {
      return Duration.ofSeconds(seconds.setScale(0, RoundingMode.HALF_UP).longValueExact())
          .toString();
    } catch (ArithmeticException e) {
      // Longer than any duration, and refused as one that is none.
      return seconds.toPlainString();
    }
  }

  private static ArrayNode array(List<?> choices) {
    ArrayNode array = NODES.arrayNode();
    for (Object choice : choices) {
      String text = choice.toString().strip();
      if (!text.isEmpty()) {
        array.add(text);
      }
    }
    return array;
  }
}
