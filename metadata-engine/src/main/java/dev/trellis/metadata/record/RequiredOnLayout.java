package dev.trellis.metadata.record;

import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.LayoutDefinition;
import dev.trellis.sdk.component.LayoutDefinition.Item;
import dev.trellis.sdk.component.RecordTypeDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the layout of the record's type requires is filled in, as far as the person may fill it in.
 * Like {@link RequiredFields}, an update is held to the fields that it touches, so that records
 * from before the layout asked can be edited elsewhere. What the platform does of itself has no
 * form before it, and so no layout.
 */
final class RequiredOnLayout implements RecordRule {
  @Override
  public void check(Draft draft, Saver saver) {
    ObjectModel object = draft.object();
    if (object.layouts().isEmpty() || saver.access() == PlatformAccess.INSTANCE) {
      return;
    }
    Object type = draft.value(object.require("record_type"));
    for (FieldModel field : object.derived(Required.class, Required::of).by(type)) {
      if (draft.value(field) == null
          && (draft.isInsert() || draft.isGiven(field))
          && saver.access().canEdit(object, field)
          && !draft.isRefused(field)) {
        draft.refuse(field, "required");
      }
    }
  }

  /** What each layout requires, by the record type that it shows. */
  private record Required(Map<String, List<FieldModel>> byType, List<FieldModel> otherwise) {
    static Required of(ObjectModel object) {
      var byType = new HashMap<String, List<FieldModel>>();
      for (RecordTypeDefinition type : object.recordTypes()) {
        // As in describe: people do not see inactive types, and so not their layouts.
        if (type.isActive() && type.layout() != null) {
          layout(object, type.layout())
              .ifPresent(layout -> byType.put(type.localName(), fields(object, layout)));
        }
      }
      LayoutDefinition usual =
          object.layouts().stream()
              .filter(layout -> Boolean.TRUE.equals(layout.isDefault()))
              .findFirst()
              .orElse(object.layouts().getFirst());
      return new Required(byType, fields(object, usual));
    }

    List<FieldModel> by(@Nullable Object type) {
      return type instanceof String name ? byType.getOrDefault(name, otherwise) : otherwise;
    }

    private static Optional<LayoutDefinition> layout(ObjectModel object, String localName) {
      return object.layouts().stream()
          .filter(layout -> layout.localName().equals(localName))
          .findFirst();
    }

    private static List<FieldModel> fields(ObjectModel object, LayoutDefinition layout) {
      return layout.sections().stream()
          .flatMap(section -> section.fields().stream())
          .filter(RequiredOnLayout::isRequired)
          .flatMap(item -> object.field(item.field()).stream())
          .filter(field -> !(field.type() instanceof FieldType.AutoNumber))
          .toList();
    }
  }

  /** A form cannot ask for what it only shows. */
  private static boolean isRequired(Item item) {
    return Boolean.TRUE.equals(item.required()) && !Boolean.TRUE.equals(item.readOnly());
  }
}
