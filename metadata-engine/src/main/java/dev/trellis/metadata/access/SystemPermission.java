package dev.trellis.metadata.access;

import java.util.Arrays;
import java.util.Locale;

/** Permissions that do not belong to an object. */
public enum SystemPermission {
  /** Change metadata. */
  CUSTOMIZE,
  MANAGE_USERS,
  MANAGE_PERMISSIONS,
  MANAGE_REPORTS,
  MANAGE_API_KEYS,
  VIEW_AUDIT,
  /** See imports, jobs and limits of the whole tenant. */
  MANAGE_DATA,
  /** Save records past validation rules, where the request asks for it. */
  SKIP_VALIDATION_RULES;

  /** Whether there is one with this {@link #wire} name. */
  public static boolean isNamed(String wire) {
    return Arrays.stream(values()).anyMatch(permission -> permission.wire().equals(wire));
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
