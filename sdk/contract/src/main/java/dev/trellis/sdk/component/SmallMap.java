package dev.trellis.sdk.component;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A few texts by name, in order, in one array: a tenth of what a {@code LinkedHashMap} takes. A
 * server keeps millions of labels.
 */
final class SmallMap extends AbstractMap<String, String> {
  private final String[] pairs;

  SmallMap(Map<String, String> texts) {
    pairs = new String[2 * texts.size()];
    int next = 0;
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      // Names are the same few for everybody.
      pairs[next++] = entry.getKey().intern();
      pairs[next++] = entry.getValue();
    }
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(key)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public int size() {
    return pairs.length / 2;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return SmallMap.this.size();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, String>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < pairs.length;
    }

    @Override
    public Map.Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      var entry = Map.entry(pairs[next], pairs[next + 1]);
      next += 2;
      return entry;
    }
  }
}
