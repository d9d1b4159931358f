package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.UniqueValues;
import dev.trellis.metadata.record.UniqueValues.Claim;
import dev.trellis.runtime.record.RecordPipeline.Atomicity;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells drafts that will not be written which of their unique values others have, so that all that
 * is wrong with a record is told at once. It only looks: what is not written claims nothing.
 */
final class TakenValues {
  private static final String HOLDERS =
      "SELECT x.field_id, x.value, x.record_id FROM unique_value AS x"
          + " JOIN unnest($3::int[], $4::text[]) AS u(f, v) ON x.field_id = u.f AND x.value = u.v"
          + " WHERE x.tenant_id = $1 AND x.object_id = $2";

  /** What a draft would claim if it was written. */
  private record Wish(Draft draft, FieldModel field, Claim claim) {
    void refuse() {
      draft.refuse(field, "duplicate_value", "value", String.valueOf(draft.value(field)));
    }
  }

  private TakenValues() {}

  /** Those of a batch that will not be written, as it stands before anything is claimed. */
  static List<Draft> unwritten(List<Draft> drafts, SaveResults results, Atomicity atomicity) {
    return switch (atomicity) {
      case EACH -> drafts.stream().filter(Draft::isRefused).toList();
      case ALL_OR_NONE ->
          results.hasFailed() || drafts.stream().anyMatch(Draft::isRefused) ? drafts : List.of();
    };
  }

  /**
   * @param unwritten some of the drafts
   */
  static Uni<Void> tell(Work work, ObjectModel object, List<Draft> drafts, List<Draft> unwritten) {
    List<FieldModel> fields = UniqueValues.fields(object);
    var others = new ArrayList<>(drafts);
    others.removeAll(new HashSet<>(unwritten));
    Set<Claim> inBatch = new HashSet<>();
    wishes(others, fields).forEach(wish -> inBatch.add(wish.claim()));
    Map<Claim, Wish> asked = new HashMap<>();
    for (Wish wish : wishes(unwritten, fields)) {
      if (inBatch.add(wish.claim())) {
        asked.put(wish.claim(), wish);
      } else {
        wish.refuse();
      }
    }
    if (asked.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Set<Claim> released = released(drafts, fields);
    return work.tx()
        .query(HOLDERS, parameters(work, object, asked.keySet()))
        .invoke(holders -> refuseHeld(holders, asked, released))
        .replaceWithVoid();
  }

  private static List<Wish> wishes(List<Draft> drafts, List<FieldModel> fields) {
    var wishes = new ArrayList<Wish>();
    for (Draft draft : drafts) {
      for (FieldModel field : fields) {
        Claim now = UniqueClaims.claim(field, draft.value(field));
        if (now != null
            && !draft.isRefused(field)
            && !now.equals(UniqueClaims.claim(field, draft.valueBefore(field)))) {
          wishes.add(new Wish(draft, field, now));
        }
      }
    }
    return wishes;
  }

  /** What the batch itself would give up is not in the way of the rest of it. */
  private static Set<Claim> released(List<Draft> drafts, List<FieldModel> fields) {
    var released = new HashSet<Claim>();
    for (Draft draft : drafts) {
      for (FieldModel field : fields) {
        Claim before = UniqueClaims.claim(field, draft.valueBefore(field));
        if (before != null && !before.equals(UniqueClaims.claim(field, draft.value(field)))) {
          released.add(before);
        }
      }
    }
    return released;
  }

  private static void refuseHeld(RowSet<Row> holders, Map<Claim, Wish> asked, Set<Claim> released) {
    for (Row row : holders) {
      Wish wish = asked.get(new Claim(row.getInteger(0), row.getString(1)));
      if (wish != null
          && !released.contains(wish.claim())
          && !wish.draft().id().equals(row.getUUID(2))) {
        wish.refuse();
      }
    }
  }

  private static Tuple parameters(Work work, ObjectModel object, Set<Claim> claims) {
    return Tuple.of(
        work.tenantId(),
        object.id(),
        claims.stream().map(Claim::fieldId).toArray(Integer[]::new),
        claims.stream().map(Claim::value).toArray(String[]::new));
  }
}
