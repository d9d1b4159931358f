package dev.trellis.runtime.audit;

import static java.time.ZoneOffset.UTC;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Entries as rows of {@code audit_entry}. */
public final class AuditRows {
  public static final String COLUMNS =
      "tenant_id, seq, at, actor_kind, actor_id, actor_name, credential_id, address, agent, action,"
          + " subject_kind, subject_id, subject_name, before::text AS before, after::text AS after";

  static final String INSERT =
      "INSERT INTO audit_entry (tenant_id, seq, at, actor_kind, actor_id, actor_name, credential_id, address, agent,"
          + " action, subject_kind, subject_id, subject_name, before, after, previous, hash)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::text::json, $15::text::json, $16, $17)";

  private AuditRows() {}

  static Tuple tuple(AuditEntry entry, byte[] previous, byte[] hash) {
    return Tuple.from(
        new @Nullable Object[] {
          entry.tenantId(),
          entry.seq(),
          entry.at().atOffset(UTC),
          entry.actorKind(),
          entry.actorId(),
          entry.actorName(),
          entry.credentialId(),
          entry.address(),
          entry.agent(),
          entry.action(),
          entry.subjectKind(),
          entry.subjectId(),
          entry.subjectName(),
          entry.before(),
          entry.after(),
          previous,
          hash
        });
  }

  public static AuditEntry entry(Row row) {
    return new AuditEntry(
        row.getInteger("tenant_id"),
        row.getLong("seq"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("actor_kind"),
        row.getUUID("actor_id"),
        row.getString("actor_name"),
        row.getUUID("credential_id"),
        row.getString("address"),
        row.getString("agent"),
        row.getString("action"),
        row.getString("subject_kind"),
        row.getString("subject_id"),
        row.getString("subject_name"),
        row.getString("before"),
        row.getString("after"));
  }

  static byte[] bytes(Row row, String column) {
    return row.getBuffer(column).getBytes();
  }
}
