package dev.trellis.metadata.search;

import org.jspecify.annotations.Nullable;

/** How well a record answers a query, best first. */
public enum Match {
  NAME,
  NAME_PREFIX,
  NAME_WORDS,
  NAME_SOUND,
  OTHER_FIELD,
  SIMILAR;

  /**
   * @param name the record's name as the caller may see it; empty when not
   * @param lexemes the words of the record's fields that the caller may read
   * @return null when the query finds nothing in them
   */
  public static @Nullable Match of(
      SearchQuery query, SearchQuery forgiving, String name, Lexemes lexemes) {
    if (!query.matches(lexemes)) {
      return forgiving.matches(lexemes) ? SIMILAR : null;
    }
    String title = SearchDocument.title(name);
    if (title.isEmpty()) {
      return OTHER_FIELD;
    }
    if (title.equals(query.folded())) {
      return NAME;
    }
    if (title.startsWith(query.folded())) {
      return NAME_PREFIX;
    }
    if (query.matches(SearchDocument.ofName(name, false))) {
      return NAME_WORDS;
    }
    return query.matches(SearchDocument.ofName(name, true)) ? NAME_SOUND : OTHER_FIELD;
  }
}
