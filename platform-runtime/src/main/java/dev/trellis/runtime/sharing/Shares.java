package dev.trellis.runtime.sharing;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.sharing.Directory;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.SecurityEpoch;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.Grantee;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Single records, opened to a user, to whoever has a role, to a team or to everyone: by hand, or as
 * the team that works on the record. Whoever fully holds the record may do so.
 */
@Singleton
class Shares {
  static final int MAX_DUTY = 255;
  private static final int MAX_SHARES = 500;
  private static final String ALL =
      """
      SELECT s.grantee_id, s.grantee_type, coalesce(u.name, r.name, t.name) AS name, s.may_edit, s.duty,
        s.expires_at, s.created_at, s.created_by
      FROM record_share s
        LEFT JOIN app_user u ON u.tenant_id = s.tenant_id AND u.id = s.grantee_id
        LEFT JOIN role r ON r.tenant_id = s.tenant_id AND r.id = s.grantee_id
        LEFT JOIN team t ON t.tenant_id = s.tenant_id AND t.id = s.grantee_id
      WHERE s.tenant_id = $1 AND s.object_id = $2 AND s.record_id = $3 ORDER BY s.created_at, s.grantee_id
      """;
  private static final String PUT =
      """
      INSERT INTO record_share (tenant_id, object_id, record_id, grantee_id, grantee_type, may_edit, duty, expires_at,
        created_at, created_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (tenant_id, object_id, record_id, grantee_id)
      DO UPDATE SET may_edit = excluded.may_edit, duty = excluded.duty, expires_at = excluded.expires_at
      """;
  private static final String DELETE =
      "DELETE FROM record_share WHERE tenant_id = $1 AND object_id = $2 AND record_id = $3 AND grantee_id = $4";
  private static final String MARK =
      "INSERT INTO shared_object (tenant_id, object_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";

  private final AuditLog audit;

