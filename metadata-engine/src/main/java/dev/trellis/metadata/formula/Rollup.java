package dev.trellis.metadata.formula;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.sdk.component.Calculation.Aggregate;
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
 * @param reads what of a child it depends on, by {@link FieldModel#ordinal()}
 */
public record Rollup(
    ObjectModel parent,
    FieldModel field,
    Aggregate aggregate,
    ObjectModel child,
    FieldModel via,
    @Nullable FieldPath gathered,
    @Nullable Expression where,
    BitSet reads) {}
