package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.change.plan.DataEffect.ClaimValues;
import dev.trellis.metadata.change.plan.Impact;
import dev.trellis.metadata.record.UniqueValues;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Claims the values of one field that becomes unique. The table's primary key finds what two
 * records share; without writing, a set in memory does.
 */
final class ClaimTally {
  private static final String CLAIM =
      """
      INSERT INTO unique_value (tenant_id, object_id, field_id, value, record_id)
      SELECT $1, $2, $3, u.v, u.r FROM unnest($4::text[], $5::uuid[]) AS u(v, r)
      ON CONFLICT DO NOTHING RETURNING value
      """;

  final ClaimValues claim;
  private final boolean isWriting;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Holder> open = new LinkedHashMap<>();
  private final List<Impact.Example> examples = new ArrayList<>();
  private long rows;
  private long failing;

  private record Holder(UUID id, @Nullable String name, Object value) {}

  ClaimTally(ClaimValues claim, boolean isWriting) {
    this.claim = claim;
    this.isWriting = isWriting;
  }

  void add(UUID id, @Nullable String name, Object value) {
    rows++;
    var holder = new Holder(id, name, value);
    String normalised = UniqueValues.normalise(value);
    boolean isTaken =
        isWriting ? open.putIfAbsent(normalised, holder) != null : !seen.add(normalised);
    if (isTaken) {
      refuse(holder);
    }
  }

  Uni<Void> flush(Tx tx, ObjectModel object) {
    if (open.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var values = open.keySet().toArray(String[]::new);
    var ids = open.values().stream().map(Holder::id).toArray(UUID[]::new);
    return tx.query(CLAIM, Tuple.of(tx.tenantId(), object.id(), claim.field().id(), values, ids))
        .invoke(
            claimed -> {
              for (Row row : claimed) {
                open.remove(row.getString(0));
              }
              open.values().forEach(this::refuse);
              open.clear();
            })
        .replaceWithVoid();
  }

  private void refuse(Holder holder) {
    failing++;
    if (examples.size() < Impact.MAX_EXAMPLES) {
      String value = FieldJson.text(holder.value());
      examples.add(
          new Impact.Example(
              holder.id(),
              holder.name(),
              value,
              Violation.of("/" + claim.field().name(), "duplicate_value", "value", value)));
    }
  }

  Impact impact() {
    return new Impact(claim.component(), Impact.Effect.UNIQUE, rows, failing, examples, List.of());
  }
}
