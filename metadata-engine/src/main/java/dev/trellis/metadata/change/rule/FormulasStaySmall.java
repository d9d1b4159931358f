package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A formula with all formulas that it reads has a bounded size: each is written out in full where
 * PostgreSQL works it out.
 */
final class FormulasStaySmall implements ChangeRule {
  private static final long MAX_NODES = 5_000;
  private static final int MAX_LEVELS = 50;

  /** Also a guard against circles, which another rule names. */
  private record Size(long nodes, int levels) {
    private static final Size ENDLESS = new Size(Long.MAX_VALUE / 4, MAX_LEVELS + 1);
  }

  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    Map<String, Size> sizes = new HashMap<>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      if (field.calculation() instanceof Calculation.Formula) {
        ObjectModel object = candidate.modelAfter().object(field.objectName()).orElseThrow();
        Size size = size(candidate, object, object.require(field.localName()), sizes);
        String pointer = candidate.draft().pointer(field) + "/expression";
        if (size != Size.ENDLESS && size.nodes() > MAX_NODES) {
          violations.add(Violation.of(pointer, "formula_too_large", "max", MAX_NODES));
        } else if (size != Size.ENDLESS && size.levels() > MAX_LEVELS) {
          violations.add(Violation.of(pointer, "formula_chain_too_long", "max", MAX_LEVELS));
        }
      }
    }
    return violations;
  }

  private static Size size(
      Candidate candidate, ObjectModel object, FieldModel field, Map<String, Size> sizes) {
    String name = object.name() + "." + field.name();
    Size known = sizes.putIfAbsent(name, Size.ENDLESS);
    if (known != null) {
      return known;
    }
    Size size =
        Formulas.check(candidate.modelAfter(), object, field)
                instanceof Checked.Valid<Expression>(Expression tree)
            ? size(candidate, tree, sizes)
            : new Size(0, 0);
    sizes.put(name, size);
    return size;
  }

  private static Size size(Candidate candidate, Expression tree, Map<String, Size> sizes) {
    long nodes = tree.size();
    int levels = 1;
    for (FieldPath path : Expressions.references(tree)) {
      if (path.field().isComputed()) {
        Size inner = size(candidate, path.owner(), path.field(), sizes);
        if (inner == Size.ENDLESS) {
          return Size.ENDLESS;
        }
        nodes = Math.min(nodes + inner.nodes(), Long.MAX_VALUE / 8);
        levels = Math.max(levels, inner.levels() + 1);
      }
    }
    return new Size(nodes, levels);
  }
}
