package dev.trellis.metadata.access;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;

/**
 * The platform itself: may do everything. Only for what follows of itself from an act that was
 * allowed, such as clearing the references to a deleted record; never for what a caller asked for.
 */
public enum PlatformAccess implements Access {
  INSTANCE;

  @Override
  public boolean can(ObjectModel object, ObjectPermission permission) {
    return true;
  }

  @Override
  public boolean canRead(ObjectModel object, FieldModel field) {
    return true;
  }

  @Override
  public boolean canEdit(ObjectModel object, FieldModel field) {
    return true;
  }

  @Override
  public boolean has(SystemPermission permission) {
    return true;
  }

  @Override
  public boolean canOpenApp(String app) {
    return true;
  }
}
