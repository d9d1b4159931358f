package dev.trellis.metadata.record;

import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.formula.Linked;
import java.util.List;

/** The conditions of layouts, compiled. The change set has let only well-typed ones in. */
public final class VisibleWhen {
  private VisibleWhen() {}

  static Linked.Root root(TenantModel model, ObjectModel object, String formula) {
    return new Linked.Root(
        Expressions.check(model, object, PlatformAccess.INSTANCE, formula, ValueType.BOOLEAN)
            .orThrow(),
        Blanks.NULL);
  }

  /** One condition by itself. */
  public static Linked linked(TenantModel model, ObjectModel object, String formula) {
    return Linked.of(Formulas.of(model), List.of(root(model, object, formula)));
  }
}
