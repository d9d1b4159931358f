package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.Actor;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditEvent.Subject;
import dev.trellis.runtime.audit.AuditLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Tells the audit log how people, and those who administer them, guard their accounts. */
@Singleton
class AccountAudit {
  private final AuditLog log;

  AccountAudit(AuditLog log) {
    this.log = log;
  }

  /** Of one's own account. */
  Uni<Void> own(Tx tx, Caller caller, AuditAction action) {
    return of(tx, caller, action, caller.userId(), caller.name());
  }

  Uni<Void> of(Tx tx, Caller caller, AuditAction action, UUID user, String name) {
    return of(tx, caller.actor(), action, user, name);
  }

  Uni<Void> of(Tx tx, Actor actor, AuditAction action, UUID user, String name) {
    return log.append(
        tx, actor, new AuditEvent(action, Subject.of("user", user, name), null, null));
  }

  Uni<Void> policy(Tx tx, Caller caller, SignInPolicy before, SignInPolicy after) {
    return before.equals(after)
        ? Uni.createFrom().voidItem()
        : log.append(
            tx,
            caller.actor(),
            new AuditEvent(
                AuditAction.SETTINGS_CHANGED,
                Subject.named("settings", "sign_in_policy"),
                Json.MAPPER.valueToTree(before),
                Json.MAPPER.valueToTree(after)));
  }
}
