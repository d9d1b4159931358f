package dev.trellis.metadata.access;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;

/**
 * What one caller may see and do under one model. Computed once per user and revision, asked
 * everywhere: services refuse by it, and the query compiler treats a field that may not be read as
 * one that is not there.
 */
public interface Access {
  boolean can(ObjectModel object, ObjectPermission permission);

  boolean canRead(ObjectModel object, FieldModel field);

  boolean canEdit(ObjectModel object, FieldModel field);

  boolean has(SystemPermission permission);

  boolean canOpenApp(String app);
}
