package dev.trellis.runtime.record;

import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.formula.Lookups;
import dev.trellis.metadata.query.LookupQuery;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.DraftValues;
import dev.trellis.metadata.record.ValidationRules;
import dev.trellis.runtime.work.Aside;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what rules look up, for all records of a batch at once: a statement for each pair of
 * fields. A key that is looked up itself takes another round, so there are as many rounds as calls
 * are within one another, or follow from what others found.
 */
final class LookupReads {
  private LookupReads() {}

  /** Ends when the rules have nothing left to ask. */
  static Uni<Void> settle(
      Work work, ValidationRules rules, List<Draft> drafts, DraftValues source, Lookups lookups) {
    return Aside.run(() -> drafts.forEach(draft -> rules.ask(draft, source)))
        .chain(
            () -> {
              Map<Binding.OfLookup, Set<String>> wanted = lookups.takeWanted();
              if (wanted.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              return read(work, wanted, lookups)
                  .chain(() -> settle(work, rules, drafts, source, lookups));
            });
  }

  private static Uni<Void> read(
      Work work, Map<Binding.OfLookup, Set<String>> wanted, Lookups lookups) {
    var scope = QueryScope.ofPlatform(work.model(), work.caller(), work.now());
    List<Uni<Void>> reads =
        wanted.entrySet().stream()
            .map(entry -> read(work, scope, entry.getKey(), entry.getValue(), lookups))
            .toList();
    return Uni.join().all(reads).andFailFast().replaceWithVoid();
  }

  private static Uni<Void> read(
      Work work, QueryScope scope, Binding.OfLookup lookup, Set<String> keys, Lookups lookups) {
    LookupQuery query = LookupQuery.of(scope, lookup, keys);
    return work.tx()
        .query(query.statement().sql(), Tuple.from(query.statement().parameters()))
        .invoke(rows -> lookups.answer(lookup, keys, query.read(rows)))
        .replaceWithVoid();
  }
}
