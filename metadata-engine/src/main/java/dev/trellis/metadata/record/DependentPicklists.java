package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import java.util.List;

/** A value of a dependent picklist is one that its controlling field's value allows. */
final class DependentPicklists implements RecordRule {
  @Override
  public void check(Draft draft, Saver saver) {
    for (FieldModel field : draft.object().fields()) {
      if (field.type() instanceof FieldType.Choice choice
          && choice.source().controlledBy() != null) {
        draft
            .object()
            .field(choice.source().controlledBy())
            .filter(controlling -> draft.isChanged(field) || draft.isChanged(controlling))
            .ifPresent(controlling -> check(draft, field, controlling));
      }
    }
  }

  private static void check(Draft draft, FieldModel field, FieldModel controlling) {
    Object under = draft.value(controlling);
    List<?> values =
        draft.value(field) instanceof List<?> list
            ? list
            : draft.value(field) == null ? List.of() : List.of(draft.value(field));
    for (Object value : values) {
      for (PicklistValue choice : field.choices()) {
        if (choice.value().equals(value) && !choice.when().isEmpty() && !isAllowed(choice, under)) {
          draft.refuse(field, "not_allowed_with", "value", value, "field", controlling.name());
          return;
        }
      }
    }
  }

  private static boolean isAllowed(PicklistValue choice, Object under) {
    if (under instanceof List<?> list) {
      return list.stream().anyMatch(choice.when()::contains);
    }
    return under != null && choice.when().contains(String.valueOf(under));
  }
}
