package dev.trellis.metadata.formula;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.Evaluation;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.evaluation.Evaluator;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Formulas over one object with everything that they read laid out in an array: first stored values
 * of the record and of records that it refers to, then the formula fields among them, each after
 * those that it reads. A formula field within another one is not rounded.
 */
public final class Linked {
  private final List<FieldPath> inputs;
  private final List<Step> steps;
  private final List<Evaluation> roots;
  private final List<Root> formulas;

  /**
   * A formula field that is worked out once for all that read it.
   *
   * @param slot where its value goes
   */
  private record Step(int slot, Inner inner, Evaluation evaluation) {}

  /** One of the formulas that are asked for. */
  public record Root(Expression tree, Blanks blanks) {
    /** What a field has, which may be a formula field. */
    public static Root of(FieldPath path) {
      var at = new Position(0, 1, 1);
      return new Root(
          new Expression.Reference(new Binding.OfField(path), path.type(), at), Blanks.NULL);
    }
  }

  /** A formula field among what is read, as seen from the object. */
  public record Inner(FieldPath path, Root formula) {}

  private Linked(List<FieldPath> inputs, List<Step> steps, List<Root> formulas) {
    this.inputs = List.copyOf(inputs);
    this.steps = List.copyOf(steps);
    this.formulas = List.copyOf(formulas);
    this.roots =
        formulas.stream().map(formula -> Evaluator.of(formula.tree(), formula.blanks())).toList();
  }

  /** Of any formulas over the fields of one object. */
  public static Linked of(Formulas formulas, List<Root> roots) {
    var linking = new Linking(formulas);
    return linking.finish(roots.stream().map(root -> linking.link(root, List.of())).toList());
  }

  /** Of computed fields as seen from an object, over references if their paths have any. */
  static Linked ofFields(Formulas formulas, List<FieldPath> paths) {
    return of(formulas, paths.stream().map(Root::of).toList());
  }

  /** The stored values that it takes, in the order in which {@link #over} wants them. */
  public List<FieldPath> inputs() {
    return inputs;
  }

  /** The formula fields among what it reads, each after those that it reads itself. */
  public List<Inner> inner() {
    return steps.stream().map(Step::inner).toList();
  }

  /** One of the formulas, over the names of {@link #inputs()} and {@link #inner()}. */
  public Root formula(int root) {
    return formulas.get(root);
  }

  /** Whether somebody may read all that it reads, the formula fields among it too. */
  public boolean isReadable(Access access) {
    return inputs.stream().allMatch(path -> path.isReadable(access))
        && steps.stream().allMatch(step -> step.inner.path().isReadable(access));
  }

  /** The record's own fields among the inputs, and those that lead to the others. */
  public Set<FieldModel> ownFields() {
    return inputs.stream().map(FieldPath::own).collect(Collectors.toSet());
  }

  /** Whether values of other records are among them. */
  public boolean followsReferences() {
    return inputs.stream().anyMatch(path -> !path.steps().isEmpty());
  }

  /** Whether the formulas come to the same whoever asks and whenever. */
  public boolean isSteady() {
    return Stream.concat(formulas.stream(), steps.stream().map(step -> step.inner().formula()))
        .flatMap(formula -> formula.tree().nodes().stream())
        .allMatch(Linked::isSteady);
  }

  private static boolean isSteady(Expression node) {
    return switch (node) {
      case Expression.Call call ->
          switch (call.function()) {
            case TODAY, NOW, TIMENOW -> false;
            default -> true;
          };
      case Expression.Reference(Binding.OfGlobal _, _, _) -> false;
      case Expression.Reference(Binding.OfLookup _, _, _) -> false;
      default -> true;
    };
  }

  /**
   * Ready to answer what the formulas come to.
   *
   * @param values of {@link #inputs()}, as formulas see them ({@link FormulaValues})
   * @param before the same of the record as it was; null where nobody asks, or for a new one
   */
  public Values over(
      Surroundings surroundings, @Nullable Object[] values, @Nullable Object @Nullable [] before) {
    return new Values(this, surroundings, values, before);
  }

  @Nullable Object[] worked(Values values, @Nullable Object[] stored) {
    var slots = new Object[inputs.size() + steps.size()];
    System.arraycopy(stored, 0, slots, 0, inputs.size());
    Values.Slots over = values.slots(slots);
    for (Step step : steps) {
      try {
        slots[step.slot] = step.evaluation.over(over);
      } catch (EvaluationException e) {
        // Whoever reads it fails likewise; whoever does not need it does not.
        slots[step.slot] = e;
      }
    }
    return slots;
  }

  Evaluation root(int index) {
    return roots.get(index);
  }

  public int size() {
    return roots.size();
  }

  /** Gathers what formulas read. Slots of formula fields are known only once all inputs are. */
  private static final class Linking {
    private final Formulas formulas;
    private final List<FieldPath> inputs = new ArrayList<>();
    private final Map<String, Integer> inputAt = new HashMap<>();
    private final List<Inner> inner = new ArrayList<>();
    private final Map<String, Integer> innerAt = new HashMap<>();

    Linking(Formulas formulas) {
      this.formulas = formulas;
    }

    /** Formula fields are given negative slots until {@link #finish}. */
    Root link(Root root, List<FieldPath.Step> way) {
      return new Root(bind(root.tree(), way), root.blanks());
    }

    private Expression bind(Expression tree, List<FieldPath.Step> way) {
      // Formula fields inside are bound before, not in the midst of this tree: it is deep enough.
      for (Binding binding : Expressions.bindings(tree)) {
        if (binding instanceof Binding.OfField(FieldPath path)) {
          slot(path.after(way));
        }
      }
      return tree.mapReferences(
          reference ->
              reference.binding() instanceof Binding.OfField(FieldPath path)
                  ? reference.withBinding(slot(path.after(way)))
                  : reference);
    }

    private Binding slot(FieldPath path) {
      String name = path.text();
      if (!path.field().isComputed()) {
        Integer known = inputAt.get(name);
        if (known == null) {
          known = inputs.size();
          inputs.add(path);
          inputAt.put(name, known);
        }
        return new Binding.OfSlot(known, path);
      }
      Integer known = innerAt.get(name);
      if (known == null) {
        FieldModel field = path.field();
        Formulas.Typed typed = formulas.typed(path.owner(), field);
        Root linked = link(new Root(typed.tree(), typed.blanks()), path.steps());
        // After the formulas that it reads.
        known = -1 - inner.size();
        inner.add(new Inner(path, linked));
        innerAt.put(name, known);
      }
      return new Binding.OfSlot(known, path);
    }

    private Root placed(Root formula) {
      return new Root(
          formula
              .tree()
              .mapReferences(
                  reference ->
                      reference.binding() instanceof Binding.OfSlot(int slot, FieldPath path)
                              && slot < 0
                          ? reference.withBinding(
                              new Binding.OfSlot(inputs.size() - 1 - slot, path))
                          : reference),
          formula.blanks());
    }

    Linked finish(List<Root> roots) {
      var steps = new ArrayList<Step>();
      for (Inner each : inner) {
        Root formula = placed(each.formula());
        steps.add(
            new Step(
                inputs.size() + steps.size(),
                new Inner(each.path(), formula),
                Evaluator.of(formula.tree(), formula.blanks())));
      }
      return new Linked(inputs, steps, roots.stream().map(this::placed).toList());
    }
  }
}
