package dev.trellis.metadata.catalog;

/**
 * About how many bytes of heap a tenant's model takes that no other tenant's model shares. Guessed
 * from the documents, because nothing else is as cheap to count; too much rather than too little.
 */
final class Weight {
  /** Settings and whoever is signed in. */
  private static final int TENANT = 2_000;

  /** A place in the tables of what a tenant has. */
  private static final int ENTRY = 80;

  /** An object without its fields. */
  private static final int OBJECT = 1_850;

  /** The records that are read from a document, and the model of a field. */
  private static final int DOCUMENT = 200;

  /** Names and values that any document has; what comes on top are choices, columns, entries. */
  private static final int USUAL_TEXTS = 9;

  private static final int TEXT = 100;

  private long bytes = TENANT;

  void addEntries(int count) {
    bytes += (long) count * ENTRY;
  }

  void addObject(Iterable<ComponentDocument> documents) {
    bytes += OBJECT;
    documents.forEach(this::add);
  }

  void add(ComponentDocument document) {
    String text = document.text();
    long texts = text.chars().filter(character -> character == '"').count() / 2;
    bytes += DOCUMENT + text.length() + TEXT * Math.max(0, texts - USUAL_TEXTS);
  }

  int bytes() {
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
