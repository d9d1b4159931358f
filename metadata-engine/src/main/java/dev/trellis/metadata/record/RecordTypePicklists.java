package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.sdk.component.RecordTypeDefinition;
import java.util.List;

/**
 * A record's type exists, is active when newly chosen, and its picklists hold only what the type
 * allows.
 */
final class RecordTypePicklists implements RecordRule {
  @Override
  public void check(Draft draft, Saver saver) {
    FieldModel typeField = draft.object().require("record_type");
    if (draft.value(typeField) == null) {
      return;
    }
    for (RecordTypeDefinition type : draft.object().recordTypes()) {
      if (type.localName().equals(draft.value(typeField))) {
        check(draft, typeField, type);
        return;
      }
    }
    if (draft.isChanged(typeField)) {
      draft.refuse(typeField, "not_in_list", "value", draft.value(typeField));
    }
  }

  private static void check(Draft draft, FieldModel typeField, RecordTypeDefinition type) {
    if (!type.isActive() && draft.isChanged(typeField)) {
      draft.refuse(typeField, "not_in_list", "value", type.localName());
    }
    type.picklists()
        .forEach(
            (name, allowed) ->
                draft
                    .object()
                    .field(name)
                    .filter(field -> draft.isChanged(field) || draft.isChanged(typeField))
                    .ifPresent(field -> check(draft, field, allowed, type)));
  }

  private static void check(
      Draft draft, FieldModel field, List<String> allowed, RecordTypeDefinition type) {
    Object value = draft.value(field);
    boolean fits =
        switch (value) {
          case null -> true;
          case List<?> list -> allowed.containsAll(list);
          default -> allowed.contains(value);
        };
    if (!fits) {
      draft.refuse(field, "not_allowed_with", "value", value, "field", "record_type");
    }
  }
}
