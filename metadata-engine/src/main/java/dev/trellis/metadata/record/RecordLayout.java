package dev.trellis.metadata.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.text.SortKey;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.metadata.value.Json;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.metadata.value.StoredValues;
import dev.trellis.sdk.component.FieldType;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The columns that an object's records use, in one fixed order, and the way between a record's
 * value array (by {@link FieldModel#ordinal()}) and them. Computed once per object model.
 */
public final class RecordLayout {
  /** A column that the record's fields fill. */
  public record Column(String name, ColumnType type) {}

  private final ObjectModel object;
  private final List<Column> columns = new ArrayList<>();
  private final int[] rawColumn;
  private final int[] keyColumn;
  private final int keysColumn;
  private final int overflowColumn;
  private final List<String> read = new ArrayList<>();
  private final int[] readColumn;
  private final int readOverflow;
  private final Set<String> keyMembers = new HashSet<>();
  private final Set<String> overflowMembers = new HashSet<>();

  public RecordLayout(ObjectModel object) {
    this.object = object;
    int fields = object.fields().size();
    rawColumn = new int[fields];
    keyColumn = new int[fields];
    for (FieldModel field : object.fields()) {
      rawColumn[field.ordinal()] = -1;
      keyColumn[field.ordinal()] = -1;
      if (field.storage() instanceof Storage.Column column) {
        rawColumn[field.ordinal()] = add(column.column(), column.type());
        if (column.indexed() != null && !column.indexed().equals(column.column())) {
          ColumnType keyType =
              column.type() == ColumnType.NUMERIC ? ColumnType.LONG : column.type();
          keyColumn[field.ordinal()] = add(column.indexed(), keyType);
        }
        keyMembers.add(column.column());
      } else if (field.storage() instanceof Storage.Overflow stored) {
        overflowMembers.add(stored.key());
      }
      overflowMembers.add(targetKey(field));
    }
    keysColumn = add("keys", ColumnType.JSON);
    overflowColumn = add("overflow", ColumnType.JSON);
    readColumn = new int[fields];
    for (FieldModel field : object.fields()) {
      readColumn[field.ordinal()] = read.size();
      if (field.storage() instanceof Storage.Column column) {
        read.add(column.column());
      }
    }
    boolean hasOverflow = object.fields().stream().anyMatch(RecordLayout::usesOverflow);
    readOverflow = hasOverflow ? read.size() : -1;
    if (hasOverflow) {
      read.add("overflow::text");
    }
  }

  private static boolean usesOverflow(FieldModel field) {
    return field.storage() instanceof Storage.Overflow
        || (field.type() instanceof FieldType.Reference reference && reference.isPolymorphic());
  }

  private int add(String name, ColumnType type) {
    columns.add(new Column(name, type));
    return columns.size() - 1;
  }

  public ObjectModel object() {
    return object;
  }

  /** Without {@code tenant_id} and {@code object_id}, which the statement writes itself. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * A select list that {@link #decodeRead} reads: what is needed to answer with a record, and not
   * to change it. The columns left out lie far back in the row, and are JSON.
   */
  public String readList() {
    return String.join(", ", read);
  }

  /** A select list that {@link #decode} reads. */
  public String selectList() {
    return String.join(
        ", ",
        columns.stream()
            .map(
                column ->
                    column.type() == ColumnType.JSON ? column.name() + "::text" : column.name())
            .toList());
  }

  /**
   * A record's values as column values, in the order of {@link #columns()}.
   *
   * @param before the stored row that they replace; what it holds for deleted fields stays, so that
   *     those can come back
   */
  public Object[] encode(@Nullable Object[] values, @Nullable StoredRecord before) {
    var encoded = new Object[columns.size()];
    ObjectNode keys = before == null ? null : without(before.keys(), keyMembers);
    ObjectNode overflow = before == null ? null : without(before.overflow(), overflowMembers);
    for (FieldModel field : object.fields()) {
      Object value = values[field.ordinal()];
      if (value == null) {
        continue;
      }
      switch (field.storage()) {
        case Storage.Column column -> {
          encoded[rawColumn[field.ordinal()]] = StoredValues.encode(field, value);
          if (keyColumn[field.ordinal()] >= 0) {
            encoded[keyColumn[field.ordinal()]] = StoredValues.encodeKey(field, value);
          } else if (column.type() == ColumnType.TEXT && StoredValues.hasSortKey(field.type())) {
            keys = withKey(keys, column.column(), (String) value);
          }
          if (value instanceof ReferenceValue reference) {
            overflow = overflow == null ? Json.MAPPER.createObjectNode() : overflow;
            overflow.put(targetKey(field), reference.objectId());
          }
        }
        case Storage.Overflow stored -> {
          overflow = overflow == null ? Json.MAPPER.createObjectNode() : overflow;
          overflow.set(stored.key(), FieldJson.node(value));
          if (value instanceof ReferenceValue reference) {
            overflow.put(targetKey(field), reference.objectId());
          }
        }
        case Storage.Computed _ -> {}
      }
    }
    encoded[keysColumn] = keys == null || keys.isEmpty() ? null : Json.write(keys);
    encoded[overflowColumn] = overflow == null || overflow.isEmpty() ? null : Json.write(overflow);
    return encoded;
  }

  private static @Nullable ObjectNode without(@Nullable ObjectNode stored, Set<String> members) {
    return stored == null ? null : stored.deepCopy().remove(members);
  }

  /** Member of {@code overflow} that says which object a polymorphic reference points to. */
  private static String targetKey(FieldModel field) {
    return field.id() + "o";
  }

  /**
   * Sort keys of texts without an index column stand in {@code keys}, and only where they are not
   * just the lower case.
   */
  private static @Nullable ObjectNode withKey(
      @Nullable ObjectNode keys, String column, String value) {
    String key = SortKey.of(value);
    if (SortKey.isTrivial(value, key)) {
      return keys;
    }
    ObjectNode result = keys == null ? Json.MAPPER.createObjectNode() : keys;
    result.put(column, key);
    return result;
  }

  /** Which columns, by position, may differ when these fields (by ordinal) differ. */
  public BitSet columnsOf(BitSet changedFields) {
    var changed = new BitSet(columns.size());
    changedFields.stream()
        .forEach(
            ordinal -> {
              FieldModel field = object.fields().get(ordinal);
              if (rawColumn[ordinal] >= 0) {
                changed.set(rawColumn[ordinal]);
              }
              if (keyColumn[ordinal] >= 0) {
                changed.set(keyColumn[ordinal]);
              }
              if (field.storage().type() == ColumnType.TEXT
                  && StoredValues.hasSortKey(field.type())) {
                changed.set(keysColumn);
              }
              if (field.storage() instanceof Storage.Overflow || field.isReference()) {
                changed.set(overflowColumn);
              }
            });
    return changed;
  }

  /**
   * Reads a row that was selected by {@link #selectList()}.
   *
   * @param offset position of the list's first column in the row
   */
  public StoredRecord decode(Row row, int offset) {
    ObjectNode keys = document(row.getString(offset + keysColumn));
    ObjectNode overflow = document(row.getString(offset + overflowColumn));
    return new StoredRecord(values(row, offset, rawColumn, overflow), keys, overflow);
  }

  /** Reads a row that was selected by {@link #readList()}; it cannot be written again. */
  public StoredRecord decodeRead(Row row) {
    ObjectNode overflow = readOverflow < 0 ? null : document(row.getString(readOverflow));
    return new StoredRecord(values(row, 0, readColumn, overflow), null, overflow);
  }

  private @Nullable Object[] values(
      Row row, int offset, int[] columnOf, @Nullable ObjectNode overflow) {
    var values = new Object[object.fields().size()];
    for (FieldModel field : object.fields()) {
      Object value =
          switch (field.storage()) {
            case Storage.Column _ ->
                StoredValues.decode(field, row, offset + columnOf[field.ordinal()]);
            case Storage.Overflow stored ->
                StoredValues.fromJson(
                    field, overflow == null ? Json.MAPPER.nullNode() : overflow.path(stored.key()));
            case Storage.Computed _ -> null;
          };
      if (value instanceof UUID id && overflow != null && overflow.has(targetKey(field))) {
        value = new ReferenceValue(overflow.get(targetKey(field)).intValue(), id);
      }
      values[field.ordinal()] = value;
    }
    return values;
  }

  private static @Nullable ObjectNode document(@Nullable String json) {
    return json == null ? null : (ObjectNode) Json.parse(json);
  }
}
