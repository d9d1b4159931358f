package dev.trellis.metadata.formula;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.sdk.component.Calculation.Aggregate;
import dev.trellis.sdk.component.FieldType;
import java.math.BigDecimal;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A roll-up field with its names resolved.
 *
 * @param parent the object that has it
 * @param child the object whose records are gathered
 * @param via the child's reference to the parent
 * @param gathered what is added up or compared; null only for counts
 * @param where which children count; null for all of them
 * @param linked over a child: whether it counts, then what it has to add
 */
public record Rollup(
    ObjectModel parent,
    FieldModel field,
    Aggregate aggregate,
    ObjectModel child,
    FieldModel via,
    @Nullable FieldPath gathered,
    @Nullable Expression where,
    Linked linked) {
  private static final int COUNTS = 0;
  private static final int HAS = 1;

  /** What of a child it depends on, by {@link FieldModel#ordinal()}. */
  public BitSet reads() {
    var reads = new BitSet();
    reads.set(via.ordinal());
    linked.inputs().forEach(path -> reads.set(path.field().ordinal()));
    return reads;
  }

  /**
   * Whether it is the sum of what each child adds, so that a change of one child tells its
   * difference. A smallest value is not: when it goes, all others have to be asked.
   */
  public boolean isAdditive() {
    return switch (aggregate) {
      case COUNT -> true;
      case SUM -> field.type() instanceof FieldType.Numeric;
      case MIN, MAX, AVG -> false;
    };
  }

  /**
   * What a child adds to an {@linkplain #isAdditive additive} roll-up.
   *
   * @param values of the child, by ordinal
   */
  public BigDecimal added(@Nullable Object[] values, Surroundings surroundings) {
    var inputs = new Object[linked.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      FieldPath path = linked.inputs().get(i);
      inputs[i] = FormulaValues.seen(path, values[path.field().ordinal()]);
    }
    Values over = linked.over(surroundings, inputs, null);
    try {
      if (!Boolean.TRUE.equals(over.get(COUNTS))) {
        return BigDecimal.ZERO;
      }
      return gathered == null
          ? BigDecimal.ONE
          : FormulaValues.ofField(gathered.field(), over.get(HAS)) instanceof BigDecimal number
              ? number
              : BigDecimal.ZERO;
    } catch (EvaluationException _) {
      // What cannot be worked out is blank, and blank adds nothing.
      return BigDecimal.ZERO;
    }
  }
}
