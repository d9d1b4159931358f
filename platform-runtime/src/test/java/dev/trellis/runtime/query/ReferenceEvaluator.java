package dev.trellis.runtime.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.evaluation.Evaluator;
import dev.trellis.metadata.evaluation.Inputs;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.sdk.component.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a filter means: the Java evaluator over records in memory, to hold the SQL against. */
final class ReferenceEvaluator {
  private final Map<UUID, Object[]> accounts;
  private final Instant now;

  ReferenceEvaluator(Map<UUID, Object[]> accounts, Instant now) {
    this.accounts = accounts;
    this.now = now;
  }

  /** What cannot be worked out does not match. */
  boolean matches(Expression filter, Object[] record) {
    try {
      return Boolean.TRUE.equals(value(filter, record));
    } catch (EvaluationException _) {
      return false;
    }
  }

  @Nullable Object value(Expression expression, Object[] record) {
    return Evaluator.of(expression, Blanks.NULL).over(new RecordInputs(record));
  }

  private final class RecordInputs implements Inputs {
    private final Object[] record;

    RecordInputs(Object[] record) {
      this.record = record;
    }

    @Override
    public @Nullable Object read(Binding binding) {
      return field(((Binding.OfField) binding).path(), record);
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public ZoneId zone() {
      return TestModel.ZONE;
    }
  }

  private @Nullable Object field(FieldPath path, Object[] record) {
    Object[] owner = record;
    for (FieldPath.Step step : path.steps()) {
      Object id = owner == null ? null : owner[step.reference().ordinal()];
      owner = id == null ? null : accounts.get(id instanceof ReferenceValue it ? it.id() : id);
    }
    FieldModel field = path.field();
    Object value = owner == null ? null : owner[field.ordinal()];
    if (path.part() != null) {
      JsonNode part = value == null ? null : ((JsonNode) value).get(path.part());
      return part == null ? null : part.isNumber() ? part.decimalValue() : part.textValue();
    }
    if (field.type() instanceof FieldType.Bool) {
      return Boolean.TRUE.equals(value);
    }
    return switch (value) {
      case BigDecimal number when field.type() instanceof FieldType.Percent ->
          number.movePointLeft(2);
      case Duration duration -> BigDecimal.valueOf(duration.toSeconds());
      case Integer number -> BigDecimal.valueOf(number);
      case ReferenceValue it -> it.id();
      case null -> null;
      default -> value;
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static int order(Object a, Object b) {
    if (a instanceof String x) {
      return Arrays.compareUnsigned(
          x.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    }
    if (a instanceof UUID) {
      return a.toString().compareTo(b.toString());
    }
    return ((Comparable) a).compareTo(b);
  }
}
