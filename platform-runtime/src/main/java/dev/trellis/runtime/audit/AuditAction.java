package dev.trellis.runtime.audit;

import java.util.Arrays;
import java.util.Optional;

/** What is recorded. The wire name is what filters and texts of the interface know. */
public enum AuditAction {
  TENANT_CREATED("tenant.created"),
  SETTINGS_CHANGED("settings.changed"),
  LOGIN_SUCCEEDED("login.succeeded"),
  LOGIN_FAILED("login.failed"),
  SESSION_ENDED("session.ended"),
  /** A token that was used up came back: two parties hold it, and the session was ended. */
  SESSION_STOLEN("session.stolen"),
  USER_CREATED("user.created"),
  USER_CHANGED("user.changed"),
  PASSWORD_CHANGED("password.changed"),
  SECOND_FACTOR_ENABLED("second_factor.enabled"),
  SECOND_FACTOR_DISABLED("second_factor.disabled"),
  RECOVERY_CODES_RENEWED("recovery_codes.renewed"),
  SESSIONS_ENDED("sessions.ended"),
  API_KEY_CREATED("api_key.created"),
  API_KEY_REVOKED("api_key.revoked"),
  METADATA_CREATED("metadata.created"),
  METADATA_CHANGED("metadata.changed"),
  METADATA_DELETED("metadata.deleted"),
  PERMISSION_SET_CREATED("permission_set.created"),
  PERMISSION_SET_CHANGED("permission_set.changed"),
  PERMISSION_SET_DELETED("permission_set.deleted"),
  ROLE_CREATED("role.created"),
  ROLE_CHANGED("role.changed"),
  ROLE_DELETED("role.deleted"),
  TEAM_CREATED("team.created"),
  TEAM_CHANGED("team.changed"),
  TEAM_DELETED("team.deleted"),
  RECORD_SHARED("record.shared"),
  RECORD_UNSHARED("record.unshared"),
  EXPORT_RUN("export.run"),
  IMPORT_RUN("import.run"),
  IMPORT_CANCELLED("import.cancelled"),
  IMPORT_UNDONE("import.undone"),
  AUDIT_EXPORTED("audit.exported"),
  AUDIT_TRIMMED("audit.trimmed");

  private final String wire;

  AuditAction(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  public static Optional<AuditAction> named(String wire) {
    return Arrays.stream(values()).filter(action -> action.wire.equals(wire)).findFirst();
  }
}
