package dev.trellis.runtime.identity;

import dev.trellis.metadata.access.DefaultAccess;

/** The permission sets that every tenant begins with. */
final class BuiltInSets {
  /** Every right there is. */
  static final String ADMINISTRATOR = DefaultAccess.ADMINISTRATOR;

  /** The usual set of an employee. */
  static final String STANDARD_USER = "standard_user";

  private BuiltInSets() {}
}
