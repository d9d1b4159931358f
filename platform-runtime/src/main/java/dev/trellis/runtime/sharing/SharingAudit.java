package dev.trellis.runtime.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditEvent.Subject;
import dev.trellis.runtime.sharing.Roles.RoleView;
import dev.trellis.runtime.sharing.Shares.ShareView;
import dev.trellis.runtime.sharing.Teams.MemberView;
import dev.trellis.runtime.sharing.Teams.TeamView;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the audit log tells of roles, teams and shares. */
final class SharingAudit {
  private SharingAudit() {}

  static AuditEvent role(AuditAction action, @Nullable RoleView before, @Nullable RoleView after) {
    RoleView role = Objects.requireNonNull(after == null ? before : after);
    return new AuditEvent(
        action, Subject.of("role", role.id(), role.name()), json(before), json(after));
  }

  static AuditEvent team(AuditAction action, @Nullable TeamView before, @Nullable TeamView after) {
    TeamView team = Objects.requireNonNull(after == null ? before : after);
    return new AuditEvent(
        action, Subject.of("team", team.id(), team.name()), json(before), json(after));
  }

  /** With whom a record was shared before and is now; its values are nobody's business here. */
  static AuditEvent shares(
      AuditAction action,
      ObjectModel object,
      UUID record,
      List<ShareView> before,
      List<ShareView> after) {
    return new AuditEvent(
        action, Subject.of(object.name(), record, null), json(before), json(after));
  }

  private static @Nullable ObjectNode json(@Nullable RoleView role) {
    return role == null
        ? null
        : Json.MAPPER.createObjectNode().put("name", role.name()).put("parent", role.parent());
  }

  private static @Nullable ObjectNode json(@Nullable TeamView team) {
    if (team == null) {
      return null;
    }
    ObjectNode json = Json.MAPPER.createObjectNode().put("name", team.name());
    var members = json.putArray("members");
    team.members().stream().map(MemberView::username).forEach(members::add);
    return json;
  }

  private static ObjectNode json(List<ShareView> shares) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    for (ShareView share : shares) {
      json.putObject(share.type() + " " + Objects.requireNonNullElse(share.name(), ""))
          .put("access", share.access())
          .put("duty", share.duty())
          .put("expires_at", Objects.toString(share.expiresAt(), null));
    }
    return json;
  }
}
