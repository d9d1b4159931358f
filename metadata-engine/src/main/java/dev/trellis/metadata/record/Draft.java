package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way through the save pipeline. The only mutable thing in it: stages fill in
 * values and collect violations, and a draft with violations takes no further part.
 */
public final class Draft {
  private final int index;
  private final ObjectModel object;
  private final UUID id;
  private final @Nullable StoredRecord before;
  private final @Nullable Object[] values;
  private final boolean isStamped;
  private final BitSet given = new BitSet();
  private final List<Violation> violations = new ArrayList<>(0);
  private final List<SaveWarning> warnings = new ArrayList<>(0);

  private Draft(
      int index,
      ObjectModel object,
      UUID id,
      @Nullable StoredRecord before,
      @Nullable Object[] values,
      boolean isStamped) {
    this.index = index;
    this.object = object;
    this.id = id;
    this.before = before;
    this.values = values;
    this.isStamped = isStamped;
  }

  /**
   * @param index position in the request, where the result goes
   */
  public static Draft insert(int index, ObjectModel object, UUID id) {
    return new Draft(index, object, id, null, new Object[object.fields().size()], true);
  }

  public static Draft update(int index, ObjectModel object, UUID id, StoredRecord before) {
    return new Draft(index, object, id, before, before.values().clone(), true);
  }

  /** A record whose roll-ups changed with its children: nobody saves it, so its version stays. */
  public static Draft rolledUp(
      ObjectModel object, UUID id, StoredRecord before, @Nullable Object[] values) {
    return new Draft(0, object, id, before, values, false);
  }

  public int index() {
    return index;
  }

  public ObjectModel object() {
    return object;
  }

  public UUID id() {
    return id;
  }

  /** Whether the platform notes who saves it, and when. */
  public boolean isStamped() {
    return isStamped;
  }

  public boolean isInsert() {
    return before == null;
  }

  public @Nullable StoredRecord before() {
    return before;
  }

  public @Nullable Object[] values() {
    return values;
  }

  public @Nullable Object value(FieldModel field) {
    return values[field.ordinal()];
  }

  public @Nullable Object valueBefore(FieldModel field) {
    return before == null ? null : before.values()[field.ordinal()];
  }

  public void set(FieldModel field, @Nullable Object value) {
    values[field.ordinal()] = value;
  }

  /**
   * Sets a value that the caller gave, in contrast to defaults and to what the platform fills in.
   */
  public void give(FieldModel field, @Nullable Object value) {
    given.set(field.ordinal());
    set(field, value);
  }

  public boolean isGiven(FieldModel field) {
    return given.get(field.ordinal());
  }

  /**
   * On an insert: whether there is a value. On an update: whether it differs from the stored one.
   */
  public boolean isChanged(FieldModel field) {
    return !Objects.equals(value(field), valueBefore(field));
  }

  /**
   * Ordinals of the fields that differ from what is stored; system fields that the platform keeps
   * are left out.
   */
  public BitSet changedFields() {
    var changed = new BitSet();
    for (FieldModel field : object.fields()) {
      if ((!field.isSystem() || field.isWritable()) && isChanged(field)) {
        changed.set(field.ordinal());
      }
    }
    return changed;
  }

  public void refuse(Violation violation) {
    violations.add(violation);
  }

  public void refuse(FieldModel field, String code, Object... params) {
    refuse(Violation.of("/" + field.name(), code, params));
  }

  public boolean isRefused() {
    return !violations.isEmpty();
  }

  /** Whether something is wrong with the field, or with a part of it, already. */
  public boolean isRefused(FieldModel field) {
    String pointer = "/" + field.name();
    return violations.stream()
        .map(Violation::pointer)
        .anyMatch(found -> found.equals(pointer) || found.startsWith(pointer + "/"));
  }

  public List<Violation> violations() {
    return violations;
  }

  public void warn(SaveWarning warning) {
    warnings.add(warning);
  }

  public List<SaveWarning> warnings() {
    return warnings;
  }
}
