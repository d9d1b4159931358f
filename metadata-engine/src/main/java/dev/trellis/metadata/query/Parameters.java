package dev.trellis.metadata.query;

import dev.trellis.metadata.storage.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one statement, numbered as they come. Every one is cast, so that its type never
 * depends on its place.
 */
final class Parameters {
  private final List<@Nullable Object> values = new ArrayList<>();
  private final Map<Object, String> integers = new HashMap<>();

  /** {@code $3::text} */
  String add(@Nullable Object value, String sqlType) {
    values.add(value);
    return "$" + values.size() + "::" + sqlType;
  }

  String add(@Nullable Object value, ColumnType type) {
    return add(value, type.sql());
  }

  /** Numbers of tenants and objects come again and again. */
  String integer(int value) {
    return integers.computeIfAbsent(value, _ -> add(value, "int"));
  }

  /** Takes over a fragment with its own numbering. */
  String embed(SqlFragment fragment) {
    int offset = values.size();
    values.addAll(fragment.parameters());
    return fragment.after(offset);
  }

  List<@Nullable Object> values() {
    return values;
  }
}
