package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.change.plan.ChangePlan;
import dev.trellis.metadata.change.plan.DataEffect;
import dev.trellis.metadata.change.plan.Impact;
import dev.trellis.metadata.change.plan.Impact.Effect;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.formula.Rollups;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Does what a plan does to records, or only counts what it would do. */
final class EffectRunner {
  private static final String RELEASE =
      "DELETE FROM unique_value WHERE tenant_id = $1 AND object_id = $2 AND field_id = $3";

  private final Tx tx;
  private final ChangePlan plan;
  private final TenantModel modelBefore;
  private final boolean isWriting;
  private final Instant now;

  EffectRunner(Tx tx, ChangePlan plan, TenantModel modelBefore, boolean isWriting, Instant now) {
    this.now = now;
    this.tx = tx;
    this.plan = plan;
    this.modelBefore = modelBefore;
    this.isWriting = isWriting;
  }

  Uni<List<Impact>> run() {
    var impacts = new ArrayList<Impact>();
    Uni<Void> work = Uni.createFrom().voidItem();
    Map<String, Pass> passes = new LinkedHashMap<>();
    var gathers = new ArrayList<DataEffect.Gather>();
    for (DataEffect effect : plan.effects()) {
      switch (effect) {
        case DataEffect.ReleaseValues release -> release(release);
        case DataEffect.Rewrite rewrite ->
            passes.computeIfAbsent(rewrite.object().name(), _ -> new Pass()).rewrites.add(rewrite);
        case DataEffect.ClaimValues claim ->
            passes.computeIfAbsent(claim.object().name(), _ -> new Pass()).claims.add(claim);
        case DataEffect.IndexLater later ->
            work =
                work.chain(() -> values(later.object(), later.to(), Effect.INDEX_LATER, impacts));
        case DataEffect.HideValues hide ->
            work =
                work.chain(() -> values(hide.object(), hide.field(), Effect.HIDE_VALUES, impacts));
        case DataEffect.HideRecords hide -> work = work.chain(() -> records(hide, impacts));
        case DataEffect.RequireValues require -> work = work.chain(() -> blanks(require, impacts));
        case DataEffect.DropChoices drop -> work = work.chain(() -> holders(drop, impacts));
        case DataEffect.DropRecordType drop -> work = work.chain(() -> holders(drop, impacts));
        case DataEffect.Gather gather -> gathers.add(gather);
      }
    }
    for (Map.Entry<String, Pass> entry : passes.entrySet()) {
      for (ObjectPass pass : passes(entry.getKey(), entry.getValue())) {
        work = work.chain(pass::run).invoke(impacts::addAll).replaceWithVoid();
      }
    }
    // Last: what they gather has been rewritten by then.
    for (DataEffect.Gather gather : gathers) {
      work = work.chain(() -> gather(gather, impacts));
    }
    return work.replaceWith(impacts);
  }

  private static final class Pass {
    private final List<DataEffect.Rewrite> rewrites = new ArrayList<>();
    private final List<DataEffect.ClaimValues> claims = new ArrayList<>();
  }

  private List<ObjectPass> passes(String name, Pass pass) {
    ObjectModel after = plan.model().object(name).orElseThrow();
    ObjectModel before =
        modelBefore.object(name).filter(found -> found.id() == after.id()).orElse(after);
    // Fields that came back have no model before; their values are read as they are now.
    Map<Boolean, List<DataEffect.ClaimValues>> claims =
        pass.claims.stream()
            .collect(
                Collectors.partitioningBy(claim -> before.field(claim.field().name()).isPresent()));
    var passes = new ArrayList<ObjectPass>();
    if (!pass.rewrites.isEmpty() || !claims.get(true).isEmpty()) {
      passes.add(pass(before, after, pass.rewrites, claims.get(true)));
    }
    if (!claims.get(false).isEmpty()) {
      passes.add(pass(after, after, List.of(), claims.get(false)));
    }
    return passes;
  }

  private ObjectPass pass(
      ObjectModel before,
      ObjectModel after,
      List<DataEffect.Rewrite> rewrites,
      List<DataEffect.ClaimValues> claims) {
    var lookups = new ConversionLookups(tx, modelBefore, plan.model());
    return new ObjectPass(tx, before, after, rewrites, claims, lookups, isWriting);
  }

