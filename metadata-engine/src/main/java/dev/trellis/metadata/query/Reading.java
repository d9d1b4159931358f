package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.formula.FormulaValues;
import dev.trellis.metadata.value.StoredValues;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
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
  record Computed(FieldModel field, int root, Supplier<ComputedRow> row) implements Reading {
    private @Nullable Object worked(Row values) {
      try {
        return FormulaValues.ofField(field, row.get().of(values).get(root));
      } catch (EvaluationException _) {
        return null;
      }
    }
  }

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
