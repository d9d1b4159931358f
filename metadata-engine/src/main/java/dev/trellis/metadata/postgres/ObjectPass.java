package dev.trellis.metadata.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.change.convert.Converted;
import dev.trellis.metadata.change.plan.DataEffect.ClaimValues;
import dev.trellis.metadata.change.plan.DataEffect.Rewrite;
import dev.trellis.metadata.change.plan.Impact;
import dev.trellis.metadata.record.RecordLayout;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One walk over an object's records in order of id, a thousand at a time, that does everything a
 * change does to their values: converts, moves, copies to indexes, claims unique values. Without
 * writing it only counts.
 */
final class ObjectPass {
  private static final int BATCH = 1_000;

  private final Tx tx;
  private final ObjectModel before;
  private final ObjectModel after;
  private final List<Tally> rewrites;
  private final List<ClaimTally> claims;
  private final ConversionLookups lookups;
  private final boolean isWriting;
  private final RecordLayout read;
  private final RecordStatements statements;
  private final int[] sources;
  private final BitSet written;
  private @Nullable UUID last;

  ObjectPass(
      Tx tx,
      ObjectModel before,
      ObjectModel after,
      List<Rewrite> rewrites,
      List<ClaimValues> claims,
      ConversionLookups lookups,
      boolean isWriting) {
    this.tx = tx;
    this.before = before;
    this.after = after;
    this.rewrites = rewrites.stream().map(Tally::new).toList();
    this.claims = claims.stream().map(claim -> new ClaimTally(claim, isWriting)).toList();
    this.lookups = lookups;
    this.isWriting = isWriting;
    this.read = RecordStatements.of(before).layout();
    this.statements = RecordStatements.of(after);
    this.sources = sources();
    this.written = writtenColumns();
  }

  /** For each field afterwards the ordinal of the same field before. */
  private int[] sources() {
    var ordinals = new int[after.fields().size()];
    for (FieldModel field : after.fields()) {
      ordinals[field.ordinal()] =
          before
              .field(field.name())
              .filter(found -> found.id() == field.id())
              .map(FieldModel::ordinal)
              .orElse(-1);
    }
    return ordinals;
  }

