package dev.trellis.metadata.query;

import dev.trellis.metadata.storage.ColumnType;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to go on after a page. */
public final class Paging {
  private final int limit;
  private final int firstKey;
  private final List<ColumnType> types;
  private final CursorCodec codec;
  private final CursorCodec.Binding binding;

  Paging(
      int limit,
      int firstKey,
      List<ColumnType> types,
      CursorCodec codec,
      CursorCodec.Binding binding) {
    this.limit = limit;
    this.firstKey = firstKey;
    this.types = List.copyOf(types);
    this.codec = codec;
    this.binding = binding;
  }

  /** Rows on a page. */
  public int limit() {
    return limit;
  }

  /** The cursor that goes on after a row of this plan. */
  public String after(Row row) {
    var keys = new ArrayList<@Nullable Object>();
    for (int i = 0; i < types.size(); i++) {
      int column = firstKey + i;
      keys.add(
          switch (types.get(i)) {
            case TEXT, JSON -> row.getString(column);
            case LONG -> row.getLong(column);
            case INT -> row.getInteger(column);
            case NUMERIC -> row.getBigDecimal(column);
            case TIME -> row.getOffsetDateTime(column);
            case BOOL -> row.getBoolean(column);
            case UUID -> row.getUUID(column);
          });
    }
    return after(keys);
  }

  String after(List<? extends @Nullable Object> keys) {
    return codec.encode(binding, types, keys);
  }

  int firstKey() {
    return firstKey;
  }

  List<ColumnType> types() {
    return types;
  }
}
