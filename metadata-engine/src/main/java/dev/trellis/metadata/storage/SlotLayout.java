package dev.trellis.metadata.storage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which slots the record table has. The migrations create them; a test compares the two.
 *
 * <p>Counts are chosen so that the objects of real CRMs fit (the largest standard objects have some
 * 60 fields) while a row's null bitmap stays at 22 bytes; what does not fit goes to {@code
 * overflow}.
 */
public final class SlotLayout {
  private static final Map<ColumnType, Integer> PLAIN = new EnumMap<>(ColumnType.class);
  private static final Map<ColumnType, Integer> INDEXED = new EnumMap<>(ColumnType.class);

  static {
    PLAIN.put(ColumnType.TEXT, 40);
    PLAIN.put(ColumnType.LONG, 30);
    PLAIN.put(ColumnType.TIME, 16);
    PLAIN.put(ColumnType.BOOL, 24);
    PLAIN.put(ColumnType.UUID, 8);
    PLAIN.put(ColumnType.NUMERIC, 8);
    INDEXED.put(ColumnType.TEXT, 6);
    INDEXED.put(ColumnType.LONG, 6);
    INDEXED.put(ColumnType.TIME, 4);
    INDEXED.put(ColumnType.UUID, 12);
  }

  private SlotLayout() {}

  /** Plain slots of a type, the hottest (nearest to the front of the row) first. */
  public static List<String> plain(ColumnType type) {
    return names(type.prefix(), PLAIN.getOrDefault(type, 0));
  }

  /** Slots of a type that carry an index; empty for types that have none. */
  public static List<String> indexed(ColumnType type) {
    return names("x" + type.prefix(), INDEXED.getOrDefault(type, 0));
  }

  /** Every slot column. */
  public static List<String> all() {
    var all = new ArrayList<String>();
    for (ColumnType type : ColumnType.values()) {
      all.addAll(indexed(type));
      all.addAll(plain(type));
    }
    return all;
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> prefix + number).toList();
  }
}
