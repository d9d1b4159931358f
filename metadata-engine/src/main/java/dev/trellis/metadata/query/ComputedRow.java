package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.FormulaValues;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.formula.Values;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formula fields of one row at a time, over other columns of it. */
final class ComputedRow {
  private final Linked linked;
  private final List<Input> inputs;
  private final Surroundings surroundings;
  private @Nullable Seen last;

  /** What formulas read, and the column that has it. */
  record Input(FieldPath path, Reading reading, int column) {}

  private record Seen(Row row, Values values) {}

  ComputedRow(Linked linked, List<Input> inputs, Surroundings surroundings) {
    this.linked = linked;
    this.inputs = List.copyOf(inputs);
    this.surroundings = surroundings;
  }

  /** A row's fields are read one after another: its inputs are read once for all of them. */
  Values of(Row row) {
    Seen seen = last;
    if (seen == null || seen.row() != row) {
      seen = new Seen(row, worked(row));
      last = seen;
    }
    return seen.values();
  }

  private Values worked(Row row) {
    var values = new Object[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      Input input = inputs.get(i);
      values[i] = FormulaValues.seen(input.path(), input.reading().read(row, input.column()));
    }
    return linked.over(surroundings, values, null);
  }
}
