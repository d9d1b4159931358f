package dev.trellis.metadata.evaluation;

/** What a number field without a value counts as, where it is read. */
public enum Blanks {
  ZERO,
  NULL
}
