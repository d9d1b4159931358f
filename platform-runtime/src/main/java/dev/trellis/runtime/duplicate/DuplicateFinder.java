package dev.trellis.runtime.duplicate;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.duplicate.DuplicateMatcher;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.postgres.MatchKeyStatements;
import dev.trellis.metadata.query.Output;
import dev.trellis.metadata.query.QueryPlanner;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.query.SqlPlan;
import dev.trellis.runtime.indexing.Indexing;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that stand for the same thing as some others: by common keys first, then by
 * looking at the values. Compares with the platform's rights; what the caller learns of it is the
 * caller's own business.
 */
@ApplicationScoped
public class DuplicateFinder {
  private final QueryPlanner planner;
  private final Indexing indexing;

  DuplicateFinder(QueryPlanner planner, Indexing indexing) {
    this.planner = planner;
    this.indexing = indexing;
  }

  /** Makes the keys of new rules; to be called before {@link #find}. */
  Uni<Void> ready(Work work, ObjectModel object, List<DuplicateMatcher> matchers) {
    return Multi.createFrom()
        .iterable(matchers)
        .onItem()
        .transformToUniAndConcatenate(
            matcher -> indexing.ensure(work, List.of(new MatchKeySource(object, matcher))))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /**
   * A record that may have duplicates.
   *
   * @param id its own id, or one that no record has
   */
  public record Probe(UUID id, Function<FieldModel, @Nullable Object> values) {}

  /** The keys of many probes under one rule, and who has them. */
  private record Keys(DuplicateMatcher matcher, Map<String, List<Probe>> probes) {}

  /** Pairs that share a key. */
  private record Pairs(DuplicateMatcher matcher, Map<Probe, Set<UUID>> candidates) {}

  /** Answers for each probe that has duplicates what each rule found, in the order of the rules. */
  public Uni<Map<Probe, List<Duplicates>>> find(
      Work work, ObjectModel object, List<DuplicateMatcher> matchers, List<Probe> probes) {
    var found = new ArrayList<Uni<Pairs>>();
    for (DuplicateMatcher matcher : matchers) {
      Keys keys = keys(matcher, probes);
      if (!keys.probes.isEmpty()) {
        found.add(pairs(work, object, keys));
      }
    }
    if (found.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Uni.join().all(found).andFailFast().chain(pairs -> compare(work, object, pairs));
  }

  private static Keys keys(DuplicateMatcher matcher, List<Probe> probes) {
    var byKey = new HashMap<String, List<Probe>>();
    for (Probe probe : probes) {
      for (String key : matcher.keys(probe.values())) {
        byKey.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(probe);
      }
    }
    return new Keys(matcher, byKey);
  }

  private static Uni<Pairs> pairs(Work work, ObjectModel object, Keys keys) {
    return work.tx()
        .send(
            MatchKeyStatements.candidates(
                work.tenantId(), object.id(), keys.matcher.name(), keys.probes.keySet()))
        .map(
            rows -> {
              var candidates = new LinkedHashMap<Probe, Set<UUID>>();
              for (Row row : rows) {
                UUID id = row.getUUID(1);
                for (Probe probe : keys.probes.getOrDefault(row.getString(0), List.of())) {
                  if (!probe.id().equals(id)) {
                    candidates.computeIfAbsent(probe, _ -> new TreeSet<>()).add(id);
                  }
                }
              }
              return new Pairs(keys.matcher, candidates);
            });
  }

  private Uni<Map<Probe, List<Duplicates>>> compare(
      Work work, ObjectModel object, List<Pairs> pairs) {
    Set<UUID> ids = new HashSet<>();
    Set<String> fields = new LinkedHashSet<>(List.of(SystemFields.ID));
    for (Pairs found : pairs) {
      found.candidates.values().forEach(ids::addAll);
      found.matcher.fields().forEach(field -> fields.add(field.name()));
    }
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return values(work, object, fields, ids).map(values -> agreeing(pairs, values));
  }

  private static Map<Probe, List<Duplicates>> agreeing(
      List<Pairs> pairs, Map<UUID, Map<String, @Nullable Object>> values) {
    var result = new LinkedHashMap<Probe, List<Duplicates>>();
    for (Pairs found : pairs) {
      found.candidates.forEach(
          (probe, ids) -> {
            var agreeing = new ArrayList<UUID>();
            for (UUID id : ids) {
              Map<String, @Nullable Object> other = values.get(id);
              // A key may be older than its record.
              if (other != null
                  && found.matcher.agrees(probe.values(), field -> other.get(field.name()))) {
                agreeing.add(id);
              }
            }
            if (!agreeing.isEmpty()) {
              result
                  .computeIfAbsent(probe, _ -> new ArrayList<>(1))
                  .add(new Duplicates(found.matcher, agreeing));
            }
          });
    }
    return result;
  }

  private Uni<Map<UUID, Map<String, @Nullable Object>>> values(
      Work work, ObjectModel object, Set<String> fields, Collection<UUID> ids) {
    var scope = QueryScope.ofPlatform(work.model(), work.caller(), work.now());
    SqlPlan plan =
        switch (planner.byId(scope, object, List.copyOf(fields), List.copyOf(ids), false)) {
          case Checked.Valid<SqlPlan>(SqlPlan valid) -> valid;
          case Checked.Refused<SqlPlan>(List<Violation> violations) ->
              throw new IllegalStateException("fields of a compiled rule: " + violations);
        };
    SqlPlan.Statement statement = plan.statements().getFirst();
    return work.tx()
        .query(statement.sql(), Tuple.from(statement.parameters()))
        .map(
            rows -> {
              var values = new HashMap<UUID, Map<String, @Nullable Object>>();
              for (Row row : rows) {
                var record = new HashMap<String, @Nullable Object>();
                for (Output output : plan.output()) {
                  if (output instanceof Output.Value value) {
                    record.put(value.name(), value.reading().read(row, value.column()));
                  }
                }
                values.put((UUID) record.get(SystemFields.ID), record);
              }
              return values;
            });
  }
}
