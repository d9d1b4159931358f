package dev.trellis.metadata.postgres;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.component.FieldType;
import io.vertx.sqlclient.Tuple;

/** Conditions and parameters of statements over all records of an object. */
record RecordTable(ObjectModel object) {
  String name() {
    return object.table().name();
  }

  /** Takes the first {@link #parameters()} of the statement. */
  String scope() {
    if (object.table().isShared()) {
      return "tenant_id = $1 AND object_id = $2";
    }
    return object.table().hasTenant() ? "tenant_id = $1" : "true";
  }

  int parameters() {
    return object.table().isShared() ? 2 : object.table().hasTenant() ? 1 : 0;
  }

  Tuple tuple(int tenantId) {
    Tuple tuple = Tuple.tuple();
    if (parameters() > 0) {
      tuple.addInteger(tenantId);
    }
    if (parameters() > 1) {
      tuple.addInteger(object.id());
    }
    return tuple;
  }

  /** Whether a picklist holds one of a list of texts, which stands where {@code %s} is. */
  static String holdsOneOf(FieldModel field) {
    boolean isMany = field.type() instanceof FieldType.MultiPicklist;
    return switch (field.storage()) {
      case Storage.Column column when isMany ->
          "string_to_array(trim(both ';' from " + column.column() + "), ';') && %s";
      case Storage.Column column -> column.column() + " = ANY(%s)";
      case Storage.Overflow overflow when isMany -> "overflow->'" + overflow.key() + "' ?| %s";
      case Storage.Overflow overflow -> "overflow->>'" + overflow.key() + "' = ANY(%s)";
      case Storage.Computed _ -> throw new IllegalStateException("no choice is computed");
    };
  }

  static String hasValue(FieldModel field) {
    return switch (field.storage()) {
      case Storage.Column column -> column.column() + " IS NOT NULL";
      case Storage.Overflow overflow -> "overflow->'" + overflow.key() + "' IS NOT NULL";
      case Storage.Computed _ -> "false";
    };
  }
}
