package dev.trellis.metadata.catalog;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One instance for equal content, kept as long as anyone uses it. */
final class Interner<T> {
  private final ConcurrentHashMap<Digest, Entry<T>> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<T> collected = new ReferenceQueue<>();

  T intern(Digest digest, Supplier<T> make) {
    forgetCollected();
    Entry<T> entry = entries.get(digest);
    T known = entry == null ? null : entry.get();
    if (known != null) {
      return known;
    }
    // Two threads may both make it; the second one's is dropped, which is cheaper than holding a
    // lock while making.
    T made = make.get();
    Entry<T> mine = new Entry<>(digest, made, collected);
    Entry<T> kept =
        entries.compute(digest, (_, other) -> other != null && other.get() != null ? other : mine);
    T winner = kept.get();
    return winner == null ? made : winner;
  }

  int size() {
    forgetCollected();
    return entries.size();
  }

  @SuppressWarnings("unchecked")
  private void forgetCollected() {
    for (Entry<T> entry = (Entry<T>) collected.poll();
        entry != null;
        entry = (Entry<T>) collected.poll()) {
      entries.remove(entry.digest, entry);
    }
  }

  private static final class Entry<T> extends WeakReference<T> {
    private final Digest digest;

    private Entry(Digest digest, T value, ReferenceQueue<T> queue) {
      super(value, queue);
      this.digest = digest;
    }
  }
}
