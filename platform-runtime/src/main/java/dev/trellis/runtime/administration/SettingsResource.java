package dev.trellis.runtime.administration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditEvent.Subject;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** What a tenant has decided for all of its users. */
@Path("/api/v1/settings")
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {
  private static final String RETENTION = "audit_retention_days";

  /** The table holds these limits, too: it does not let anybody below. */
  private static final int LEAST_DAYS = 90;

  private static final int MOST_DAYS = 3_650;

  private static final String READ = "SELECT audit_retention_days FROM tenant WHERE id = $1";
  private static final String LOCK = READ + " FOR NO KEY UPDATE";
  private static final String WRITE = "UPDATE tenant SET audit_retention_days = $2 WHERE id = $1";

  private final Workspace workspace;
  private final CurrentCaller caller;
  private final AuditLog audit;

  SettingsResource(Workspace workspace, CurrentCaller caller, AuditLog audit) {
    this.workspace = workspace;
    this.caller = caller;
    this.audit = audit;
  }

  /**
   * @param auditRetentionDays how long entries of the audit log are kept
   */
  public record Settings(int auditRetentionDays) {}

  @GET
  public Uni<Settings> load() {
    return workspace.read(
        caller.require(),
        work -> {
          work.require(SystemPermission.CUSTOMIZE);
          return read(work, READ);
        });
  }

  /** What is absent stays as it is. */
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  public Uni<Settings> change(byte[] body) {
    Caller asking = caller.require();
    ObjectNode wanted = RequestJson.object(body);
    return workspace.write(
        asking,
        work -> {
          work.require(SystemPermission.CUSTOMIZE);
          RequestJson.refuseUnknown(wanted, Set.of(RETENTION));
          return read(work, LOCK)
              .chain(before -> write(work, asking, before, after(wanted, before)));
        });
  }

  private static Uni<Settings> read(Work work, String sql) {
    return work.tx()
        .query(sql, Tuple.of(work.tenantId()))
        .map(rows -> new Settings(rows.iterator().next().getInteger(0)));
  }

  private static Settings after(ObjectNode wanted, Settings before) {
    int days = RequestJson.integer(wanted, RETENTION, before.auditRetentionDays());
    if (days < LEAST_DAYS || days > MOST_DAYS) {
      throw PlatformException.invalid(
          Violation.of(
              "/" + RETENTION,
              days < LEAST_DAYS ? "too_small" : "too_large",
              "min",
              LEAST_DAYS,
              "max",
              MOST_DAYS));
    }
    return new Settings(days);
  }

  private Uni<Settings> write(Work work, Caller asking, Settings before, Settings after) {
    if (after.equals(before)) {
      return Uni.createFrom().item(after);
    }
    var event =
        new AuditEvent(
            AuditAction.SETTINGS_CHANGED,
            new Subject("settings", null, null),
            json(before),
            json(after));
    return work.tx()
        .query(WRITE, Tuple.of(work.tenantId(), after.auditRetentionDays()))
        .chain(() -> audit.append(work.tx(), asking.actor(), event))
        .replaceWith(after);
  }

  private static ObjectNode json(Settings settings) {
    return Json.MAPPER.createObjectNode().put(RETENTION, settings.auditRetentionDays());
  }
}
