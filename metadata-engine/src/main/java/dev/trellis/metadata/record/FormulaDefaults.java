package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.query.Related;
import dev.trellis.metadata.value.Coerced;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Defaults that are formulas over the new record. A default may read fields that have defaults
 * themselves, so they come one after another; and in stages where one reads a reference that has a
 * default: only then is it known which record that is.
 */
public final class FormulaDefaults {
  private final List<Stage> stages;

  /** The default of one field. */
  public record Default(FieldModel field, Linked formula, Set<FieldModel> reads) {}

  /** Defaults that can be worked out once the records of {@code related} have been read. */
  public record Stage(List<Default> defaults, Related related) {
    Stage(List<Default> defaults) {
      this(
          List.copyOf(defaults),
          Related.of(defaults.stream().flatMap(each -> each.formula().inputs().stream()).toList()));
    }

    /** Whether there is something to fill in. */
    public boolean concerns(Draft draft) {
      return defaults.stream().anyMatch(each -> isWanted(each, draft));
    }

    private static boolean isWanted(Default each, Draft draft) {
      return draft.isInsert() && !draft.isGiven(each.field());
    }
  }

  /** A default that a record could not take. */
  public record Failed(Draft draft, Default cause, Violation error) {}

  private FormulaDefaults(TenantModel model, ObjectModel object) {
    this.stages = List.copyOf(stages(model, object));
  }

  public static FormulaDefaults of(TenantModel model, ObjectModel object) {
    return model.derived(FormulaDefaults.class, object, FormulaDefaults::new);
  }

  public List<Stage> stages() {
    return stages;
  }

  /** The default of a field, if it is a formula. */
  public Optional<Default> of(FieldModel field) {
    return stages.stream()
        .flatMap(stage -> stage.defaults().stream())
        .filter(each -> each.field().equals(field))
        .findFirst();
  }

  private static List<Stage> stages(TenantModel model, ObjectModel object) {
    var all = new LinkedHashMap<FieldModel, Default>();
    for (FieldModel field : object.fields()) {
      if (field.definition().defaultFormula() != null) {
        all.put(field, compile(model, object, field));
      }
    }
    var order = new Order(all);
    all.keySet().forEach(order::stageOf);
    return order.stages.stream().map(Stage::new).toList();
  }

  private static Default compile(TenantModel model, ObjectModel object, FieldModel field) {
    var root = new Linked.Root(Formulas.checkDefault(model, object, field).orThrow(), Blanks.NULL);
    Linked linked = Linked.of(Formulas.of(model), List.of(root));
    return new Default(field, linked, linked.ownFields());
  }

  /** Puts each default after those that it reads. The change set has let no circles in. */
  private static final class Order {
    private final Map<FieldModel, Default> all;
    private final Map<FieldModel, Integer> stageOf = new HashMap<>();
    private final Set<FieldModel> open = new HashSet<>();
    private final List<List<Default>> stages = new ArrayList<>();

    Order(Map<FieldModel, Default> all) {
      this.all = all;
    }

    int stageOf(FieldModel field) {
      Integer known = stageOf.get(field);
      if (known != null || !open.add(field)) {
        return known == null ? 0 : known;
      }
      Default own = all.get(field);
      int stage = 0;
      for (FieldModel read : own.reads()) {
        if (all.containsKey(read)) {
          stage = Math.max(stage, stageOf(read) + (read.isReference() ? 1 : 0));
        }
      }
      while (stages.size() <= stage) {
        stages.add(new ArrayList<>());
      }
      stages.get(stage).add(own);
      stageOf.put(field, stage);
      return stage;
    }
  }

  /**
   * Fills in the defaults of a stage; references are left to be found like those that people give.
   *
   * @param values of each default's formula, in their order
   */
  public static List<Failed> apply(Stage stage, Draft draft, List<DraftValues> values) {
    var failed = new ArrayList<Failed>(0);
    for (int i = 0; i < values.size(); i++) {
      Default each = stage.defaults().get(i);
      // What is refused already is not known, and neither is what follows from it.
      if (Stage.isWanted(each, draft) && each.reads().stream().noneMatch(draft::isRefused)) {
        try {
          take(draft, each.field(), values.get(i).of(draft).get(0));
        } catch (EvaluationException e) {
          failed.add(new Failed(draft, each, e.violation()));
        }
      }
    }
    return failed;
  }

  private static void take(Draft draft, FieldModel field, @Nullable Object value) {
    switch (FieldCoercion.coerce(field, FormulaResults.json(field, value))) {
      case Coerced.Value(Object taken) -> draft.set(field, taken);
      case Coerced.Refused(Violation violation) -> draft.refuse(violation);
    }
  }
}
