package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.SystemFields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the platform fills in when it saves: who, when, which version. Formulas see it before it is
 * written.
 *
 * @param userId who saves
 */
public record Stamp(UUID userId, Instant now) {
  private static final List<String> FIELDS =
      List.of(
          SystemFields.ID,
          SystemFields.CREATED_AT,
          SystemFields.CREATED_BY,
          SystemFields.UPDATED_AT,
          SystemFields.UPDATED_BY,
          SystemFields.VERSION);

  /** What a field will hold once the draft is saved. */
  public @Nullable Object value(Draft draft, FieldModel field) {
    if (!field.isSystem() || !draft.isStamped()) {
      return draft.value(field);
    }
    return switch (field.name()) {
      case SystemFields.ID -> draft.id();
      case SystemFields.CREATED_AT ->
          draft.isInsert() ? UuidV7.instant(draft.id()) : draft.value(field);
      case SystemFields.CREATED_BY -> draft.isInsert() ? userId : draft.value(field);
      case SystemFields.UPDATED_AT ->
          (draft.isInsert() ? UuidV7.instant(draft.id()) : now).truncatedTo(ChronoUnit.MILLIS);
      case SystemFields.UPDATED_BY -> userId;
      case SystemFields.VERSION ->
          draft.valueBefore(field) instanceof Integer version ? version + 1 : 1;
      default -> draft.value(field);
    };
  }

  /** Writes it into the draft. */
  public void put(Draft draft) {
    for (String name : FIELDS) {
      FieldModel field = draft.object().require(name);
      draft.set(field, value(draft, field));
    }
  }
}
