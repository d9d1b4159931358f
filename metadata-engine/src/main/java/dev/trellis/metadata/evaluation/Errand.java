package dev.trellis.metadata.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.ExpressionJson;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A try-out that is worked out elsewhere: formulas and rows go there as JSON, answers come back as
 * JSON. Rows with values that do not fit their types stay here.
 */
public final class Errand {
  private final TryOut tryOut;

  /** By row; null for one that is worked out elsewhere. */
  private final List<TryOut.@Nullable Outcome> refused = new ArrayList<>();

  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

  private Errand(TryOut tryOut) {
    this.tryOut = tryOut;
  }

  public static Errand of(TryOut tryOut, List<? extends JsonNode> rows) {
    var errand = new Errand(tryOut);
    rows.forEach(errand::add);
    return errand;
  }

  private void add(JsonNode row) {
    try {
      rows.add(tryOut.read(row));
      refused.add(null);
    } catch (EvaluationException e) {
      refused.add(new TryOut.Outcome.Error(e.violation()));
    }
  }

  /** As {@code ui-builder/src/formula/tryOut.ts} reads it. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (TryOut.Column column : tryOut.columns()) {
      write(json, column);
    }
    json.writeEndArray();
    json.writeFieldName("expression");
    ExpressionJson.write(json, tryOut.trees().expression());
    json.writeObjectFieldStart("result");
    json.writeStringField("type", tryOut.result().type());
    json.writeFieldName("scale");
    json.writeObject(tryOut.result().scale());
    json.writeEndObject();
    json.writeStringField("blanks", tryOut.trees().blanks().name().toLowerCase(Locale.ROOT));
    json.writeStringField("now", tryOut.now().toString());
    json.writeStringField("zone", tryOut.zone().getId());
    json.writeArrayFieldStart("rows");
    for (Map<String, @Nullable Object> row : rows) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(JsonGenerator json, TryOut.Column column) throws IOException {
    Expression formula = tryOut.trees().formulas().get(column.key());
    json.writeStartObject();
    json.writeStringField("name", column.key());
    json.writeStringField("type", type(column.type()).wire());
    if (formula != null) {
      json.writeFieldName("formula");
      ExpressionJson.write(json, formula);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Map<String, @Nullable Object> row)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, @Nullable Object> member : row.entrySet()) {
      json.writeFieldName(member.getKey());
      write(json, member.getValue());
    }
    json.writeEndObject();
  }

  /** Numbers as texts, and times with all their digits, unlike {@link SampleValues#write}. */
  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case BigDecimal number -> json.writeString(Decimals.text(number));
      case LocalTime time -> json.writeString(time.toString());
      case Place(BigDecimal latitude, BigDecimal longitude) -> {
        json.writeStartObject();
        json.writeStringField("latitude", Decimals.text(latitude));
        json.writeStringField("longitude", Decimals.text(longitude));
        json.writeEndObject();
      }
      case null -> json.writeNull();
      default -> SampleValues.write(json, value);
    }
  }

  /** One for each row, in their order. */
  public List<TryOut.Outcome> outcomes(JsonNode answers) {
    Iterator<JsonNode> open = answers.iterator();
    ValueType type = type(tryOut.result().type());
    var outcomes = new ArrayList<TryOut.Outcome>(refused.size());
    for (TryOut.Outcome outcome : refused) {
      outcomes.add(outcome == null ? outcome(open.next(), type) : outcome);
    }
    return outcomes;
  }

  private static TryOut.Outcome outcome(JsonNode answer, ValueType type) {
    return answer.has("error")
        ? new TryOut.Outcome.Error(violation(answer.get("error")))
        : new TryOut.Outcome.Value(value(answer.path("value"), type));
  }

  private static Violation violation(JsonNode error) {
    var params = new ArrayList<Object>();
    for (Map.Entry<String, JsonNode> param : error.path("params").properties()) {
      params.add(param.getKey());
      params.add(
          param.getValue().isInt() ? param.getValue().intValue() : param.getValue().asText());
    }
    return Violation.of("", error.get("code").textValue(), params.toArray());
  }

  private static @Nullable Object value(JsonNode value, ValueType type) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    return switch (type) {
      case NUMBER -> new BigDecimal(value.textValue());
      case BOOLEAN -> value.booleanValue();
      case DATE -> LocalDate.parse(value.textValue());
      case DATETIME -> Instant.parse(value.textValue());
      case TIME -> LocalTime.parse(value.textValue());
      case MULTI_PICKLIST -> value.valueStream().map(JsonNode::asText).toList();
      case LOCATION ->
          Place.of(
              new BigDecimal(value.get("latitude").textValue()),
              new BigDecimal(value.get("longitude").textValue()));
      case TEXT, PICKLIST, REFERENCE, OPAQUE, NULL -> value.textValue();
    };
  }

  private static ValueType type(String fieldType) {
    return Objects.requireNonNull(SampleValues.type(fieldType), "checked by TryOut");
  }
}
