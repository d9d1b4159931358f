package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.change.plan.Change;
import dev.trellis.metadata.change.plan.ChangeOutcome;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditEvent.Subject;
import dev.trellis.sdk.component.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the audit log tells of a change set: each component that is not what it was. */
public final class MetadataAudit {
  private MetadataAudit() {}

  public static List<AuditEvent> events(ChangeOutcome outcome) {
    return outcome.changes().stream()
        .filter(change -> change.action() != Change.Action.UNCHANGED)
        .map(MetadataAudit::event)
        .toList();
  }

  private static AuditEvent event(Change change) {
    Kind kind = change.key().kind();
    return new AuditEvent(
        action(kind == Kind.PERMISSION_SET, change.action()),
        Subject.named(kind.wire(), change.key().name()),
        json(change.before()),
        json(change.after()));
  }

  private static AuditAction action(boolean isPermissionSet, Change.Action action) {
    return switch (action) {
      case CREATED ->
          isPermissionSet ? AuditAction.PERMISSION_SET_CREATED : AuditAction.METADATA_CREATED;
      case UPDATED, UNCHANGED ->
          isPermissionSet ? AuditAction.PERMISSION_SET_CHANGED : AuditAction.METADATA_CHANGED;
      case DELETED ->
          isPermissionSet ? AuditAction.PERMISSION_SET_DELETED : AuditAction.METADATA_DELETED;
    };
  }

  private static @Nullable JsonNode json(@Nullable ComponentDocument document) {
    return document == null ? null : document.json();
  }
}
