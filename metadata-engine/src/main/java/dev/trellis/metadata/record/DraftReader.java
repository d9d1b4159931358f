package dev.trellis.metadata.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.value.Coerced;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a caller sent into a {@link Draft}. A field that the caller may not read is an unknown
 * field; one that may be read but not written is refused, unless the value sent is the one that
 * stands.
 */
public final class DraftReader {
  private final ObjectModel object;
  private final Access access;

  public DraftReader(ObjectModel object, Access access) {
    this.object = object;
    this.access = access;
  }

  public void read(ObjectNode input, Draft draft) {
    for (Map.Entry<String, JsonNode> member : input.properties()) {
      Optional<FieldModel> field =
          object
              .field(member.getKey())
              .filter(found -> access.canRead(object, found) || access.canEdit(object, found));
      if (field.isEmpty()) {
        draft.refuse(
            Violation.of("/" + escape(member.getKey()), "unknown_field", "field", member.getKey()));
      } else {
        take(field.get(), member.getValue(), draft);
      }
    }
  }

  private void take(FieldModel field, JsonNode json, Draft draft) {
    boolean writable =
        field.isWritable() && access.canEdit(object, field) && !isNumberedByPlatform(field);
    if (!writable) {
      // A form may send back what it was given.
      if (!draft.isInsert() && FieldJson.node(draft.value(field)).equals(json)) {
        return;
      }
      draft.refuse(field, "read_only");
      return;
    }
    switch (FieldCoercion.coerce(field, json)) {
      case Coerced.Value(Object value) -> draft.give(field, value);
      case Coerced.Refused(Violation violation) -> draft.refuse(violation);
    }
  }

  private static boolean isNumberedByPlatform(FieldModel field) {
    return field.type() instanceof FieldType.AutoNumber;
  }

  /** RFC 6901 §3. */
  public static String escape(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }
}
