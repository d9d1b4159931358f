package dev.trellis.runtime.sharing;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.query.ReachQuery;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.metadata.sharing.Grant;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.sharing.Reach;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.Callers;
import dev.trellis.runtime.sharing.Explanation.Answer;
import dev.trellis.runtime.sharing.Explanation.Reason;
import dev.trellis.runtime.work.View;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * "Why can this user see this?", answered with the very conditions that lists and saves use, so
 * that what is told cannot differ from what is done.
 */
@Singleton
class AccessReports {
  private static final String FIND_USER =
      "SELECT id FROM app_user WHERE tenant_id = $1 AND (username = $2 OR id::text = $2)";

  private final Workspace workspace;
  private final Callers callers;

  AccessReports(Workspace workspace, Callers callers) {
    this.workspace = workspace;
    this.callers = callers;
  }

  /**
   * @param object what permission sets say of the object
   * @param record what sharing says of the record
   */
  public record Verdict(boolean granted, Answer object, Answer record) {}

  public record FieldVerdict(String name, Answer read, Answer edit) {}

  public record Report(
      UUID user,
      Verdict read,
      Verdict edit,
      Verdict delete,
      @Schema(nullable = true) @Nullable FieldVerdict field) {}

  Uni<Report> explain(
      Caller asking, String object, UUID id, @Nullable String user, @Nullable String field) {
    return workspace
        .read(asking, work -> found(work, object, id, user))
        .chain(found -> other(asking, found))
        .chain(
            other ->
                workspace
                    .view(other)
                    .chain(
                        view ->
                            workspace.read(
                                asking, work -> report(work, view, other, object, id, field))));
  }

  private Uni<Caller> other(Caller asking, UUID user) {
    return callers
        .inBackground(asking.tenantId(), user, null)
        .onFailure(AccessReports::isGone)
        .transform(_ -> PlatformException.invalid(Violation.of("/user", "user_inactive")));
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof PlatformException platform
        && platform.code() == ErrorCode.UNAUTHENTICATED;
  }

  private static Uni<UUID> found(Work work, String object, UUID id, @Nullable String user) {
    work.require(SystemPermission.MANAGE_USERS);
    return Reached.level(work, ShareResource.object(work, object), id)
        .chain(
            () ->
                user == null || user.isBlank()
                    ? Uni.createFrom().item(work.userId())
                    : work.tx()
                        .query(FIND_USER, Tuple.of(work.tenantId(), user))
                        .map(
                            rows -> {
                              for (Row row : rows) {
                                return row.getUUID(0);
                              }
                              throw PlatformException.invalid(
                                  Violation.of("/user", "unknown_user", "name", user));
                            }));
  }

  private Uni<Report> report(
      Work work, View view, Caller other, String name, UUID id, @Nullable String field) {
    ObjectModel object = ShareResource.object(work, name);
    FieldModel explained = field == null || field.isBlank() ? null : field(work, object, field);
    var of = new Explained(work, view, other, object, id);
    return Uni.combine()
        .all()
        .unis(
            of.verdict(ObjectPermission.READ, Level.READ),
            of.verdict(ObjectPermission.EDIT, Level.EDIT),
            of.verdict(ObjectPermission.DELETE, Level.FULL))
        .with(
            (read, edit, delete) ->
                new Report(
                    other.userId(),
                    read,
                    edit,
                    delete,
                    explained == null ? null : of.field(explained)));
  }

  private static FieldModel field(Work work, ObjectModel object, String name) {
    return object
        .field(name)
        .filter(field -> work.access().canRead(object, field))
        .orElseThrow(
            () ->
                PlatformException.invalid(
                    Violation.of(
                        "/field", "unknown_field", "field", name, "object", object.name())));
  }

  /** One user before one record. */
  private record Explained(Work work, View view, Caller user, ObjectModel object, UUID id) {
    private Explanation explanation() {
      return new Explanation(view.model(), object, user.permissionSets(), view.records());
    }

    FieldVerdict field(FieldModel field) {
      return new FieldVerdict(
          field.name(),
          explanation().field(field, Level.READ),
          explanation().field(field, Level.EDIT));
    }

    Uni<Verdict> verdict(ObjectPermission permission, Level level) {
      Answer ofObject = explanation().object(permission);
      return record(level)
          .map(
              reasons -> {
                boolean isReached = !reasons.isEmpty();
                return new Verdict(
                    ofObject.granted() && isReached, ofObject, new Answer(isReached, reasons));
              });
    }

    private Uni<List<Reason>> record(Level level) {
      List<Reason> ofAll = explanation().ofAll(level);
      if (!ofAll.isEmpty()) {
        return Uni.createFrom().item(ofAll);
      }
      return view.records().reach(object, level) instanceof Reach.OfParent parent
          ? ofParent(level, parent)
          : bySharing(level);
    }

    private Uni<List<Reason>> bySharing(Level level) {
      List<Grant> grants = explanation().grants(level);
      SqlFragment query = ReachQuery.reasons(scope(), object, id, grants);
      return work.tx()
          .query(query.sql(), Tuple.from(query.parameters()))
          .map(
              rows -> {
                var reasons = new ArrayList<Reason>();
                for (Row row : rows) {
                  for (int i = 0; i < grants.size(); i++) {
                    if (row.getBoolean(i + 1)) {
                      reasons.add(
                          explanation().reason(grants.get(i), user.userId(), row.getUUID(0)));
                    }
                  }
                }
                return reasons;
              });
    }

    private Uni<List<Reason>> ofParent(Level level, Reach.OfParent parent) {
      SqlFragment query = ReachQuery.levels(scope(), object, Set.of(id));
      return work.tx()
          .query(query.sql(), Tuple.from(query.parameters()))
          .map(
              rows -> {
                for (Row row : rows) {
                  if (level == Level.READ || row.getBoolean("may_edit")) {
                    return List.of(new Reason("parent", parent.reference().name()));
                  }
                }
                return List.of();
              });
    }

    private QueryScope scope() {
      return new QueryScope(view.model(), view.access(), view.records(), view.caller(), work.now());
    }
  }
}
