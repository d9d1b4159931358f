package dev.trellis.metadata.postgres;

import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.metadata.search.SearchQuery;
import dev.trellis.metadata.search.Spelling;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of the search index, each for any number of records. */
public final class SearchStatements {
  private static final String UPSERT =
      """
      INSERT INTO search_text (tenant_id, object_id, record_id, title, tokens)
      SELECT $1, $2, u.record_id, u.title, u.tokens::tsvector
      FROM unnest($3::uuid[], $4::text[], $5::text[]) AS u(record_id, title, tokens)
      ON CONFLICT (tenant_id, object_id, record_id)
      DO UPDATE SET title = excluded.title, tokens = excluded.tokens""";

  private static final String DELETE =
      "DELETE FROM search_text WHERE tenant_id = $1 AND object_id = $2 AND record_id = ANY($3)";
  private static final String DELETE_OBJECT =
      "DELETE FROM search_text WHERE tenant_id = $1 AND object_id = $2";

  /** The function is bound to the tenant of the transaction. */
  private static final String CANDIDATES =
      "SELECT object_id, record_id FROM search_candidates($1::text::tsquery, $2::int[], $3, $4, NULL)";

  private static final String IS_FOUND =
      "SELECT EXISTS (SELECT FROM search_candidates($1::text::tsquery, ARRAY[$2::int], '', 1, $3::smallint[]))";

  private static final String ADD_WORDS =
      """
      INSERT INTO search_word (tenant_id, length, word)
      SELECT $1, length(word), word FROM unnest($2::text[]) AS word
      ON CONFLICT DO NOTHING""";

  /** A swap of neighbours counts as two mistakes here, and as one in {@link Spelling}. */
  private static final String SIMILAR_WORDS =
      """
      SELECT word FROM (
        SELECT word FROM search_word
        WHERE tenant_id = $1 AND length BETWEEN $3::int - $4::int AND $3::int + $4::int LIMIT 200000) AS w
      WHERE levenshtein_less_equal(word, $2::text, 2) <= CASE WHEN length(word) = $3::int THEN 2 ELSE $4::int END
      LIMIT 5000""";

  private SearchStatements() {}

  /** Makes records findable by what they hold now. */
  public static Statement put(int tenantId, int objectId, Map<UUID, SearchDocument> documents) {
    Collection<SearchDocument> values = documents.values();
    return new Statement(
        UPSERT,
        Tuple.tuple()
            .addValue(tenantId)
            .addValue(objectId)
            .addValue(documents.keySet().toArray(UUID[]::new))
            .addValue(values.stream().map(SearchDocument::title).toArray(String[]::new))
            .addValue(values.stream().map(SearchDocument::tokens).toArray(String[]::new)));
  }

  public static Statement delete(int tenantId, int objectId, Collection<UUID> ids) {
    return new Statement(
        DELETE,
        Tuple.tuple().addValue(tenantId).addValue(objectId).addValue(ids.toArray(UUID[]::new)));
  }

  /** Forgets all records of an object. */
  public static Statement deleteObject(int tenantId, int objectId) {
    return new Statement(DELETE_OBJECT, Tuple.of(tenantId, objectId));
  }

  /**
   * Answers {@code object_id, record_id}: exact names first, then beginnings, then the youngest.
   */
  public static Statement candidates(
      int tenantId, SearchQuery query, Collection<Integer> objectIds, int max) {
    return new Statement(
        CANDIDATES,
        Tuple.tuple()
            .addValue(query.tsquery(tenantId))
            .addValue(objectIds.toArray(Integer[]::new))
            .addValue(query.folded())
            .addValue(max));
  }

  /**
   * Answers whether some record of the object has the words.
   *
   * @param readable numbers of the fields whose words count; null when all do
   */
  public static Statement isFound(
      int tenantId, SearchQuery query, int objectId, Short @Nullable [] readable) {
    return new Statement(
        IS_FOUND,
        Tuple.tuple().addValue(query.tsquery(tenantId)).addValue(objectId).addValue(readable));
  }

  /** Sorted, so that two nodes that learn the same words never wait for each other in a circle. */
  public static Statement addWords(int tenantId, SortedSet<String> words) {
    return new Statement(
        ADD_WORDS, Tuple.tuple().addValue(tenantId).addValue(words.toArray(String[]::new)));
  }

  /** Answers {@code word}: known words that may be meant; {@link Spelling#suggest} chooses. */
  public static Statement similarWords(int tenantId, String word) {
    return new Statement(
        SIMILAR_WORDS, Tuple.of(tenantId, word, word.length(), Spelling.allowedMistakes(word)));
  }
}
