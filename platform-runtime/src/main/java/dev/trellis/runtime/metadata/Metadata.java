package dev.trellis.runtime.metadata;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.metadata.change.Uses;
import dev.trellis.metadata.change.plan.ChangeOutcome;
import dev.trellis.metadata.postgres.CatalogReader;
import dev.trellis.metadata.postgres.ChangeSets;
import dev.trellis.metadata.postgres.Models;
import dev.trellis.metadata.postgres.Revisions;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A tenant's metadata, for those who may customise. */
@ApplicationScoped
class Metadata {
  private final Workspace workspace;
  private final ChangeSets changeSets;
  private final Models models;
  private final LaterWork laterWork;
  private final AuditLog audit;

  Metadata(
      Workspace workspace,
      ChangeSets changeSets,
      Models models,
      LaterWork laterWork,
      AuditLog audit) {
    this.workspace = workspace;
    this.changeSets = changeSets;
    this.models = models;
    this.laterWork = laterWork;
    this.audit = audit;
  }

  /** Reads the stored catalogue. */
  <T> Uni<T> read(Caller caller, BiFunction<Work, CatalogSnapshot, T> answer) {
    return workspace.read(
        caller,
        work -> {
          work.require(SystemPermission.CUSTOMIZE);
          return CatalogReader.read(work.tx()).map(snapshot -> answer.apply(work, snapshot));
        });
  }

  Uni<List<Uses.User>> usersOf(Caller caller, ComponentKey key) {
    return read(
        caller,
        (work, snapshot) -> {
          if (!snapshot.has(key) && !isBuiltIn(work, key)) {
            throw PlatformException.notFound();
          }
          return Uses.usersOf(key, snapshot, work.model());
        });
  }

  /** System fields and platform objects have users, but no document. */
  private static boolean isBuiltIn(Work work, ComponentKey key) {
    return switch (key.kind()) {
      case OBJECT -> work.model().object(key.name()).isPresent();
      case FIELD ->
          work.model()
              .object(key.objectName())
              .flatMap(object -> object.field(key.localName()))
              .isPresent();
      case RECORD_TYPE,
          VALUE_SET,
          LAYOUT,
          LIST_VIEW,
          APP,
          PERMISSION_SET,
          DUPLICATE_RULE,
          SHARING_RULE,
          VALIDATION_RULE,
          TRANSLATION ->
          false;
    };
  }

  Uni<ChangeOutcome> dryRun(Caller caller, ChangeSet changeSet) {
    return workspace.read(
        caller,
        work -> {
          requireRights(work, changeSet);
          return changeSets.dryRun(work.tx(), changeSet, work.now());
        });
  }

  Uni<ChangeOutcome> apply(Caller caller, ChangeSet changeSet, @Nullable String summary) {
    return workspace.change(
        caller,
        work -> {
          requireRights(work, changeSet);
          return apply(caller, work, changeSet, summary);
        });
  }

  private Uni<ChangeOutcome> apply(
      Caller caller, Work work, ChangeSet changeSet, @Nullable String summary) {
    return changeSets
        .apply(work.tx(), changeSet, work.userId(), summary, work.now())
        .call(outcome -> audit.append(work.tx(), caller.actor(), MetadataAudit.events(outcome)))
        .invoke(
            outcome ->
                work.afterCommit(
                    () -> {
                      if (outcome.revision() == outcome.model().revision()) {
                        models.put(outcome.model());
                      }
                      if (outcome.hasLaterWork()) {
                        laterWork.start(work.tenantId());
                      }
                    }));
  }

  Uni<ChangeOutcome> restore(
      Caller caller, long number, Set<String> clearing, boolean isDryRun, String summary) {
    Function<Work, Uni<ChangeSet>> back =
        work -> {
          work.require(SystemPermission.CUSTOMIZE);
          if (number < 0 || number > work.model().revision()) {
            throw PlatformException.notFound();
          }
          return Revisions.back(work.tx(), number, clearing)
              .invoke(changeSet -> requireRights(work, changeSet));
        };
    return isDryRun
        ? workspace.read(
            caller,
            work ->
                back.apply(work)
                    .chain(changes -> changeSets.dryRun(work.tx(), changes, work.now())))
        : workspace.change(
            caller,
            work -> back.apply(work).chain(changes -> apply(caller, work, changes, summary)));
  }

  Uni<List<Revisions.Revision>> revisions(Caller caller, long before, int limit) {
    return workspace.read(
        caller,
        work -> {
          work.require(SystemPermission.CUSTOMIZE);
          return Revisions.list(work.tx(), before, limit);
        });
  }

  Uni<Revisions.Revision> revision(Caller caller, long number) {
    return workspace.read(
        caller,
        work -> {
          work.require(SystemPermission.CUSTOMIZE);
          return Revisions.find(work.tx(), number)
              .map(found -> found.orElseThrow(PlatformException::notFound));
        });
  }

  /** Whoever writes permission sets hands out rights, which is more than changing fields. */
  private static void requireRights(Work work, ChangeSet changeSet) {
    work.require(SystemPermission.CUSTOMIZE);
    boolean touchesRights =
        changeSet.deletions().stream().anyMatch(key -> key.kind() == Kind.PERMISSION_SET)
            || changeSet.components().stream()
                .anyMatch(
                    document -> document.path("kind").asText().equals(Kind.PERMISSION_SET.wire()));
    if (touchesRights) {
      work.require(SystemPermission.MANAGE_PERMISSIONS);
    }
  }
}
