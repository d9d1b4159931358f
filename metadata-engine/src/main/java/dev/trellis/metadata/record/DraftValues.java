package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.FormulaValues;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.formula.Values;
import dev.trellis.metadata.query.Related;
import dev.trellis.metadata.value.ReferenceValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lays out for formulas what stands in drafts, as it will be saved, and in the records that they
 * refer to.
 */
public final class DraftValues {
  private final Linked linked;
  private final Related related;
  private final Surroundings surroundings;
  private final Stamp stamp;
  private final Map<UUID, @Nullable Object[]> found;
  private final int[][] positions;

  /**
   * @param related what the formulas read of other records, and perhaps more
   * @param found those records' rows
   */
  public DraftValues(
      Linked linked,
      Related related,
      Surroundings surroundings,
      Map<UUID, @Nullable Object[]> found) {
    this.linked = linked;
    this.related = related;
    this.surroundings = surroundings;
    this.stamp = stamp(surroundings);
    this.found = found;
    this.positions = linked.inputs().stream().map(this::positions).toArray(int[][]::new);
  }

  /** For each object that the first reference may lead to, where its rows have the value. */
  private int[] positions(FieldPath path) {
    return path.steps().isEmpty()
        ? new int[0]
        : path.steps().getFirst().targets().stream()
            .mapToInt(target -> related.position(path, target))
            .toArray();
  }

  private static Stamp stamp(Surroundings surroundings) {
    return new Stamp(surroundings.userId(), surroundings.now());
  }

  /** The records that have to be read for these drafts, as they are to be and as they were. */
  public static Map<ObjectModel, Set<UUID>> referred(
      Related related, List<Draft> drafts, Surroundings surroundings) {
    Stamp stamp = stamp(surroundings);
    var wanted = new LinkedHashMap<ObjectModel, Set<UUID>>();
    for (FieldPath.Step step : related.references()) {
      for (Draft draft : drafts) {
        want(step, stamp.value(draft, step.reference()), wanted);
        want(step, draft.valueBefore(step.reference()), wanted);
      }
    }
    return wanted;
  }

  private static void want(
      FieldPath.Step step, @Nullable Object value, Map<ObjectModel, Set<UUID>> wanted) {
    int target = target(step, value);
    if (target >= 0) {
      wanted.computeIfAbsent(step.targets().get(target), _ -> new LinkedHashSet<>()).add(id(value));
    }
  }

  /** Which of the step's objects a reference points to; -1 for a blank one. */
  private static int target(FieldPath.Step step, @Nullable Object value) {
    return switch (value) {
      case UUID _ -> 0;
      case ReferenceValue(int objectId, _) -> {
        int target = step.targets().size() - 1;
        while (target >= 0 && step.targets().get(target).id() != objectId) {
          target--;
        }
        yield target;
      }
      case null, default -> -1;
    };
  }

  private static UUID id(@Nullable Object value) {
    return value instanceof ReferenceValue reference ? reference.id() : (UUID) value;
  }

  /** Ready to answer what the formulas come to for a draft. */
  public Values of(Draft draft) {
    return linked.over(
        surroundings,
        values(field -> stamp.value(draft, field)),
        draft.isInsert() ? null : values(draft::valueBefore));
  }

  /** The same over an updated record as it was. */
  Values before(Draft draft) {
    return linked.over(surroundings, values(draft::valueBefore), null);
  }

  private @Nullable Object[] values(Record record) {
    List<FieldPath> inputs = linked.inputs();
    var values = new Object[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      FieldPath path = inputs.get(i);
      values[i] =
          path.steps().isEmpty()
              ? FormulaValues.seen(path, record.value(path.field()))
              : beyond(i, path.steps().getFirst(), record);
    }
    return values;
  }

  private @Nullable Object beyond(int input, FieldPath.Step step, Record record) {
    Object reference = record.value(step.reference());
    int target = target(step, reference);
    @Nullable Object[] row = target < 0 ? null : found.get(id(reference));
    return row == null ? null : row[positions[input][target]];
  }

  @FunctionalInterface
  private interface Record {
    @Nullable Object value(FieldModel field);
  }
}