  Shares(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * @param id of the user, role or team; what a deletion names
   * @param name null for everyone
   */
  public record ShareView(
      UUID id,
      String type,
      @Schema(nullable = true) @Nullable String name,
      String access,
      @Schema(nullable = true) @Nullable String duty,
      @Schema(nullable = true) @Nullable Instant expiresAt,
      Instant createdAt,
      @Schema(nullable = true) @Nullable UUID createdBy) {}

  /**
   * @param with whom; a role means its holders alone
   */
  record Wanted(
      Grantee with, boolean mayEdit, @Nullable String duty, @Nullable Instant expiresAt) {}

  Uni<List<ShareView>> all(Work work, ObjectModel object, UUID id) {
    return Reached.level(work, object, id).chain(() -> read(work, object, id));
  }

  private static Uni<List<ShareView>> read(Work work, ObjectModel object, UUID id) {
    return work.tx()
        .query(ALL, Tuple.of(work.tenantId(), object.id(), id))
        .map(
            rows -> {
              var shares = new ArrayList<ShareView>();
              rows.forEach(row -> shares.add(view(row)));
              return shares;
            });
  }

  /** How a record is shared before that is changed; it stays where it is meanwhile. */
  private static Uni<List<ShareView>> held(Work work, ObjectModel object, UUID id) {
    work.require(object, ObjectPermission.EDIT);
    return Reached.level(work, object, id)
        .invoke(
            level -> {
              if (level != Level.FULL) {
                throw PlatformException.of(
                    ErrorCode.FORBIDDEN, List.of(Violation.of("/id", "record_not_shareable")));
              }
            })
        .chain(
            () ->
                work.tx()
                    .send(RecordStatements.of(object).lockReferred(work.tenantId(), Set.of(id))))
        .invoke(
            locked -> {
              if (locked.size() == 0) {
                throw PlatformException.notFound();
              }
            })
        .chain(() -> read(work, object, id));
  }

  private static ShareView view(Row row) {
    OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
    return new ShareView(
        row.getUUID("grantee_id"),
        row.getString("grantee_type"),
        row.getString("name"),
        row.getBoolean("may_edit") ? "edit" : "read",
        row.getString("duty"),
        expiresAt == null ? null : expiresAt.toInstant(),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getUUID("created_by"));
  }

  /** Shares a record, or changes how it is shared. */
  Uni<List<ShareView>> put(Work work, Caller caller, ObjectModel object, UUID id, Wanted wanted) {
    return held(work, object, id)
        .chain(
            before ->
                grantee(work, wanted.with())
                    .invoke(grantee -> requireRoom(before, grantee))
                    .chain(grantee -> put(work, object, id, wanted, grantee))
                    .chain(() -> read(work, object, id))
                    .call(
                        after ->
                            told(
                                work,
                                caller,
                                AuditAction.RECORD_SHARED,
                                object,
                                id,
                                before,
                                after)));
  }

  private static void requireRoom(List<ShareView> shares, UUID grantee) {
    boolean isNew = shares.stream().noneMatch(share -> share.id().equals(grantee));
    if (isNew && shares.size() >= MAX_SHARES) {
      throw PlatformException.invalid(Violation.of("", "too_many_shares", "max", MAX_SHARES));
    }
  }

  private static Uni<Void> put(
      Work work, ObjectModel object, UUID id, Wanted wanted, UUID grantee) {
    return work.tx()
        .query(
            PUT,
            Tuple.of(work.tenantId(), object.id(), id, grantee, wanted.with().type().wire())
                .addValue(wanted.mayEdit())
                .addValue(wanted.duty())
                .addValue(
                    wanted.expiresAt() == null ? null : wanted.expiresAt().atOffset(ZoneOffset.UTC))
                .addValue(work.now().atOffset(ZoneOffset.UTC))
                .addValue(work.userId()))
        .chain(() -> work.tx().query(MARK, Tuple.of(work.tenantId(), object.id())))
        // The first share of an object: from now on everybody looks for them.
        .chain(
            marked ->
                marked.rowCount() == 0
                    ? Uni.createFrom().voidItem()
                    : SecurityEpoch.raisePeople(work.tx()));
  }

  private Uni<Void> told(
      Work work,
      Caller caller,
      AuditAction action,
      ObjectModel object,
      UUID id,
      List<ShareView> before,
      List<ShareView> after) {
    return audit.append(
        work.tx(), caller.actor(), SharingAudit.shares(action, object, id, before, after));
  }

  Uni<Void> remove(Work work, Caller caller, ObjectModel object, UUID id, UUID grantee) {
    return held(work, object, id).chain(before -> end(work, caller, object, id, grantee, before));
  }

  private Uni<Void> end(
      Work work, Caller caller, ObjectModel object, UUID id, UUID grantee, List<ShareView> before) {
    return work.tx()
        .query(DELETE, Tuple.of(work.tenantId(), object.id(), id, grantee))
        .invoke(
            gone -> {
              if (gone.rowCount() == 0) {
                throw PlatformException.notFound();
              }
            })
        .chain(() -> read(work, object, id))
        .chain(after -> told(work, caller, AuditAction.RECORD_UNSHARED, object, id, before, after));
  }

  private static Uni<UUID> grantee(Work work, Grantee with) {
    if (with.type() == Grantee.Type.EVERYONE) {
      return Uni.createFrom().item(Directory.EVERYONE);
    }
    String sql =
        switch (with.type()) {
          case USER ->
              "SELECT id FROM app_user WHERE tenant_id = $1 AND active AND (username = $2 OR id::text = $2)";
          case ROLE -> "SELECT id FROM role WHERE tenant_id = $1 AND (name = $2 OR id::text = $2)";
          case TEAM -> "SELECT id FROM team WHERE tenant_id = $1 AND (name = $2 OR id::text = $2)";
          case ROLE_AND_BELOW, EVERYONE -> throw new IllegalArgumentException(with.type().wire());
        };
    return work.tx()
        .query(sql, Tuple.of(work.tenantId(), with.name()))
        .map(
            rows -> {
              for (Row row : rows) {
                return row.getUUID(0);
              }
              throw PlatformException.invalid(
                  Violation.of("/with", "unknown_grantee", "name", with.name()));
            });
  }

  /** A role alone is meant here: shares of a record are few, and its own. */
  static final Set<Grantee.Type> TYPES =
      Set.of(Grantee.Type.USER, Grantee.Type.ROLE, Grantee.Type.TEAM, Grantee.Type.EVERYONE);
}
