package dev.trellis.metadata.record;

import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.formula.Values;
import dev.trellis.metadata.query.Related;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.LayoutDefinition;
import dev.trellis.sdk.component.LayoutDefinition.Item;
import dev.trellis.sdk.component.LayoutDefinition.Section;
import dev.trellis.sdk.component.RecordTypeDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the layout of the record's type requires is filled in, as far as the person may fill it in
 * and the layout shows it for the record's values. Like {@link RequiredFields}, an update is held
 * to the fields that it touches, so that records from before the layout asked can be edited
 * elsewhere; and to those that it brings to light. What the platform does of itself has no form
 * before it, and so no layout.
 */
public final class RequiredOnLayout {
  private final Map<String, List<Place>> byType = new HashMap<>();
  private final List<Place> otherwise;
  private final Linked linked;
  private final Related related;

  /**
   * A required field on a layout.
   *
   * @param conditions which must all be true for it to be shown
   */
  private record Place(FieldModel field, List<Condition> conditions) {}

  /**
   * @param root where {@link #linked} has it
   * @param reads the record's own fields that decide it
   */
  private record Condition(int root, Set<FieldModel> reads) {}

  private RequiredOnLayout(TenantModel model, ObjectModel object) {
    var conditions = new ArrayList<Linked.Root>();
    var byLayout = new HashMap<String, List<Place>>();
    for (LayoutDefinition layout : object.layouts()) {
      byLayout.put(layout.localName(), places(model, object, layout, conditions));
    }
    for (RecordTypeDefinition type : object.recordTypes()) {
      // As in describe: people do not see inactive types, and so not their layouts.
      if (type.isActive() && type.layout() != null && byLayout.containsKey(type.layout())) {
        byType.put(type.localName(), byLayout.get(type.layout()));
      }
    }
    this.otherwise =
        object.layouts().stream()
            .filter(layout -> Boolean.TRUE.equals(layout.isDefault()))
            .findFirst()
            .or(() -> object.layouts().stream().findFirst())
            .map(usual -> byLayout.get(usual.localName()))
            .orElse(List.of());
    this.linked = Linked.of(Formulas.of(model), conditions);
    this.related = Related.of(linked.inputs());
  }

  public static RequiredOnLayout of(TenantModel model, ObjectModel object) {
    return model.derived(RequiredOnLayout.class, object, RequiredOnLayout::new);
  }

  private static List<Place> places(
      TenantModel model, ObjectModel object, LayoutDefinition layout, List<Linked.Root> roots) {
    var places = new ArrayList<Place>();
    for (Section section : layout.sections()) {
      for (Item item : section.fields()) {
        object
            .field(item.field())
            .filter(field -> isRequired(item) && !(field.type() instanceof FieldType.AutoNumber))
            .map(field -> new Place(field, conditions(model, object, section, item, roots)))
            .ifPresent(places::add);
      }
    }
    return places;
  }

  private static List<Condition> conditions(
      TenantModel model, ObjectModel object, Section section, Item item, List<Linked.Root> roots) {
    var conditions = new ArrayList<Condition>(2);
    for (String formula : Arrays.asList(section.visibleWhen(), item.visibleWhen())) {
      if (formula != null) {
        Linked.Root root = VisibleWhen.root(model, object, formula);
        Linked alone = Linked.of(Formulas.of(model), List.of(root));
        conditions.add(new Condition(roots.size(), alone.ownFields()));
        roots.add(root);
      }
    }
    return conditions;
  }

  /** A form cannot ask for what it only shows. */
  private static boolean isRequired(Item item) {
    return Boolean.TRUE.equals(item.required()) && !Boolean.TRUE.equals(item.readOnly());
  }

  /** What the conditions read of other records. */
  public Related related() {
    return related;
  }

  /** Where to read what the conditions ask, once {@link #related()} has been found. */
  public DraftValues over(Surroundings surroundings, Map<UUID, @Nullable Object[]> found) {
    return new DraftValues(linked, related, surroundings, found);
  }

  /** Whether a field of the draft is blank that its layout may require. */
  public boolean concerns(Draft draft, Saver saver) {
    return places(draft).stream().anyMatch(place -> isMissing(place, draft, saver));
  }

  public void check(Draft draft, Saver saver, DraftValues source) {
    Values values = source.of(draft);
    for (Place place : places(draft)) {
      if (isMissing(place, draft, saver)
          && isShown(place, values)
          && (isHeldTo(place, draft) || !isShown(place, source.before(draft)))) {
        draft.refuse(place.field(), "required");
      }
    }
  }

  private List<Place> places(Draft draft) {
    return draft.value(draft.object().require("record_type")) instanceof String type
        ? byType.getOrDefault(type, otherwise)
        : otherwise;
  }

  private static boolean isMissing(Place place, Draft draft, Saver saver) {
    return draft.value(place.field()) == null
        && saver.access() != PlatformAccess.INSTANCE
        && saver.access().canEdit(draft.object(), place.field())
        && !draft.isRefused(place.field())
        && (isHeldTo(place, draft) || isReached(place, draft))
        // What is refused already is not known, and neither is what follows from it.
        && place.conditions().stream()
            .flatMap(condition -> condition.reads().stream())
            .noneMatch(draft::isRefused);
  }

  private static boolean isHeldTo(Place place, Draft draft) {
    return draft.isInsert() || draft.isGiven(place.field());
  }

  /** Whether an update may bring the field to light. */
  private static boolean isReached(Place place, Draft draft) {
    return place.conditions().stream()
        .flatMap(condition -> condition.reads().stream())
        .anyMatch(draft::isChanged);
  }

  /** As in forms, a condition that cannot be worked out hides nothing. */
  private static boolean isShown(Place place, Values values) {
    return place.conditions().stream().allMatch(condition -> isTrue(values, condition.root()));
  }

  private static boolean isTrue(Values values, int root) {
    try {
      return Boolean.TRUE.equals(values.get(root));
    } catch (EvaluationException e) {
      return true;
    }
  }
}
