package dev.trellis.metadata.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.metadata.value.Json;

/** The difference that an update makes, as history keeps it: {@code {"amount": [100, 120]}}. */
public final class Changes {
  private Changes() {}

  /** Only fields that keep history; empty when none of them changed. */
  public static ObjectNode of(Draft draft) {
    ObjectNode changes = Json.MAPPER.createObjectNode();
    draft.changedFields().stream()
        .mapToObj(draft.object().fields()::get)
        .filter(field -> field.isSystem() || field.definition().trackHistory())
        .forEach(field -> add(changes, draft, field));
    return changes;
  }

  private static void add(ObjectNode changes, Draft draft, FieldModel field) {
    changes
        .putArray(field.name())
        .add(FieldJson.node(draft.valueBefore(field)))
        .add(FieldJson.node(draft.value(field)));
  }
}
