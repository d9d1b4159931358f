package dev.trellis.metadata.storage;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives fields their slots. Pure: the occupied ones come in, a {@link Storage} comes out. */
public final class SlotAllocator {
  private SlotAllocator() {}

  /**
   * Slots that may not be given away: those of live fields, and those of deleted fields and moved
   * values until they are wiped.
   */
  public static Set<String> occupied(Collection<FieldStorage> ofObject) {
    var occupied = new HashSet<String>();
    for (FieldStorage field : ofObject) {
      if (!field.isWiped()) {
        occupied.addAll(slots(field.storage()));
      }
    }
    return occupied;
  }

  /** The columns that a storage takes. */
  public static List<String> slots(Storage storage) {
    return switch (storage) {
      case Storage.Column column when column.indexed() == null -> List.of(column.column());
      case Storage.Column column when column.indexed().equals(column.column()) ->
          List.of(column.column());
      case Storage.Column column -> List.of(column.column(), column.indexed());
      case Storage.Overflow _, Storage.Computed _ -> List.of();
    };
  }

  /**
   * A place for a new field. What finds no free slot goes to the overflow, which holds any number;
   * what wants an index and finds none is stored without.
   */
  public static Storage allocate(Shape shape, int fieldId, Set<String> occupied) {
    if (shape.isComputed()) {
      return new Storage.Computed(shape.type());
    }
    if (!shape.isInline()) {
      return overflow(shape, fieldId);
    }
    Optional<String> index = shape.wantsIndex() ? index(shape.type(), occupied) : Optional.empty();
    if (index.isPresent() && indexHoldsValue(shape.type())) {
      return new Storage.Column(index.get(), shape.type(), index.get(), true);
    }
    Optional<String> plain = firstFree(SlotLayout.plain(shape.type()), occupied);
    if (plain.isEmpty()) {
      return overflow(shape, fieldId);
    }
    return index
        .map(slot -> (Storage) new Storage.Column(plain.get(), shape.type(), slot, true))
        .orElseGet(() -> Storage.Column.plain(plain.get(), shape.type()));
  }

  /** A free index slot for a field that has values already and is to be indexed from now on. */
  public static Optional<String> index(ColumnType type, Set<String> occupied) {
    return firstFree(SlotLayout.indexed(indexType(type)), occupied);
  }

  /** Whether the index column holds the value itself, so that there is no second column. */
  public static boolean indexHoldsValue(ColumnType type) {
    return switch (type) {
      case LONG, TIME, UUID, BOOL -> true;
      // Text is indexed by its sort key, a long decimal by its whole part scaled to a bigint.
      case TEXT, NUMERIC, JSON, INT -> false;
    };
  }

  private static ColumnType indexType(ColumnType type) {
    return type == ColumnType.NUMERIC ? ColumnType.LONG : type;
  }

  private static Storage overflow(Shape shape, int fieldId) {
    return new Storage.Overflow(Integer.toString(fieldId), shape.type());
  }

  private static Optional<String> firstFree(List<String> slots, Set<String> occupied) {
    return slots.stream().filter(slot -> !occupied.contains(slot)).findFirst();
  }
}
