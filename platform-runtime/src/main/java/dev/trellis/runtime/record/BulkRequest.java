package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.runtime.identity.RequestFields;
import dev.trellis.runtime.record.RecordPipeline.Atomicity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change of many records, read with all that is wrong with it told at once. */
record BulkRequest(
    String operation, @Nullable String key, Atomicity atomicity, List<ObjectNode> records) {
  private static final int MAX_RECORDS = 10_000;
  private static final int MAX_NAME = 255;
  private static final List<String> OPERATIONS = List.of("insert", "update", "upsert", "delete");

  static BulkRequest of(ObjectNode body) {
    var fields = new RequestFields(body);
    String operation = fields.required("operation", MAX_NAME);
    if (!fields.isRefused("operation") && !OPERATIONS.contains(operation)) {
      fields.refuse("operation", "not_in_list", "value", operation, "allowed", OPERATIONS);
    }
    Optional<String> key = fields.secret("key", MAX_NAME);
    Atomicity atomicity =
        fields.flag("all_or_none").orElse(false) ? Atomicity.ALL_OR_NONE : Atomicity.EACH;
    List<ObjectNode> records = records(body, fields);
    fields.done();
    return new BulkRequest(operation, key.orElse(null), atomicity, records);
  }

  private static List<ObjectNode> records(ObjectNode body, RequestFields fields) {
    if (!fields.has("records")) {
      fields.refuse("records", "required");
      return List.of();
    }
    if (!(body.get("records") instanceof ArrayNode list)) {
      fields.refuse("records", "wrong_type", "expected", "list");
      return List.of();
    }
    if (list.size() > MAX_RECORDS) {
      fields.refuse("records", "too_many", "max", MAX_RECORDS);
      return List.of();
    }
    return objects(list, fields);
  }

  private static List<ObjectNode> objects(ArrayNode list, RequestFields fields) {
    var objects = new ArrayList<ObjectNode>(list.size());
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.get(i);
      if (item instanceof ObjectNode object) {
        objects.add(object);
      } else {
        fields.refuse("records/" + i, "wrong_type", "expected", "object");
      }
    }
    return objects;
  }
}
