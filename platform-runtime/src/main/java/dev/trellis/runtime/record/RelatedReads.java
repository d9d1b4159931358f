package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.query.Related;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.DraftValues;
import dev.trellis.runtime.work.Aside;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what formulas want to know of the records that a batch refers to. */
final class RelatedReads {
  /** With more records than this, formulas are worked out beside the event loop. */
  private static final int FEW = 20;

  private RelatedReads() {}

  /** What formulas see besides records. */
  static Surroundings surroundings(Work work) {
    return new Surroundings(work.caller(), work.model(), work.now());
  }

  /** Works formulas out over what was read of other records. */
  static Uni<Void> over(
      Work work,
      Related related,
      List<Draft> drafts,
      Consumer<Map<UUID, @Nullable Object[]>> formulas) {
    return of(work, related, drafts)
        .chain(
            found -> {
              if (drafts.size() > FEW) {
                return Aside.run(() -> formulas.accept(found));
              }
              formulas.accept(found);
              return Uni.createFrom().voidItem();
            });
  }

  /** Asks nothing when no reference is followed, or none of them leads anywhere. */
  static Uni<Map<UUID, @Nullable Object[]>> of(Work work, Related related, List<Draft> drafts) {
    Map<ObjectModel, Set<UUID>> wanted = DraftValues.referred(related, drafts, surroundings(work));
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    var found = new HashMap<UUID, @Nullable Object[]>();
    var scope = QueryScope.ofPlatform(work.model(), work.caller(), work.now());
    var reads =
        related.requests(scope, wanted).stream()
            .map(request -> read(work, request, found))
            .toList();
    return Uni.join().all(reads).andFailFast().replaceWith(found);
  }

  private static Uni<Void> read(
      Work work, Related.Request request, Map<UUID, @Nullable Object[]> found) {
    return work.tx()
        .query(request.statement().sql(), Tuple.from(request.statement().parameters()))
        .invoke(rows -> request.read(rows, found))
        .replaceWithVoid();
  }
}
