package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.DraftRule;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** {@code object.name} customises the built-in name, which is a text or counts up. */
final class BuiltInNameStaysAName implements DraftRule {
  @Override
  public List<Violation> check(Draft draft) {
    return draft.written(FieldDefinition.class).stream()
        .filter(field -> field.localName().equals(SystemFields.NAME))
        .filter(
            field ->
                !(field.type() instanceof FieldType.Text
                    || field.type() instanceof FieldType.AutoNumber))
        .map(
            field ->
                Violation.of(
                    draft.pointer(field) + "/type",
                    "name_must_be_text",
                    "allowed",
                    List.of("text", "auto_number")))
        .toList();
  }
}
