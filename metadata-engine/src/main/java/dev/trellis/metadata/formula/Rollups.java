package dev.trellis.metadata.formula;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.Position;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.error.PlatformException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roll-ups of one tenant's model, by the objects that they gather and that have them. */
public final class Rollups {
  private final Map<String, List<Rollup>> over = new HashMap<>();
  private final Map<String, List<Rollup>> of = new HashMap<>();

  private Rollups(TenantModel model) {
    for (ObjectModel parent : model.objects().values()) {
      for (FieldModel field : parent.fields()) {
        if (field.definition().calculation() instanceof Calculation.Rollup rollup) {
          resolve(model, parent, field, rollup).ifPresent(this::add);
        }
      }
    }
  }

  public static Rollups of(TenantModel model) {
    return model.derived(Rollups.class, Rollups::new);
  }

  private void add(Rollup rollup) {
    over.computeIfAbsent(rollup.child().name(), _ -> new ArrayList<>()).add(rollup);
    of.computeIfAbsent(rollup.parent().name(), _ -> new ArrayList<>()).add(rollup);
  }

  /** Those that gather records of an object. */
  public List<Rollup> over(ObjectModel child) {
    return over.getOrDefault(child.name(), List.of());
  }

  /** Those that an object has. */
  public List<Rollup> of(ObjectModel parent) {
    return of.getOrDefault(parent.name(), List.of());
  }

  /** Empty where a name leads nowhere, which only a model that is refused has. */
  static Optional<Rollup> resolve(
      TenantModel model, ObjectModel parent, FieldModel field, Calculation.Rollup rollup) {
    return model
        .object(rollup.from())
        .flatMap(child -> resolve(model, parent, field, rollup, child));
  }

  private static Optional<Rollup> resolve(
      TenantModel model,
      ObjectModel parent,
      FieldModel field,
      Calculation.Rollup rollup,
      ObjectModel child) {
    Optional<FieldModel> via = child.field(rollup.via());
    Optional<FieldPath> gathered =
        Optional.ofNullable(rollup.field())
            .flatMap(child::field)
            .map(found -> Formulas.path(child, found));
    Optional<Expression> where =
        Optional.ofNullable(rollup.where())
            .flatMap(formula -> Formulas.condition(model, child, formula));
    boolean isComplete =
        via.isPresent()
            && gathered.isPresent() == (rollup.field() != null)
            && where.isPresent() == (rollup.where() != null);
    return isComplete
        ? linked(Formulas.of(model), gathered, where)
            .map(
                linked ->
                    new Rollup(
                        parent,
                        field,
                        rollup.aggregate(),
                        child,
                        via.get(),
                        gathered.orElse(null),
                        where.orElse(null),
                        linked))
        : Optional.empty();
  }

  /** Empty when a formula that it reads is not well-typed. */
  private static Optional<Linked> linked(
      Formulas formulas, Optional<FieldPath> gathered, Optional<Expression> where) {
    var roots = new ArrayList<Linked.Root>();
    roots.add(
        new Linked.Root(
            where.orElseGet(
                () -> new Expression.Constant(true, ValueType.BOOLEAN, new Position(0, 1, 1))),
            Blanks.NULL));
    gathered.map(Linked.Root::of).ifPresent(roots::add);
    try {
      return Optional.of(Linked.of(formulas, roots));
    } catch (PlatformException _) {
      return Optional.empty();
    }
  }
}
