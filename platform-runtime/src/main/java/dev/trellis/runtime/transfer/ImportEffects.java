package dev.trellis.runtime.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.metadata.value.Json;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.runtime.record.SaveResult;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What batches did, kept so that it can be taken back. */
final class ImportEffects {
  private static final String INSERT =
      "INSERT INTO import_effect (tenant_id, import_id, batch, ids, versions, befores) VALUES ($1, $2, $3, $4, $5, $6::text::jsonb)";
  private static final String LAST =
      "SELECT batch, ids, versions, befores::text AS befores FROM import_effect"
          + " WHERE tenant_id = $1 AND import_id = $2 AND batch < $3 ORDER BY batch DESC LIMIT 1 FOR UPDATE";
  private static final String REPLACE =
      "UPDATE import_effect SET ids = $4, versions = $5, befores = $6::text::jsonb WHERE tenant_id = $1 AND import_id = $2 AND batch = $3";
  private static final String DELETE =
      "DELETE FROM import_effect WHERE tenant_id = $1 AND import_id = $2 AND batch = $3";
  private static final String REPEATED =
      "SELECT u.id FROM import_effect AS e, unnest(e.ids) AS u(id) WHERE e.tenant_id = $1 AND e.import_id = $2"
          + " GROUP BY u.id HAVING count(*) > 1";
  private static final String RAISE =
      "UPDATE import_effect AS e SET versions = (SELECT array_agg(coalesce(n.v, x.v) ORDER BY x.o)"
          + " FROM unnest(e.ids, e.versions) WITH ORDINALITY AS x(id, v, o) LEFT JOIN unnest($4::uuid[], $5::int[]) AS n(id, v) USING (id))"
          + " WHERE e.tenant_id = $1 AND e.import_id = $2 AND e.batch < $3 AND e.ids && $4::uuid[]";

  /**
   * One record's part in a batch.
   *
   * @param version the version that the batch left it with
   * @param before the former values of the fields that changed; null when the record was created
   */
  record Effect(UUID id, int version, @Nullable ObjectNode before) {}

  /** All that one batch did. */
  record Batch(int number, List<Effect> effects) {}

  private ImportEffects() {}

  /** Nothing for a record that was refused, or that the row left as it was. */
  static @Nullable Effect of(ObjectModel object, SaveResult result) {
    StoredRecord record = result.record();
    UUID id = result.id();
    if (result.isFailed() || record == null || id == null) {
      return null;
    }
    int version =
        (Integer) Objects.requireNonNull(record.value(object.require(SystemFields.VERSION)));
    StoredRecord before = result.before();
    if (before == null) {
      return new Effect(id, version, null);
    }
    ObjectNode former = Json.MAPPER.createObjectNode();
    for (FieldModel field : object.fields()) {
      if (field.isWritable() && !Objects.equals(before.value(field), record.value(field))) {
        former.set(field.name(), former(field, before.value(field)));
      }
    }
    return former.isEmpty() ? null : new Effect(id, version, former);
  }

  /** As a caller would set it. */
  private static JsonNode former(FieldModel field, @Nullable Object value) {
    if (value instanceof ReferenceValue reference) {
      return FieldJson.node(reference.id());
    }
    return FieldJson.node(value);
  }

  static void record(Tx tx, UUID importId, int batch, List<Effect> effects) {
    if (!effects.isEmpty()) {
      tx.query(INSERT, parameters(tx, importId, new Batch(batch, effects)));
    }
  }

  /** The last batch before a number, locked; null when there is none. */
  static Uni<@Nullable Batch> last(Tx tx, UUID importId, int before) {
    return tx.query(LAST, Tuple.of(tx.tenantId(), importId, before))
        .map(rows -> rows.size() == 0 ? null : batch(rows.iterator().next()));
  }

  private static Batch batch(Row row) {
    UUID[] ids = row.getArrayOfUUIDs("ids");
    Integer[] versions = row.getArrayOfIntegers("versions");
    JsonNode befores = Json.parse(row.getString("befores"));
    var effects = new ArrayList<Effect>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      effects.add(
          new Effect(
              ids[i], versions[i], befores.get(i) instanceof ObjectNode before ? before : null));
    }
    return new Batch(row.getInteger("batch"), effects);
  }

  /** What is left of a batch after it was undone. */
  static void keep(Tx tx, UUID importId, Batch rest) {
    if (rest.effects().isEmpty()) {
      tx.query(DELETE, Tuple.of(tx.tenantId(), importId, rest.number()));
    } else {
      tx.query(REPLACE, parameters(tx, importId, rest));
    }
  }

  /** Records that the import touched more than once. */
  static Uni<Set<UUID>> repeated(Tx tx, UUID importId) {
    return tx.query(REPEATED, Tuple.of(tx.tenantId(), importId))
        .map(
            rows -> {
              var ids = new HashSet<UUID>();
              rows.forEach(row -> ids.add(row.getUUID(0)));
              return ids;
            });
  }

  /**
   * Undoing a later change gave these records new versions, which earlier batches must not take for
   * someone else's change.
   */
  static void raise(Tx tx, UUID importId, int before, List<UUID> ids, List<Integer> versions) {
    if (!ids.isEmpty()) {
      tx.query(
          RAISE,
          Tuple.from(
              new Object[] {
                tx.tenantId(),
                importId,
                before,
                ids.toArray(UUID[]::new),
                versions.toArray(Integer[]::new)
              }));
    }
  }

  private static Tuple parameters(Tx tx, UUID importId, Batch batch) {
    ArrayNode befores = Json.MAPPER.createArrayNode();
    batch.effects().forEach(effect -> befores.add(effect.before()));
    return Tuple.from(
        new Object[] {
          tx.tenantId(),
          importId,
          batch.number(),
          batch.effects().stream().map(Effect::id).toArray(UUID[]::new),
          batch.effects().stream().map(Effect::version).toArray(Integer[]::new),
          Json.write(befores)
        });
  }
}
