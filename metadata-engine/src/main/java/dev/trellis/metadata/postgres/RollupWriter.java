package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.formula.Differences;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.query.RollupQuery;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.metadata.record.StoredRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings roll-ups of given records up to date and writes what differs. The records are held first:
 * whoever else changed children of theirs has committed when the children are read, and whoever
 * comes later reads what was written here. So no change is lost.
 *
 * <p>Counts and sums may be told by how much they change, which costs the same however many
 * children there are; everything else is gathered from all children, which is right whatever was
 * there before.
 */
public final class RollupWriter {
  private final Tx tx;
  private final QueryScope scope;
  private final ObjectModel parent;
  private final List<Rollup> gathered;
  private final Differences differences;
  private final List<Rollup> all;
  private final RecordStatements statements;

  /**
   * @param scope with the platform's rights
   * @param gathered those roll-ups of {@code parent} that are gathered anew
   * @param differences what is known of others
   */
  public RollupWriter(
      Tx tx, QueryScope scope, ObjectModel parent, List<Rollup> gathered, Differences differences) {
    this.tx = tx;
    this.scope = scope;
    this.parent = parent;
    this.gathered = List.copyOf(gathered);
    this.differences = differences;
    this.all = new ArrayList<>(gathered);
    all.addAll(differences.rollups());
    this.statements = RecordStatements.of(parent);
  }

  /** A record whose roll-ups were not what they are now. */
  public record Changed(UUID id, StoredRecord before, @Nullable Object[] values) {
    public int version(ObjectModel object) {
      return (Integer) Objects.requireNonNull(before.value(object.require(SystemFields.VERSION)));
    }
  }

  /** Records that are not there are passed over. Yields those that changed. */
  public Uni<List<Changed>> write(Collection<UUID> ids) {
    Uni<RowSet<Row>> held = tx.send(statements.selectForUpdate(tx.tenantId(), ids));
    // Sent behind it, so each of these looks at the children when the records are held.
    var answers = new ArrayList<Uni<Void>>();
    var found = new HashMap<UUID, Map<Integer, @Nullable Object>>();
    for (List<Rollup> together : byReference()) {
      answers.add(gather(together, ids, found));
    }
    return held.chain(
        rows ->
            answers.isEmpty()
                ? writeAll(changed(rows, found))
                : Uni.join()
                    .all(answers)
                    .andFailFast()
                    .chain(() -> writeAll(changed(rows, found))));
  }

  private Collection<List<Rollup>> byReference() {
    var groups = new LinkedHashMap<String, List<Rollup>>();
    for (Rollup rollup : gathered) {
      groups
          .computeIfAbsent(
              rollup.child().name() + "." + rollup.via().name(), _ -> new ArrayList<>())
          .add(rollup);
    }
    return groups.values();
  }

  private Uni<Void> gather(
      List<Rollup> together,
      Collection<UUID> ids,
      Map<UUID, Map<Integer, @Nullable Object>> found) {
    SqlFragment query = RollupQuery.of(scope, together, ids);
    return tx.query(query.sql(), Tuple.from(query.parameters()))
        .invoke(
            rows -> {
              for (Row row : rows) {
                var values = found.computeIfAbsent(row.getUUID(0), _ -> new HashMap<>());
                for (int i = 0; i < together.size(); i++) {
                  Rollup rollup = together.get(i);
                  values.put(rollup.field().ordinal(), RollupQuery.value(rollup, row, i + 1));
                }
              }
            })
        .replaceWithVoid();
  }

  private List<Changed> changed(RowSet<Row> rows, Map<UUID, Map<Integer, @Nullable Object>> found) {
    FieldModel id = parent.require(SystemFields.ID);
    var changed = new ArrayList<Changed>();
    for (Row row : rows) {
      StoredRecord before = statements.layout().decode(row, 0);
      @Nullable Object[] values = before.values().clone();
      Map<Integer, @Nullable Object> ofThis = found.getOrDefault(before.id(id), Map.of());
      for (Rollup rollup : gathered) {
        int ordinal = rollup.field().ordinal();
        values[ordinal] =
            ofThis.containsKey(ordinal)
                ? ofThis.get(ordinal)
                : RollupQuery.ofNone(rollup.field(), rollup.aggregate());
      }
      for (Rollup rollup : differences.rollups()) {
        int ordinal = rollup.field().ordinal();
        // Blank only until the job that gathers it comes by, which does not care what it finds.
        BigDecimal was = values[ordinal] instanceof BigDecimal number ? number : BigDecimal.ZERO;
        values[ordinal] =
            RollupQuery.fitting(rollup, was.add(differences.of(before.id(id), rollup)));
      }
      if (!differing(before, values).isEmpty()) {
        changed.add(new Changed(before.id(id), before, values));
      }
    }
    return changed;
  }

  private BitSet differing(StoredRecord before, @Nullable Object[] values) {
    var fields = new BitSet();
    for (Rollup rollup : all) {
      int ordinal = rollup.field().ordinal();
      if (!Objects.equals(before.values()[ordinal], values[ordinal])) {
        fields.set(ordinal);
      }
    }
    return fields;
  }

  private Uni<List<Changed>> writeAll(List<Changed> changed) {
    var groups = new LinkedHashMap<BitSet, List<Changed>>();
    for (Changed record : changed) {
      groups
          .computeIfAbsent(
              statements.layout().columnsOf(differing(record.before(), record.values())),
              _ -> new ArrayList<>())
          .add(record);
    }
    groups.forEach(
        (columns, group) ->
            tx.send(
                statements.update(
                    tx.tenantId(),
                    columns,
                    group.stream().map(Changed::id).toList(),
                    group.stream()
                        .map(record -> statements.layout().encode(record.values(), record.before()))
                        .toList())));
    return Uni.createFrom().item(changed);
  }
}
