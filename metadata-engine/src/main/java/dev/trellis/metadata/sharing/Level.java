package dev.trellis.metadata.sharing;

import java.util.Locale;

/** What somebody may do with one record, within what they may do with its object. */
public enum Level {
  READ,
  EDIT,
  /** Delete it, hand it on, share it: what its owner may. */
  FULL;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
