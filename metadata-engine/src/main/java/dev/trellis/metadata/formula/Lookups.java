package dev.trellis.metadata.formula;

import dev.trellis.metadata.expression.Binding;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code VLOOKUP} has found for the records of a batch, and what it would like to know. An
 * evaluation that asks for what is not known yet ends with {@link Missing}: read what is wanted and
 * evaluate again. So only what is needed is read, and of all records at once. For one thread at a
 * time.
 */
public final class Lookups {
  private final Map<Binding.OfLookup, Map<String, @Nullable Object>> found = new HashMap<>();
  private Map<Binding.OfLookup, Set<String>> wanted = new LinkedHashMap<>();

  /** The value has to be read first. It is no error, and IFERROR does not see it. */
  public static final class Missing extends RuntimeException {
    private static final Missing INSTANCE = new Missing();

    private Missing() {
      super("not looked up yet", null, false, false);
    }
  }

  @Nullable Object find(Binding.OfLookup lookup, String key) {
    Map<String, @Nullable Object> known = found.getOrDefault(lookup, Map.of());
    if (!known.containsKey(key)) {
      wanted.computeIfAbsent(lookup, _ -> new LinkedHashSet<>()).add(key);
      throw Missing.INSTANCE;
    }
    return known.get(key);
  }

  /** What evaluations asked for since the last time. */
  public Map<Binding.OfLookup, Set<String>> takeWanted() {
    Map<Binding.OfLookup, Set<String>> taken = wanted;
    wanted = new LinkedHashMap<>();
    return taken;
  }

  /**
   * @param keys what was asked for
   * @param values of those that there are; the others are blank from now on
   */
  public void answer(Binding.OfLookup lookup, Set<String> keys, Map<String, Object> values) {
    Map<String, @Nullable Object> known = found.computeIfAbsent(lookup, _ -> new HashMap<>());
    keys.forEach(key -> known.put(key, values.get(key)));
  }
}
