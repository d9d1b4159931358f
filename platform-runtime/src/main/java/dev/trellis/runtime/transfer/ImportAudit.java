package dev.trellis.runtime.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditEvent.Subject;

/** What the audit log tells of imports. */
final class ImportAudit {
  private ImportAudit() {}

  static AuditEvent of(AuditAction action, ImportJob job) {
    ObjectNode after = Json.MAPPER.createObjectNode();
    after.put("object", job.object());
    after.put("operation", job.operation());
    after.put("status", job.status().wire());
    return new AuditEvent(action, Subject.of("import", job.id(), job.fileName()), null, after);
  }
}
