package dev.trellis.metadata.query;

/** Names from the model as SQL text literals; values never come here. */
final class Quoted {
  private Quoted() {}

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
