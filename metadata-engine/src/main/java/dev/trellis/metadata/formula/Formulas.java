package dev.trellis.metadata.formula;

import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.sdk.component.Calculation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The formula fields of one tenant's model, typed when they are first needed. A formula reads with
 * the platform's rights: who may see its field sees what it comes to (docs/formulas.md).
 */
public final class Formulas {
  /** Combinations of fields that callers ask for; they choose freely. */
  private static final int MAX_KEPT = 1_000;

  private final TenantModel model;
  private final Map<Long, Typed> typed = new ConcurrentHashMap<>();
  private final Map<String, Linked> fields = new ConcurrentHashMap<>();

  /** A formula of a field, not yet bound to where its values come from. */
  public record Typed(Expression tree, Blanks blanks) {}

  private Formulas(TenantModel model) {
    this.model = model;
  }

  public static Formulas of(TenantModel model) {
    return model.derived(Formulas.class, Formulas::new);
  }

  /** The formula of a computed field. The change set has let only well-typed ones in. */
  public Typed typed(ObjectModel owner, FieldModel field) {
    long key = (long) owner.id() << 32 | field.id();
    Typed known = typed.get(key);
    if (known == null) {
      known = new Typed(check(model, owner, field).orThrow(), blanks(field));
      typed.put(key, known);
    }
    return known;
  }

  /** Computed fields as seen from an object, over references where their paths have any. */
  public Linked fields(ObjectModel object, List<FieldPath> paths) {
    var key = new StringBuilder(object.name());
    paths.forEach(path -> key.append(':').append(path.text()));
    String name = key.toString();
    Linked known = fields.get(name);
    if (known == null) {
      if (fields.size() >= MAX_KEPT) {
        fields.clear();
      }
      known = Linked.ofFields(this, paths);
      fields.put(name, known);
    }
    return known;
  }

  /** What a formula field's document says, against a model that may still be refused. */
  public static Checked<Expression> check(TenantModel model, ObjectModel owner, FieldModel field) {
    return Expressions.check(
        model, owner, PlatformAccess.INSTANCE, formula(field).expression(), ValueType.of(field));
  }

  /** What a field's default formula says; choices may be given as text. */
  public static Checked<Expression> checkDefault(
      TenantModel model, ObjectModel owner, FieldModel field) {
    String formula = Objects.requireNonNull(field.definition().defaultFormula());
    ValueType wanted = ValueType.of(field);
    if (wanted == ValueType.PICKLIST || wanted == ValueType.MULTI_PICKLIST) {
      Checked<Expression> asText =
          Expressions.check(model, owner, PlatformAccess.INSTANCE, formula, ValueType.TEXT);
      if (asText instanceof Checked.Valid<Expression>) {
        return asText;
      }
    }
    return Expressions.check(model, owner, PlatformAccess.INSTANCE, formula, wanted);
  }

  /** A condition over the fields of an object; empty when it is not well-typed. */
  public static Optional<Expression> condition(
      TenantModel model, ObjectModel object, String formula) {
    return Expressions.check(model, object, PlatformAccess.INSTANCE, formula, ValueType.BOOLEAN)
            instanceof Checked.Valid<Expression>(Expression valid)
        ? Optional.of(valid)
        : Optional.empty();
  }

  static Blanks blanks(FieldModel field) {
    return switch (formula(field).blanks()) {
      case ZERO -> Blanks.ZERO;
      case NULL -> Blanks.NULL;
    };
  }

  private static Calculation.Formula formula(FieldModel field) {
    return (Calculation.Formula) Objects.requireNonNull(field.definition().calculation());
  }

  /** The computed field itself, as seen from its own object. */
  public static FieldPath path(ObjectModel object, FieldModel field) {
    return new FieldPath(List.of(), List.of(object), field, null);
  }
}