  private BitSet writtenColumns() {
    var fields = new BitSet();
    rewrites.forEach(tally -> fields.set(tally.rewrite.to().ordinal()));
    BitSet columns = statements.layout().columnsOf(fields);
    List<RecordLayout.Column> all = statements.layout().columns();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals("keys") || all.get(i).name().equals("overflow")) {
        columns.set(i);
      }
    }
    return columns;
  }

  Uni<List<Impact>> run() {
    return Uni.createFrom()
        .<Boolean>deferred(this::step)
        .repeat()
        .whilst(isDone -> !isDone)
        .collect()
        .last()
        .map(_ -> impacts());
  }

  private Uni<Boolean> step() {
    var table = new RecordTable(before);
    var tuple = table.tuple(tx.tenantId());
    String beyond = "";
    if (last != null) {
      beyond = " AND id > $" + (table.parameters() + 1);
      tuple.addValue(last);
    }
    String sql =
        "SELECT %s FROM %s WHERE %s%s AND (%s) ORDER BY id LIMIT %d"
            .formatted(read.selectList(), table.name(), table.scope(), beyond, condition(), BATCH);
    return tx.query(sql, tuple).chain(rows -> process(rows).replaceWith(() -> rows.size() < BATCH));
  }

  private String condition() {
    return Stream.concat(
            rewrites.stream().map(tally -> tally.rewrite.from()),
            claims.stream().flatMap(tally -> before.field(tally.claim.field().name()).stream()))
        .map(RecordTable::hasValue)
        .distinct()
        .collect(Collectors.joining(" OR "));
  }

  private Uni<Void> process(RowSet<Row> rows) {
    var records = new ArrayList<StoredRecord>(rows.size());
    for (Row row : rows) {
      records.add(read.decode(row, 0));
    }
    if (records.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    last = records.getLast().id(before.require(SystemFields.ID));
    var values = new ArrayList<Object[]>(records.size());
    for (StoredRecord record : records) {
      var moved = new Object[sources.length];
      for (int i = 0; i < sources.length; i++) {
        moved[i] = sources[i] < 0 ? null : record.values()[sources[i]];
      }
      values.add(moved);
    }
    Uni<Void> converted = Uni.createFrom().voidItem();
    for (Tally tally : rewrites) {
      converted = converted.chain(() -> convert(tally, records, values));
    }
    return converted.chain(() -> write(records, values)).chain(() -> claim(records, values));
  }

  private Uni<Void> convert(Tally tally, List<StoredRecord> records, List<Object[]> values) {
    int ordinal = tally.rewrite.to().ordinal();
    if (tally.rewrite.conversion() == null) {
      tally.rows += records.stream().filter(tally::hasValue).count();
      return Uni.createFrom().voidItem();
    }
    var results = new ArrayList<Converted>(records.size());
    for (StoredRecord record : records) {
      results.add(tally.rewrite.conversion().convert(record.value(tally.rewrite.from())));
    }
    return lookups
        .finisher(tally.rewrite.conversion(), results)
        .invoke(
            finish -> {
              for (int i = 0; i < records.size(); i++) {
                values.get(i)[ordinal] = tally.take(records.get(i), finish.apply(results.get(i)));
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> write(List<StoredRecord> records, List<Object[]> values) {
    if (!isWriting || rewrites.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var ids = new ArrayList<UUID>(records.size());
    var rows = new ArrayList<Object[]>(records.size());
    for (int i = 0; i < records.size(); i++) {
      ids.add(records.get(i).id(before.require(SystemFields.ID)));
      rows.add(statements.layout().encode(values.get(i), withoutOld(records.get(i))));
    }
    return tx.send(statements.update(tx.tenantId(), written, ids, rows)).replaceWithVoid();
  }

  /** The row as it was, without what the rewritten fields kept beside their columns. */
  private StoredRecord withoutOld(StoredRecord record) {
    ObjectNode keys = record.keys() == null ? null : record.keys().deepCopy();
    ObjectNode overflow = record.overflow() == null ? null : record.overflow().deepCopy();
    for (Tally tally : rewrites) {
      switch (tally.rewrite.from().storage()) {
        case Storage.Column column -> {
          if (keys != null) {
            keys.remove(column.column());
          }
        }
        case Storage.Overflow stored -> {
          if (overflow != null) {
            overflow.remove(stored.key());
          }
        }
        case Storage.Computed _ -> {}
      }
    }
    return new StoredRecord(record.values(), keys, overflow);
  }

  private Uni<Void> claim(List<StoredRecord> records, List<Object[]> values) {
    FieldModel deletedAt = before.require(SystemFields.DELETED_AT);
    Uni<Void> claimed = Uni.createFrom().voidItem();
    for (ClaimTally tally : claims) {
      for (int i = 0; i < records.size(); i++) {
        Object value = values.get(i)[tally.claim.field().ordinal()];
        if (value != null && records.get(i).value(deletedAt) == null) {
          tally.add(
              records.get(i).id(before.require(SystemFields.ID)), name(records.get(i)), value);
        }
      }
      claimed = claimed.chain(() -> tally.flush(tx, after));
    }
    return claimed;
  }

  private @Nullable String name(StoredRecord record) {
    return record.value(before.require(SystemFields.NAME)) instanceof String name ? name : null;
  }

  private List<Impact> impacts() {
    return Stream.concat(
            rewrites.stream().map(Tally::impact), claims.stream().map(ClaimTally::impact))
        .toList();
  }

  /** What was seen of one field. */
  private final class Tally {
    private final Rewrite rewrite;
    private final List<Impact.Example> examples = new ArrayList<>();
    private long rows;
    private long failing;

    private Tally(Rewrite rewrite) {
      this.rewrite = rewrite;
    }

    private boolean hasValue(StoredRecord record) {
      return record.value(rewrite.from()) != null;
    }

    private @Nullable Object take(StoredRecord record, Converted converted) {
      Object value = record.value(rewrite.from());
      if (value != null) {
        rows++;
      }
      return switch (converted) {
        case Converted.Done(Object done) -> done;
        case Converted.Failed(Violation reason) -> {
          failing++;
          if (examples.size() < Impact.MAX_EXAMPLES) {
            examples.add(
                new Impact.Example(
                    record.id(before.require(SystemFields.ID)),
                    name(record),
                    value == null ? "" : FieldJson.text(value),
                    reason));
          }
          yield rewrite.to().type() instanceof FieldType.Bool ? Boolean.FALSE : null;
        }
        case Converted.RecordNamed _, Converted.NameOfRecord _, Converted.RecordWithId _ ->
            throw new IllegalStateException("not finished: " + converted);
      };
    }

    private Impact impact() {
      boolean getsIndex =
          rewrite.to().storage() instanceof Storage.Column column
              && column.hasIndex()
              && !rewrite.to().storage().equals(rewrite.from().storage());
      Set<String> indexes = new LinkedHashSet<>();
      if (getsIndex) {
        indexes.add(before.name() + "." + rewrite.to().name());
      }
      return new Impact(
          rewrite.component(),
          rewrite.isIndexOnly() ? Impact.Effect.INDEX : Impact.Effect.CONVERT,
          rows,
          failing,
          examples,
          List.copyOf(indexes));
    }
  }
}
