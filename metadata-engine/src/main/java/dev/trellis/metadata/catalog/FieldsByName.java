package dev.trellis.metadata.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds an object's fields by name. A hash table of ordinals with open addressing: every object of
 * every tenant has one, and a {@code Map} of the same fields takes three times as much.
 */
final class FieldsByName {
  private final List<FieldModel> fields;

  /** Ordinals plus one; 0 is a free place. A third of the places at least are free. */
  private final short[] places;

  FieldsByName(List<FieldModel> fields) {
    this.fields = fields;
    int taken = Math.max(1, fields.size());
    this.places = new short[Integer.highestOneBit(taken + taken / 2) * 2];
    for (int ordinal = 0; ordinal < fields.size(); ordinal++) {
      places[place(fields.get(ordinal).name())] = (short) (ordinal + 1);
    }
  }

  @Nullable FieldModel get(String name) {
    int ordinal = Short.toUnsignedInt(places[place(name)]) - 1;
    return ordinal < 0 ? null : fields.get(ordinal);
  }

  /** Where the name stands, or the free place where it would. */
  private int place(String name) {
    int hash = name.hashCode();
    int place = (hash ^ hash >>> 16) & places.length - 1;
    while (places[place] != 0
        && !fields.get(Short.toUnsignedInt(places[place]) - 1).name().equals(name)) {
      place = place + 1 & places.length - 1;
    }
    return place;
  }
}
