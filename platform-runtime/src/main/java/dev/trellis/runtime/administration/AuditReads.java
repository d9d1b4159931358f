package dev.trellis.runtime.administration;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.runtime.audit.AuditEntry;
import dev.trellis.runtime.audit.AuditRows;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The audit log, for those who may see it. */
@Singleton
class AuditReads {
  private final Workspace workspace;

  AuditReads(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Newest first, older than {@code before}. */
  Uni<List<AuditEntry>> list(Caller caller, AuditFilter filter, long before, int limit) {
    return workspace.read(caller, work -> list(work, filter, before, limit));
  }

  Uni<List<AuditEntry>> list(Work work, AuditFilter filter, long before, int limit) {
    work.require(SystemPermission.VIEW_AUDIT);
    return work.tx()
        .planned(AuditFilter.SQL, filter.parameters(work.tenantId(), before, limit))
        .map(
            rows -> {
              var entries = new ArrayList<AuditEntry>(rows.size());
              for (Row row : rows) {
                entries.add(AuditRows.entry(row));
              }
              return entries;
            });
  }
}
