package dev.trellis.metadata.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a field's values live. Outlives the field: its number is never given to another one, its
 * slots only after they were wiped.
 *
 * @param name local name; empty for a place that the values of a field have left for another one
 * @param scale digits after the point of a scaled {@link ColumnType#LONG}; 0 for everything else
 * @param deletedAt when the field was deleted, or its values moved elsewhere
 * @param isWiped whether the values are gone and the slots free
 * @param valuesRevision the revision that last changed what an index makes of the values: converted
 *     them, brought them back, or let search find them; 0 when none has
 */
public record FieldStorage(
    int objectId,
    int fieldId,
    String name,
    Storage storage,
    int scale,
    @Nullable Instant deletedAt,
    boolean isWiped,
    long valuesRevision) {
  /** Of values that nothing has happened to. */
  public FieldStorage(
      int objectId,
      int fieldId,
      String name,
      Storage storage,
      int scale,
      @Nullable Instant deletedAt,
      boolean isWiped) {
    this(objectId, fieldId, name, storage, scale, deletedAt, isWiped, 0);
  }

  public boolean isLive() {
    return deletedAt == null;
  }

  public FieldStorage deleted(Instant at) {
    return new FieldStorage(objectId, fieldId, name, storage, scale, at, isWiped, valuesRevision);
  }

  public FieldStorage revived() {
    return new FieldStorage(objectId, fieldId, name, storage, scale, null, false, valuesRevision);
  }

  public FieldStorage wiped() {
    return new FieldStorage(
        objectId, fieldId, name, storage, scale, deletedAt, true, valuesRevision);
  }

  public FieldStorage with(Storage other, int otherScale) {
    return new FieldStorage(
        objectId, fieldId, name, other, otherScale, deletedAt, isWiped, valuesRevision);
  }

  public FieldStorage withValuesOf(long revision) {
    return new FieldStorage(objectId, fieldId, name, storage, scale, deletedAt, isWiped, revision);
  }

  /** The place that the values have left; it is free again once it is wiped. */
  public FieldStorage left(Instant at) {
    return new FieldStorage(
        objectId,
        fieldId,
        "",
        storage,
        scale,
        at,
        !(storage instanceof Storage.Column),
        valuesRevision);
  }

  /** What tells this place apart from others of the same field. */
  public String place() {
    return switch (storage) {
      case Storage.Column column -> column.column();
      case Storage.Overflow overflow -> overflow.key();
      case Storage.Computed _ -> "";
    };
  }
}
