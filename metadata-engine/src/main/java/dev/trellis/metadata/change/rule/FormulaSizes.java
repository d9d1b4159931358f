package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.Position;
import dev.trellis.metadata.formula.Formulas;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How large formula fields are, each with all formula fields that it reads. */
final class FormulaSizes {
  private final TenantModel model;
  private final Map<String, Size> known = new HashMap<>();

  /**
   * @param nodes written out in full
   * @param chain how many formulas lie within one another
   * @param reads the names of all formula fields below
   */
  record Size(long nodes, int chain, Depth depth, Set<String> reads) {
    /** Nothing to say of a circle: another rule does. */
    static final Size ENDLESS =
        new Size(Long.MAX_VALUE / 4, Integer.MAX_VALUE, Depth.LEAF, Set.of());

    private static final Size UNKNOWN = new Size(0, 0, Depth.LEAF, Set.of());
  }

  /**
   * Levels of the tree with those of the formula fields that it reads in their places.
   *
   * @param at the name that the deepest way leads through; null when it stays in the formula
   * @param through the formula fields on that way
   */
  record Depth(int levels, @Nullable Position at, List<String> through) {
    private static final Depth LEAF = new Depth(1, null, List.of());

    private Depth below() {
      return new Depth(levels + 1, at, through);
    }

    private Depth readAs(Expression.Reference reference) {
      List<String> names =
          Stream.concat(Stream.of(reference.binding().text()), through.stream()).toList();
      return new Depth(levels, reference.at(), names);
    }
  }

  FormulaSizes(TenantModel model) {
    this.model = model;
  }

  static String name(ObjectModel object, FieldModel field) {
    return object.name() + "." + field.name();
  }

  Size of(ObjectModel object, FieldModel field) {
    String name = name(object, field);
    Size found = known.putIfAbsent(name, Size.ENDLESS);
    if (found != null) {
      return found;
    }
    Size size =
        Formulas.check(model, object, field) instanceof Checked.Valid<Expression>(Expression tree)
            ? of(tree)
            : Size.UNKNOWN;
    known.put(name, size);
    return size;
  }

  private Size of(Expression tree) {
    List<Expression> nodes = tree.nodes();
    long total = nodes.size();
    int chain = 1;
    Set<String> reads = new HashSet<>();
    for (FieldPath path : computed(nodes)) {
      Size inner = of(path.owner(), path.field());
      if (inner == Size.ENDLESS) {
        return Size.ENDLESS;
      }
      total = Math.min(total + inner.nodes(), Long.MAX_VALUE / 8);
      chain = Math.max(chain, inner.chain() + 1);
      reads.add(name(path.owner(), path.field()));
      reads.addAll(inner.reads());
    }
    return new Size(total, chain, depth(tree), reads);
  }

  private static Set<FieldPath> computed(List<Expression> nodes) {
    return nodes.stream()
        .flatMap(node -> inner(node).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Optional<FieldPath> inner(Expression node) {
    return node instanceof Expression.Reference(Binding.OfField(FieldPath path), _, _)
            && path.field().isComputed()
        ? Optional.of(path)
        : Optional.empty();
  }

  /** Within one formula, the parser has seen to it that this does not go deep. */
  private Depth depth(Expression tree) {
    FieldPath inner = inner(tree).orElse(null);
    if (inner != null) {
      return of(inner.owner(), inner.field()).depth().readAs((Expression.Reference) tree);
    }
    Depth deepest = null;
    for (Expression child : tree.children()) {
      Depth depth = depth(child);
      if (deepest == null || depth.levels() > deepest.levels()) {
        deepest = depth;
      }
    }
    return deepest == null ? Depth.LEAF : deepest.below();
  }
}
