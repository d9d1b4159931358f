package dev.trellis.runtime.search;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.search.Match;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that search found.
 *
 * @param name null when the record has none, or the caller may not read it
 * @param field another field that led to it, null when the name did or several fields together
 * @param value what that field holds
 */
record SearchHit(
    ObjectModel object,
    UUID id,
    @Nullable String name,
    Match match,
    @Nullable Instant updatedAt,
    @Nullable String field,
    @Nullable String value) {
  /** Best match first, then what was worked on last. */
  static final Comparator<SearchHit> BEST_FIRST =
      Comparator.comparing(SearchHit::match)
          .thenComparing(
              SearchHit::updatedAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(SearchHit::id);
}
