package dev.trellis.runtime.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditEvent.Subject;
import dev.trellis.runtime.identity.ApiKeys.ApiKeyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the audit log tells of users, keys and sign-ins: never a password, a token or a key. */
public final class IdentityAudit {
  private IdentityAudit() {}

  public static AuditEvent created(UserView user) {
    return new AuditEvent(AuditAction.USER_CREATED, subject(user), null, json(user));
  }

  /** A new password is told apart, and only that there is one. */
  static List<AuditEvent> changed(UserView before, UserView after, boolean hasNewPassword) {
    var events = new ArrayList<AuditEvent>();
    ObjectNode was = json(before);
    ObjectNode is = json(after);
    if (!was.equals(is)) {
      events.add(new AuditEvent(AuditAction.USER_CHANGED, subject(after), was, is));
    }
    if (hasNewPassword) {
      events.add(new AuditEvent(AuditAction.PASSWORD_CHANGED, subject(after), null, null));
    }
    return events;
  }

  static AuditEvent created(ApiKeyView key) {
    return new AuditEvent(AuditAction.API_KEY_CREATED, subject(key), null, json(key));
  }

  static AuditEvent revoked(ApiKeyView key) {
    return new AuditEvent(AuditAction.API_KEY_REVOKED, subject(key), json(key), null);
  }

  static AuditEvent signedIn(UUID user, String name) {
    return new AuditEvent(AuditAction.LOGIN_SUCCEEDED, Subject.of("user", user, name), null, null);
  }

  /**
   * Of a user who does not exist no name is told: it may be a password that somebody typed into the
   * wrong field, and this log is kept long. The login history has it.
   */
  static AuditEvent refused(@Nullable UUID user, @Nullable String name, String outcome) {
    ObjectNode after = Json.MAPPER.createObjectNode().put("outcome", outcome);
    return new AuditEvent(
        AuditAction.LOGIN_FAILED,
        new Subject("user", user == null ? null : user.toString(), name),
        null,
        after);
  }

  static AuditEvent ended(AuditAction action, UUID session, String userName) {
    return new AuditEvent(action, Subject.of("session", session, userName), null, null);
  }

  private static Subject subject(UserView user) {
    return Subject.of("user", user.id(), user.name());
  }

  private static Subject subject(ApiKeyView key) {
    return Subject.of("api_key", key.id(), key.name());
  }

  private static ObjectNode json(UserView user) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("username", user.username());
    json.put("email", user.email());
    json.put("name", user.name());
    json.put("locale", user.locale());
    json.put("time_zone", user.timeZone());
    json.put("active", user.active());
    json.put("role", user.role());
    texts(json.putArray("permission_sets"), user.permissionSets());
    return json;
  }

  private static ObjectNode json(ApiKeyView key) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", key.name());
    json.put("user_id", key.userId().toString());
    texts(json.putArray("permission_sets"), key.permissionSets());
    json.put("expires_at", Objects.toString(key.expiresAt(), null));
    return json;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
