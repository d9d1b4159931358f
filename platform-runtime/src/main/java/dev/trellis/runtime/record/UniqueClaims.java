package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.Statement;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.UniqueValues;
import dev.trellis.metadata.record.UniqueValues.Claim;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Claims unique values in {@code unique_value}, whose primary key decides between two transactions
 * that want the same one: the second waits for the first and is refused when that commits.
 */
@ApplicationScoped
class UniqueClaims {
  private static final String CLAIM =
      "INSERT INTO unique_value (tenant_id, object_id, field_id, value, record_id)"
          + " SELECT $1, $2, u.f, u.v, u.r FROM unnest($3::int[], $4::text[], $5::uuid[]) AS u(f, v, r)"
          + " ON CONFLICT DO NOTHING RETURNING field_id, value";
  private static final String RELEASE =
      "DELETE FROM unique_value AS x USING unnest($3::int[], $4::text[]) AS u(f, v)"
          + " WHERE x.tenant_id = $1 AND x.object_id = $2 AND x.field_id = u.f AND x.value = u.v";
  private static final String RELEASE_RECORDS =
      "DELETE FROM unique_value WHERE tenant_id = $1 AND object_id = $2 AND field_id = ANY($3) AND record_id = ANY($4)";

  /**
   * Claims what the drafts newly hold and releases what they no longer hold; refuses those that
   * come too late.
   */
  Uni<Void> claim(Work work, ObjectModel object, List<Draft> drafts) {
    List<FieldModel> fields = UniqueValues.fields(object);
    if (fields.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    // Sorted, so that two batches claim in the same order and cannot wait for each other.
    SortedMap<Claim, Draft> wanted =
        new TreeMap<>(Comparator.comparing(Claim::fieldId).thenComparing(Claim::value));
    Map<Claim, Draft> released = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      for (FieldModel field : fields) {
        collect(draft, field, wanted, released);
      }
    }
    // A draft that was refused just now keeps what it holds.
    wanted.values().removeIf(Draft::isRefused);
    released.values().removeIf(Draft::isRefused);
    if (!released.isEmpty()) {
      work.tx().send(release(work, object, released.keySet()));
    }
    if (wanted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return work.tx()
        .send(claimStatement(work, object, wanted))
        .invoke(
            rows -> {
              var lost = new TreeMap<>(wanted);
              for (Row row : rows) {
                lost.remove(new Claim(row.getInteger(0), row.getString(1)));
              }
              if (!lost.isEmpty()) {
                refuse(work, object, wanted, released, lost);
              }
            })
        .replaceWithVoid();
  }

  private static void collect(
      Draft draft, FieldModel field, Map<Claim, Draft> wanted, Map<Claim, Draft> released) {
    Claim now = claim(field, draft.value(field));
    Claim before = claim(field, draft.valueBefore(field));
    if (Objects.equals(now, before)) {
      return;
    }
    if (before != null) {
      released.put(before, draft);
    }
    if (now != null) {
      Draft other = wanted.putIfAbsent(now, draft);
      if (other != null) {
        draft.refuse(field, "duplicate_value", "value", String.valueOf(draft.value(field)));
      }
    }
  }

  static @Nullable Claim claim(FieldModel field, @Nullable Object value) {
    return value == null ? null : new Claim(field.id(), UniqueValues.normalise(value));
  }

  /**
   * A draft that lost one value gives back the others that it won, and takes again what it had
   * released.
   */
  private static void refuse(
      Work work,
      ObjectModel object,
      Map<Claim, Draft> wanted,
      Map<Claim, Draft> released,
      Map<Claim, Draft> lost) {
    lost.forEach(
        (claim, draft) ->
            object.fields().stream()
                .filter(field -> field.id() == claim.fieldId() && field.definition().mustBeUnique())
                .findFirst()
                .ifPresent(
                    field ->
                        draft.refuse(
                            field,
                            "duplicate_value",
                            "value",
                            String.valueOf(draft.value(field)))));
    var giveBack = new ArrayList<Claim>();
    wanted.forEach(
        (claim, draft) -> {
          if (draft.isRefused() && !lost.containsKey(claim)) {
            giveBack.add(claim);
          }
        });
    if (!giveBack.isEmpty()) {
      work.tx().send(release(work, object, giveBack));
    }
    var takeAgain = new LinkedHashMap<Claim, Draft>();
    released.forEach(
        (claim, draft) -> {
          if (draft.isRefused()) {
            takeAgain.put(claim, draft);
          }
        });
    if (!takeAgain.isEmpty()) {
      work.tx().send(claimStatement(work, object, takeAgain));
    }
  }

  /** Lets go of everything that deleted records hold. */
  void releaseAll(Work work, ObjectModel object, Collection<UUID> ids) {
    List<FieldModel> fields = UniqueValues.fields(object);
    if (!fields.isEmpty()) {
      Integer[] fieldIds = fields.stream().map(FieldModel::id).toArray(Integer[]::new);
      work.tx()
          .query(
              RELEASE_RECORDS,
              Tuple.of(work.tenantId(), object.id(), fieldIds, ids.toArray(UUID[]::new)));
    }
  }

  private static Statement claimStatement(Work work, ObjectModel object, Map<Claim, Draft> claims) {
    return new Statement(
        CLAIM,
        Tuple.of(
            work.tenantId(),
            object.id(),
            claims.keySet().stream().map(Claim::fieldId).toArray(Integer[]::new),
            claims.keySet().stream().map(Claim::value).toArray(String[]::new),
            claims.values().stream().map(Draft::id).toArray(UUID[]::new)));
  }

  private static Statement release(Work work, ObjectModel object, Collection<Claim> claims) {
    return new Statement(
        RELEASE,
        Tuple.of(
            work.tenantId(),
            object.id(),
            claims.stream().map(Claim::fieldId).toArray(Integer[]::new),
            claims.stream().map(Claim::value).toArray(String[]::new)));
  }
}
