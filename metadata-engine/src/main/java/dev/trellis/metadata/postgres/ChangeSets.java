package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.metadata.change.plan.ChangeOutcome;
import dev.trellis.metadata.change.plan.ChangePlan;
import dev.trellis.metadata.change.plan.ChangePlanner;
import dev.trellis.metadata.change.plan.DataEffect;
import dev.trellis.metadata.change.plan.Impact;
import dev.trellis.metadata.change.plan.Planned;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which metadata changes: validate, plan, apply, in the caller's transaction.
 *
 * <p>Applying wants a transaction in mode {@link Database.Mode#CHANGE}; whoever commits it hands
 * the outcome's model to {@link Models#put}.
 */
public final class ChangeSets {
  /** More records than this get a new index by a job, so that nobody waits for it. */
  public static final int MAX_ROWS_INDEXED_AT_ONCE = 20_000;

  private final Models models;
  private final ChangePlanner planner;

  public ChangeSets(Models models) {
    this.models = models;
    this.planner = new ChangePlanner(models.compiler());
  }

  /** What applying would do; nothing is written. */
  public Uni<ChangeOutcome> dryRun(Tx tx, ChangeSet changeSet, Instant now) {
    return plan(tx, changeSet, now)
        .chain(plan -> effects(tx, plan, false, now).map(impacts -> outcome(plan, impacts, true)));
  }

  /**
   * Applies all of it, or fails with everything that is wrong.
   *
   * @param author null for the platform itself
   */
  public Uni<ChangeOutcome> apply(
      Tx tx, ChangeSet changeSet, @Nullable UUID author, @Nullable String summary, Instant now) {
    return plan(tx, changeSet, now)
        .chain(
            plan -> {
              if (plan.isEmpty()) {
                return Uni.createFrom().item(outcome(plan, List.of(), true));
              }
              return effects(tx, plan, true, now)
                  .invoke(impacts -> refuseFailing(plan, impacts))
                  .call(_ -> CatalogWriter.write(tx, plan, author, summary, now))
                  .map(impacts -> outcome(plan, impacts, false));
            });
  }

  private Uni<ChangePlan> plan(Tx tx, ChangeSet changeSet, Instant now) {
    return CatalogReader.read(tx)
        .chain(
            before -> {
              ChangePlan plan = plan(before, changeSet, now, Set.of());
              return large(tx, plan)
                  .map(
                      deferred ->
                          deferred.isEmpty() ? plan : plan(before, changeSet, now, deferred));
            })
        .call(() -> PermissionSetHolders.refuseHeld(tx, changeSet))
        .call(() -> RuleGrantees.requireKnown(tx, changeSet));
  }

  private ChangePlan plan(
      CatalogSnapshot before, ChangeSet changeSet, Instant now, Set<String> deferred) {
    return switch (planner.plan(before, changeSet, now, deferred)) {
      case Planned.Accepted(ChangePlan plan) -> plan;
      case Planned.Refused(List<Violation> violations) ->
          throw PlatformException.invalid(violations);
    };
  }

  /** Fields whose new index would have to take in too many records to wait for. */
  private static Uni<Set<String>> large(Tx tx, ChangePlan plan) {
    Set<String> large = new LinkedHashSet<>();
    Uni<Void> counted = Uni.createFrom().voidItem();
    for (DataEffect effect : plan.effects()) {
      if (effect instanceof DataEffect.Rewrite rewrite && rewrite.isIndexOnly()) {
        counted =
            counted
                .chain(() -> exceeds(tx, rewrite.object(), RecordTable.hasValue(rewrite.from())))
                .invoke(
                    exceeds -> {
                      if (exceeds) {
                        large.add(rewrite.component().name());
                      }
                    })
                .replaceWithVoid();
      }
    }
    return counted.replaceWith(large);
  }

  private static Uni<Boolean> exceeds(Tx tx, ObjectModel object, String condition) {
    var table = new RecordTable(object);
    return tx.query(
            "SELECT count(*) FROM (SELECT FROM %s WHERE %s AND %s LIMIT %d) AS found"
                .formatted(table.name(), table.scope(), condition, MAX_ROWS_INDEXED_AT_ONCE + 1),
            table.tuple(tx.tenantId()))
        .map(rows -> rows.iterator().next().getLong(0) > MAX_ROWS_INDEXED_AT_ONCE);
  }

  private Uni<List<Impact>> effects(Tx tx, ChangePlan plan, boolean isWriting, Instant now) {
    TenantModel before = models.compiler().compile(plan.before());
    return new EffectRunner(tx, plan, before, isWriting, now).run();
  }

  /** Values that do not convert are only given up when the caller said so, shared ones never. */
  private static void refuseFailing(ChangePlan plan, List<Impact> impacts) {
    var violations = new ArrayList<Violation>();
    for (DataEffect effect : plan.effects()) {
      String pointer;
      String code;
      Impact.Effect kind;
      switch (effect) {
        case DataEffect.Rewrite rewrite when !rewrite.mayClear() -> {
          pointer = rewrite.pointer();
          code = "values_do_not_convert";
          kind = Impact.Effect.CONVERT;
        }
        case DataEffect.ClaimValues claim -> {
          pointer = claim.pointer();
          code = "values_are_shared";
          kind = Impact.Effect.UNIQUE;
        }
        default -> {
          continue;
        }
      }
      impacts.stream()
          .filter(impact -> impact.component().equals(effect.component()))
          .filter(impact -> impact.effect() == kind && impact.failing() > 0)
          .forEach(impact -> violations.add(violation(pointer, code, impact)));
    }
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
  }

  private static Violation violation(String pointer, String code, Impact impact) {
    return Violation.of(
        pointer,
        code,
        "field",
        impact.component().name(),
        "count",
        impact.failing(),
        "rows",
        impact.rows(),
        "records",
        impact.examples().stream().map(example -> example.id().toString()).toList(),
        "values",
        impact.examples().stream().map(Impact.Example::value).toList());
  }

  private static ChangeOutcome outcome(ChangePlan plan, List<Impact> impacts, boolean isUnchanged) {
    return new ChangeOutcome(
        isUnchanged ? plan.before().revision() : plan.after().revision(),
        plan.model(),
        plan.changes(),
        impacts,
        plan.warnings(),
        plan.effects().stream().anyMatch(DataEffect.IndexLater.class::isInstance)
            || impacts.stream().anyMatch(impact -> impact.effect() == Impact.Effect.GATHER_LATER));
  }
}
