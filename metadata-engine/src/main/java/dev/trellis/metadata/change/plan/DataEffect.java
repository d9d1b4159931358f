package dev.trellis.metadata.change.plan;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.change.convert.Conversion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change does to stored records. */
public sealed interface DataEffect {
  /** The component whose change it follows from. */
  ComponentKey component();

  /** The object whose records are looked at. */
  ObjectModel object();

  /**
   * Values move, or are written anew.
   *
   * @param from the field in the model before
   * @param to the field in the model after
   * @param conversion null when the values stay as they are and only get another place or an index
   * @param mayClear whether values that do not convert may be cleared
   * @param pointer where the request speaks of the field
   */
  record Rewrite(
      ObjectModel object,
      ObjectModel after,
      FieldModel from,
      FieldModel to,
      @Nullable Conversion conversion,
      boolean mayClear,
      String pointer)
      implements DataEffect {
    @Override
    public ComponentKey component() {
      return ComponentKey.field(object.name(), from.name());
    }

    /** Whether it only fills an index, which can be done while people work. */
    public boolean isIndexOnly() {
      return conversion == null;
    }
  }

  /** An index column is filled by a background job; nothing is done to records now. */
  record IndexLater(ObjectModel object, FieldModel to) implements DataEffect {
    @Override
    public ComponentKey component() {
      return ComponentKey.field(object.name(), to.name());
    }
  }

  /**
   * Values must be unique from now on.
   *
   * @param object model after the change
   */
  record ClaimValues(ObjectModel object, FieldModel field, String pointer) implements DataEffect {
    @Override
    public ComponentKey component() {
      return ComponentKey.field(object.name(), field.name());
    }
  }

  /** Values need not be unique any more, or are hidden with their field. */
  record ReleaseValues(ObjectModel object, FieldModel field) implements DataEffect {
    @Override
    public ComponentKey component() {
      return ComponentKey.field(object.name(), field.name());
    }
  }

  /** Values are hidden, and gone in 30 days. */
  record HideValues(ObjectModel object, FieldModel field) implements DataEffect {
    @Override
    public ComponentKey component() {
      return ComponentKey.field(object.name(), field.name());
    }
  }

  /** Records are hidden, and gone in 30 days. */
  record HideRecords(ObjectModel object) implements DataEffect {
    @Override
    public ComponentKey component() {
      return ComponentKey.object(object.name());
    }
  }

  /**
   * Values leave the list of a picklist; records keep them until they are given another.
   *
   * @param object model before the change
   */
  record DropChoices(ObjectModel object, FieldModel field, List<String> values)
      implements DataEffect {
    public DropChoices {
      values = List.copyOf(values);
    }

    @Override
    public ComponentKey component() {
      return ComponentKey.field(object.name(), field.name());
    }
  }

  /**
   * A record type goes; its records keep its name until they are given another.
   *
   * @param object model before the change
   */
  record DropRecordType(ObjectModel object, ComponentKey component) implements DataEffect {}

  /**
   * A roll-up is gathered for all records: it is new, or says something else than before.
   *
   * @param object model after the change
   */
  record Gather(ObjectModel object, FieldModel field) implements DataEffect {
    @Override
    public ComponentKey component() {
      return ComponentKey.field(object.name(), field.name());
    }
  }

  /** A value is required from now on; records without one stay as they are until they are saved. */
  record RequireValues(ObjectModel object, FieldModel field) implements DataEffect {
    @Override
    public ComponentKey component() {
      return ComponentKey.field(object.name(), field.name());
    }
  }
}