  private Uni<Void> gather(DataEffect.Gather gather, List<Impact> impacts) {
    Rollup rollup =
        Rollups.of(plan.model()).of(gather.object()).stream()
            .filter(found -> found.field().name().equals(gather.field().name()))
            .findFirst()
            .orElseThrow();
    var builds = new RollupBuild(tx, plan.model(), rollup, now);
    return builds
        .size()
        .chain(
            size -> {
              boolean isLarge = size.isLarge();
              impacts.add(
                  Impact.of(
                      gather.component(),
                      isLarge ? Effect.GATHER_LATER : Effect.GATHER,
                      size.parents()));
              if (!isWriting) {
                return Uni.createFrom().voidItem();
              }
              return isLarge ? builds.later(size) : builds.all();
            });
  }

  private void release(DataEffect.ReleaseValues release) {
    if (isWriting) {
      tx.query(RELEASE, Tuple.of(tx.tenantId(), release.object().id(), release.field().id()));
    }
  }

  private Uni<Void> values(
      ObjectModel object, FieldModel field, Effect effect, List<Impact> impacts) {
    return count(object, RecordTable.hasValue(field))
        .invoke(
            rows ->
                impacts.add(
                    new Impact(
                        ComponentKey.field(object.name(), field.name()),
                        effect,
                        rows,
                        0,
                        List.of(),
                        effect == Effect.INDEX_LATER
                            ? List.of(object.name() + "." + field.name())
                            : List.of())))
        .replaceWithVoid();
  }

  private Uni<Void> records(DataEffect.HideRecords hide, List<Impact> impacts) {
    return count(hide.object(), "deleted_at IS NULL")
        .invoke(rows -> impacts.add(Impact.of(hide.component(), Effect.HIDE_RECORDS, rows)))
        .replaceWithVoid();
  }

  private Uni<Void> blanks(DataEffect.RequireValues require, List<Impact> impacts) {
    String blank = "deleted_at IS NULL AND NOT (" + RecordTable.hasValue(require.field()) + ")";
    // What the field holds before it is rewritten is what can be counted now.
    ObjectModel object = modelBefore.object(require.object().name()).orElse(require.object());
    String condition =
        object
            .field(require.field().name())
            .map(field -> "deleted_at IS NULL AND NOT (" + RecordTable.hasValue(field) + ")")
            .orElse(blank);
    return count(object, condition)
        .invoke(rows -> impacts.add(Impact.of(require.component(), Effect.REQUIRE, rows)))
        .replaceWithVoid();
  }

  private Uni<Void> holders(DataEffect.DropChoices drop, List<Impact> impacts) {
    return holders(
            drop.object(),
            RecordTable.holdsOneOf(drop.field()),
            drop.values().toArray(String[]::new))
        .invoke(rows -> impacts.add(Impact.of(drop.component(), Effect.DROP_CHOICES, rows)))
        .replaceWithVoid();
  }

  private Uni<Void> holders(DataEffect.DropRecordType drop, List<Impact> impacts) {
    FieldModel type = drop.object().require(SystemFields.RECORD_TYPE);
    return holders(
            drop.object(),
            RecordTable.holdsOneOf(type),
            new String[] {drop.component().localName()})
        .invoke(rows -> impacts.add(Impact.of(drop.component(), Effect.DROP_RECORD_TYPE, rows)))
        .replaceWithVoid();
  }

  private Uni<Long> holders(ObjectModel object, String holdsOneOf, String[] values) {
    var table = new RecordTable(object);
    return tx.query(
            "SELECT count(*) FROM %s WHERE %s AND deleted_at IS NULL AND %s"
                .formatted(
                    table.name(),
                    table.scope(),
                    holdsOneOf.formatted("$" + (table.parameters() + 1) + "::text[]")),
            table.tuple(tx.tenantId()).addValue(values))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private Uni<Long> count(ObjectModel object, String condition) {
    var table = new RecordTable(object);
    return tx.query(
            "SELECT count(*) FROM %s WHERE %s AND %s"
                .formatted(table.name(), table.scope(), condition),
            table.tuple(tx.tenantId()))
        .map(rows -> rows.iterator().next().getLong(0));
  }
}
