package dev.trellis.metadata.formula;

import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.evaluation.Inputs;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Global;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What {@link Linked} formulas come to for one record. Good for one thread. */
public final class Values {
  private final Linked linked;
  private final Surroundings surroundings;
  private final @Nullable Object @Nullable [] before;
  private final Slots now;
  private @Nullable Object @Nullable [] prior;

  Values(
      Linked linked,
      Surroundings surroundings,
      @Nullable Object[] stored,
      @Nullable Object @Nullable [] before) {
    this.linked = linked;
    this.surroundings = surroundings;
    this.before = before;
    this.now = slots(linked.worked(this, stored));
  }

  /**
   * The value of one of the formulas; null is blank.
   *
   * @throws EvaluationException when it has none
   */
  public @Nullable Object get(int root) {
    return linked.root(root).over(now);
  }

  Slots slots(@Nullable Object[] values) {
    return new Slots(values);
  }

  private @Nullable Object[] prior() {
    if (prior == null && before != null) {
      prior = linked.worked(this, before);
    }
    return prior;
  }

  /** An array of values as evaluations read it. */
  final class Slots implements Inputs {
    private final @Nullable Object[] values;

    private Slots(@Nullable Object[] values) {
      this.values = values;
    }

    @Override
    public @Nullable Object read(Binding binding) {
      return switch (binding) {
        case Binding.OfSlot(int slot, _) -> known(values[slot]);
        case Binding.OfGlobal(Global global) -> surroundings.global(global);
        case Binding.OfField _, Binding.OfColumn _, Binding.OfLookup _ ->
            throw new IllegalStateException("not linked: " + binding.text());
      };
    }

    @Override
    public @Nullable Object prior(Binding binding) {
      @Nullable Object[] values = Values.this.prior();
      return values != null && binding instanceof Binding.OfSlot(int slot, _)
          ? known(values[slot])
          : null;
    }

    @Override
    public @Nullable Object lookup(Binding.OfLookup lookup, String key) {
      return surroundings.find(lookup, key);
    }

    private @Nullable Object known(@Nullable Object value) {
      if (value instanceof EvaluationException e) {
        throw e;
      }
      return value;
    }

    @Override
    public boolean isNew() {
      return before == null;
    }

    @Override
    public Instant now() {
      return surroundings.now();
    }

    @Override
    public ZoneId zone() {
      return surroundings.zone();
    }
  }
}
