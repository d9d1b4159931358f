package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.FormulaValues;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.value.StoredValues;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a column of the answer becomes a value. */
public sealed interface Reading {
  /** As the field is stored; documents and overflow come as JSON text. */
  record Stored(FieldModel field) implements Reading {}

  record Text() implements Reading {}

  record Decimal() implements Reading {}

  /** A count. */
  record Whole() implements Reading {}

  record Flag() implements Reading {}

  /** The first day of a period, or a date; midnight UTC in the row. */
  record Day() implements Reading {}

  record Moment() implements Reading {}

  record Id() implements Reading {}

  /** A formula field over other columns of the row; it has no column of its own. */
  record Computed(FieldModel field, Linked linked, List<Input> inputs, Surroundings surroundings)
      implements Reading {
    public Computed {
      inputs = List.copyOf(inputs);
    }

    private @Nullable Object worked(Row row) {
      var values = new Object[inputs.size()];
      for (int i = 0; i < values.length; i++) {
        Input input = inputs.get(i);
        values[i] = FormulaValues.seen(input.path(), input.reading().read(row, input.column()));
      }
      try {
        return FormulaValues.ofField(field, linked.over(surroundings, values, null).get(0));
      } catch (EvaluationException _) {
        return null;
      }
    }
  }

  /** What a formula reads, and the column that has it. */
  record Input(FieldPath path, Reading reading, int column) {}

  /** The value for JSON, see {@code FieldJson}. */
  default @Nullable Object read(Row row, int index) {
    return switch (this) {
      case Stored(FieldModel field) -> StoredValues.decode(field, row, index);
      case Text() -> row.getString(index);
      case Decimal() -> {
        var number = row.getBigDecimal(index);
        yield number == null ? null : StoredValues.plain(number);
      }
      case Whole() -> row.getLong(index);
      case Flag() -> row.getBoolean(index);
      case Day() -> {
        OffsetDateTime time = row.getOffsetDateTime(index);
        yield time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
      }
      case Moment() -> {
        OffsetDateTime time = row.getOffsetDateTime(index);
        yield time == null ? null : time.toInstant();
      }
      case Id() -> row.getUUID(index);
      case Computed computed -> computed.worked(row);
    };
  }
}
