package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.UniqueValues;
import dev.trellis.metadata.value.Coerced;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which records of an upsert are there already, by their key. */
record UpsertMatch(
    List<SaveInput> inserts,
    int[] insertPositions,
    List<SaveInput> updates,
    int[] updatePositions) {
  private static final String FIND =
      "SELECT value, record_id FROM unique_value WHERE tenant_id = $1 AND object_id = $2 AND field_id = $3 AND value = ANY($4)";

  static Uni<UpsertMatch> find(
      Work work, ObjectModel object, FieldModel key, List<SaveInput> inputs, SaveResults results) {
    var values = new String[inputs.size()];
    var seen = new HashMap<String, Integer>();
    for (int i = 0; i < inputs.size(); i++) {
      JsonNode json = inputs.get(i).fields().path(key.name());
      Coerced coerced = FieldCoercion.coerce(key, json);
      switch (coerced) {
        case Coerced.Value(Object value) when value == null ->
            results.fail(
                i, null, ErrorCode.INVALID, List.of(Violation.of("/" + key.name(), "required")));
        case Coerced.Value(Object value) -> {
          String normal = UniqueValues.normalise(value);
          if (seen.putIfAbsent(normal, i) != null) {
            results.fail(
                i,
                null,
                ErrorCode.INVALID,
                List.of(Violation.of("/" + key.name(), "twice_in_batch")));
          } else {
            values[i] = normal;
          }
        }
        case Coerced.Refused(Violation violation) ->
            results.fail(i, null, ErrorCode.INVALID, List.of(violation));
      }
    }
    return work.tx()
        .query(
            FIND,
            Tuple.of(work.tenantId(), object.id(), key.id(), seen.keySet().toArray(String[]::new)))
        .map(
            rows -> {
              var found = new HashMap<String, UUID>();
              for (Row row : rows) {
                found.put(row.getString("value"), row.getUUID("record_id"));
              }
              return split(inputs, values, found);
            });
  }

  private static UpsertMatch split(
      List<SaveInput> inputs, String[] values, Map<String, UUID> found) {
    var inserts = new ArrayList<SaveInput>();
    var updates = new ArrayList<SaveInput>();
    var insertPositions = new ArrayList<Integer>();
    var updatePositions = new ArrayList<Integer>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        continue;
      }
      UUID id = found.get(values[i]);
      if (id == null) {
        inserts.add(inputs.get(i));
        insertPositions.add(i);
      } else {
        updates.add(new SaveInput(id, inputs.get(i).version(), inputs.get(i).fields()));
        updatePositions.add(i);
      }
    }
    return new UpsertMatch(inserts, array(insertPositions), updates, array(updatePositions));
  }

  private static int[] array(List<Integer> positions) {
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }
}
