package dev.trellis.metadata.catalog;

import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import java.util.List;

/**
 * A field, compiled.
 *
 * @param id number within the object, never used again for another field; 0 and below for system
 *     fields
 * @param ordinal position in {@link ObjectModel#fields()}, the index of its value in a record's
 *     value array
 * @param name local name, as in JSON
 * @param isSystem kept by the platform ({@code id}, {@code owner_id}, {@code created_at} …)
 * @param isWritable whether callers may set it at all ({@code owner_id} and {@code record_type} are
 *     system fields that can be)
 * @param choices the values of a picklist with value sets resolved, in order; empty for other types
 * @param isSearchable whether search finds records by it
 * @param valuesRevision {@link dev.trellis.metadata.storage.FieldStorage#valuesRevision}
 */
public record FieldModel(
    int id,
    int ordinal,
    String name,
    FieldDefinition definition,
    Storage storage,
    boolean isSystem,
    boolean isWritable,
    List<PicklistValue> choices,
    boolean isSearchable,
    long valuesRevision) {
  /** A field whose values nothing has happened to. */
  public FieldModel(
      int id,
      int ordinal,
      String name,
      FieldDefinition definition,
      Storage storage,
      boolean isSystem,
      boolean isWritable,
      List<PicklistValue> choices,
      boolean isSearchable) {
    this(id, ordinal, name, definition, storage, isSystem, isWritable, choices, isSearchable, 0);
  }

  public FieldModel {
    choices = List.copyOf(choices);
  }

  /** Fields are kept in sets on every request: a definition is too much to go through for that. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  public FieldType type() {
    return definition.type();
  }

  /** Whether it has no values of its own: they are worked out whenever they are read. */
  public boolean isComputed() {
    return storage instanceof Storage.Computed;
  }

  /** Says how an index makes its entries of the values; another form makes others. */
  public String form() {
    String form = id + ":" + type().wire();
    return valuesRevision == 0 ? form : form + "@" + valuesRevision;
  }

  /** Whether dotted paths may go on from here. */
  public boolean isReference() {
    return type() instanceof FieldType.Reference;
  }
}
