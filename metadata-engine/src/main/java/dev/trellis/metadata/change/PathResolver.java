package dev.trellis.metadata.change;

import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.CustomLabels;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.RelationshipModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.FieldScope;
import dev.trellis.metadata.expression.Global;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what names in documents stand for. */
final class PathResolver {
  private final TenantModel model;

  PathResolver(TenantModel model) {
    this.model = model;
  }

  Use object(String pointer, String name) {
    return model.object(name).isPresent()
        ? found(pointer, ComponentKey.object(name))
        : missing(pointer, "unknown_object", "object", name);
  }

  /** A field of an object, or a path over references: {@code account.name}. */
  Use path(String pointer, String object, String path) {
    return model
        .object(object)
        .map(found -> scope(found).find(path))
        .map(
            checked ->
                switch (checked) {
                  case Checked.Valid<FieldPath>(FieldPath found) ->
                      new Use(pointer, targets(List.of(found)), null);
                  case Checked.Refused<FieldPath>(List<Violation> violations) ->
                      new Use(pointer, List.of(), at(pointer, violations));
                })
        .orElseGet(() -> missing(pointer, "unknown_object", "object", object));
  }

  /** A formula over the fields of an object that yields a boolean. */
  Use filter(String pointer, String object, String formula) {
    return formula(pointer, object, formula, ValueType.BOOLEAN, false);
  }

  /**
   * A formula over the fields of an object.
   *
   * @param expected what it must yield; null for anything
   * @param seesChange whether it sees the record as it was before a save
   */
  Use formula(
      String pointer,
      String object,
      String formula,
      @Nullable ValueType expected,
      boolean seesChange) {
    return formula(pointer, object, formula, found -> check(found, formula, expected, seesChange));
  }

  /** The default of a field of an object. */
  Use defaultFormula(String pointer, String object, FieldModel field) {
    return formula(
        pointer,
        object,
        Objects.requireNonNull(field.definition().defaultFormula()),
        found -> Formulas.checkDefault(model, found, field));
  }

  private Use formula(
      String pointer,
      String object,
      String source,
      Function<ObjectModel, Checked<Expression>> check) {
    return model
        .object(object)
        .map(check)
        .map(
            checked ->
                switch (checked) {
                  case Checked.Valid<Expression>(Expression valid) ->
                      new Use(pointer, targets(valid, source), null);
                  case Checked.Refused<Expression>(List<Violation> violations) ->
                      new Use(pointer, List.of(), at(pointer, violations));
                })
        .orElseGet(() -> missing(pointer, "unknown_object", "object", object));
  }

  private Checked<Expression> check(
      ObjectModel object, String formula, @Nullable ValueType expected, boolean seesChange) {
    return seesChange
        ? Expressions.checkRule(model, object, formula)
        : Expressions.check(model, object, PlatformAccess.INSTANCE, formula, expected);
  }

  private FieldScope scope(ObjectModel object) {
    return new FieldScope(model, object, PlatformAccess.INSTANCE);
  }

  private static Violation at(String pointer, List<Violation> violations) {
    return violations.getFirst().under(pointer);
  }

  /** All that a formula would be wrong without. */
  private List<ComponentKey> targets(Expression formula, String source) {
    var targets = new LinkedHashSet<ComponentKey>(targets(Expressions.references(formula)));
    for (Binding binding : Expressions.bindings(formula)) {
      switch (binding) {
        case Binding.OfLookup lookup ->
            targets.addAll(targets(List.of(lookup.returnedPath(), lookup.keyPath())));
        case Binding.OfGlobal(Global.Permission(String name))
            when !SystemPermission.isNamed(name) ->
            targets.add(new ComponentKey(Kind.PERMISSION_SET, name));
        case Binding.OfGlobal(Global.Label(String name)) ->
            CustomLabels.of(model).translations(name).stream()
                .map(translation -> new ComponentKey(Kind.TRANSLATION, translation))
                .forEach(targets::add);
        case Binding.OfGlobal _, Binding.OfField _, Binding.OfColumn _, Binding.OfSlot _ -> {}
      }
    }
    Expressions.actions(source).forEach(object -> targets.add(ComponentKey.object(object)));
    return List.copyOf(targets);
  }

  /** Every field and object on the way. */
  private static List<ComponentKey> targets(List<FieldPath> paths) {
    var targets = new LinkedHashSet<ComponentKey>();
    for (FieldPath path : paths) {
      for (FieldPath.Step step : path.steps()) {
        targets.add(ComponentKey.field(step.from().name(), step.reference().name()));
        step.targets().forEach(target -> targets.add(ComponentKey.object(target.name())));
      }
      path.owners()
          .forEach(owner -> targets.add(ComponentKey.field(owner.name(), path.field().name())));
    }
    return List.copyOf(targets);
  }

  Optional<FieldModel> field(String object, String name) {
    return model.object(object).flatMap(found -> found.field(name));
  }

  Optional<RelationshipModel> relationship(String object, String name) {
    return model.relationships(object).stream()
        .filter(relationship -> relationship.name().equals(name))
        .findFirst();
  }

  Use relationship(String pointer, String object, String name) {
    return relationship(object, name)
        .map(found -> found(pointer, ComponentKey.field(found.from().name(), found.field().name())))
        .orElseGet(
            () -> missing(pointer, "unknown_relationship", "relationship", name, "object", object));
  }

  Optional<ObjectModel> object(String name) {
    return model.object(name);
  }

  static Use found(String pointer, ComponentKey target) {
    return new Use(pointer, List.of(target), null);
  }

  static Use missing(String pointer, String code, Object... params) {
    return new Use(pointer, List.of(), Violation.of(pointer, code, params));
  }
}
