package dev.trellis.sdk.component;

import org.jspecify.annotations.Nullable;

/**
 * A field of an object.
 *
 * @param name {@code object.field}
 * @param type what it holds, with the settings of that type
 * @param required refused when blank
 * @param unique no two live records share a value; text compares without regard to case
 * @param externalId a key of another system: unique, indexed, searchable, usable as {@code key} of
 *     an upsert
 * @param indexed filtered and sorted on quickly
 * @param trackHistory changes are kept
 * @param searchable whether search finds records by it; null means the default of the type
 * @param defaultValue the default as written, a literal for now ({@code "0"}, {@code true}, {@code
 *     "today"}); null without
 */
public record FieldDefinition(
    String name,
    Label label,
    @Nullable Label description,
    @Nullable Label help,
    FieldType type,
    boolean required,
    boolean unique,
    boolean externalId,
    boolean indexed,
    boolean trackHistory,
    @Nullable Boolean searchable,
    @Nullable String defaultValue)
    implements Component {
  @Override
  public Kind kind() {
    return Kind.FIELD;
  }

  public boolean mustBeUnique() {
    return unique || externalId;
  }

  public FieldDefinition withType(FieldType other) {
    return new FieldDefinition(
        name,
        label,
        description,
        help,
        other,
        required,
        unique,
        externalId,
        indexed,
        trackHistory,
        searchable,
        defaultValue);
  }
}
