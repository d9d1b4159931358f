package dev.trellis.metadata.access;

import java.util.Locale;

/** What a permission set can grant on an object. */
public enum ObjectPermission {
  CREATE,
  READ,
  EDIT,
  DELETE,
  VIEW_ALL,
  MODIFY_ALL,
  /** Giving a record to another owner, at its creation or later. */
  TRANSFER,
  EXPORT,
  IMPORT;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
