package dev.trellis.sdk.component;

import org.jspecify.annotations.Nullable;

/**
 * A field of an object.
 *
 * @param name {@code object.field}
 * @param type what its values are, with the settings of that type; of a roll-up as {@code number}
 *     until the field that it gathers is known
 * @param calculation where the values come from that nobody writes; null for a field that people
 *     fill in
 * @param required refused when blank
 * @param unique no two live records share a value; text compares without regard to case
 * @param externalId a key of another system: unique, indexed, searchable, usable as {@code key} of
 *     an upsert
 * @param indexed filtered and sorted on quickly
 * @param trackHistory changes are kept
 * @param searchable whether search finds records by it; null means the default of the type
 * @param defaultValue the default as written, a literal ({@code "0"}, {@code true}, {@code
 *     "today"}); null without
 * @param defaultFormula the default as a formula over the new record; null without
 */
public record FieldDefinition(
    String name,
    Label label,
    @Nullable Label description,
    @Nullable Label help,
    FieldType type,
    @Nullable Calculation calculation,
    boolean required,
    boolean unique,
    boolean externalId,
    boolean indexed,
    boolean trackHistory,
    @Nullable Boolean searchable,
    @Nullable String defaultValue,
    @Nullable String defaultFormula)
    implements Component {
  /** A field that people fill in, with a literal for its default. */
  public FieldDefinition(
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
      @Nullable String defaultValue) {
    this(
        name,
        label,
        description,
        help,
        type,
        null,
        required,
        unique,
        externalId,
        indexed,
        trackHistory,
        searchable,
        defaultValue,
        null);
  }

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
        calculation,
        required,
        unique,
        externalId,
        indexed,
        trackHistory,
        searchable,
        defaultValue,
        defaultFormula);
  }

  /** The {@code type} of the document. */
  public String wire() {
    return calculation == null ? type.wire() : calculation.wire();
  }
}
