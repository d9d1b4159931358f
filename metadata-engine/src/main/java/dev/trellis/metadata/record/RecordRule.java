package dev.trellis.metadata.record;

/** Something that must hold before a record is written, decided from it and who saves it alone. */
interface RecordRule {
  void check(Draft draft, Saver saver);
}
