package dev.trellis.metadata.expression;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import java.util.List;

/** What a name in an expression stands for. */
public sealed interface Binding {
  String text();

  /** A field of the record, or of one it refers to. */
  record OfField(FieldPath path) implements Binding {
    @Override
    public String text() {
      return path.text();
    }
  }

  /** A column of a grouped query, by its name in the answer. */
  record OfColumn(String name) implements Binding {
    @Override
    public String text() {
      return name;
    }
  }

  /**
   * A field whose value stands at a known place of an array; see {@code Linked}.
   *
   * @param path the field
   */
  record OfSlot(int slot, FieldPath path) implements Binding {
    @Override
    public String text() {
      return path.text();
    }
  }

  /** Something of the caller or the moment; the text is its canonical name. */
  record OfGlobal(Global global) implements Binding {
    @Override
    public String text() {
      return global.text();
    }
  }

  /**
   * A field of whatever record of an object has a certain key; only calls of {@code VLOOKUP} have
   * it.
   */
  record OfLookup(ObjectModel object, FieldModel returned, FieldModel key) implements Binding {
    @Override
    public String text() {
      return object.name() + "." + returned.name() + " by " + key.name();
    }

    public FieldPath returnedPath() {
      return new FieldPath(List.of(), List.of(object), returned, null);
    }

    public FieldPath keyPath() {
      return new FieldPath(List.of(), List.of(object), key, null);
    }
  }
}
