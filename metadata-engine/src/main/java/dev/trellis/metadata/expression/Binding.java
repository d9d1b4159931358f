package dev.trellis.metadata.expression;

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

  enum Global {
    USER_ID("$User.Id");

    private final String text;

    Global(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
