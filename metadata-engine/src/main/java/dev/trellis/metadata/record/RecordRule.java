package dev.trellis.metadata.record;

/** Something that must hold for a record before it is written, decided from the record alone. */
interface RecordRule {
  void check(Draft draft);
}
