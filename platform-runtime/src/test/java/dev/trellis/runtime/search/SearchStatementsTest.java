package dev.trellis.runtime.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.postgres.SearchStatements;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.metadata.search.SearchQuery;
import dev.trellis.metadata.search.Spelling;
import dev.trellis.metadata.text.SortKey;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The index in PostgreSQL: what is written is found, at once and only by its own tenant. */
class SearchStatementsTest {
  private static final int TENANT = 52_001;
  private static final int OTHER_TENANT = 52_002;
  private static final int OBJECT = 1;
  private static final Map<UUID, String> NAMES = new HashMap<>();

  private static SearchDatabase database;

  @BeforeAll
  static void writeSomeNames() {
    database = new SearchDatabase(TENANT, OTHER_TENANT);
    put(TENANT, "苏打阳", "速阳", "重庆银行", "Acme", "Acme Corporation", "New Acme", "Globex Shanghai");
    put(OTHER_TENANT, "Acme of another tenant", "苏打水");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "sudayang, 苏打阳",
    "sdy, 苏打阳",
    "苏打, 苏打阳",
    "shuyang, 速阳",
    "chongqing, 重庆银行",
    "cqyh, 重庆银行",
    "corp, Acme Corporation",
    "shanghai, Globex Shanghai",
    "globex shang, Globex Shanghai"
  })
  void aNameIsFound(String query, String name) {
    assertThat(find(query)).containsExactly(name);
  }

  @Test
  void theExactNameComesFirstThenNamesThatBeginWithIt() {
    assertThat(find("acme")).containsExactly("Acme", "Acme Corporation", "New Acme");
  }

  @Test
  void otherTenantsAreNotFoundEvenIfTheirWordsAreAskedFor() {
    String theirs = SearchQuery.parse("acme").tsquery(OTHER_TENANT);
    assertThat(
            database.in(
                TENANT,
                tx ->
                    tx.query(
                        "SELECT 1 FROM search_candidates($1::text::tsquery, $2::int[], '', 10, NULL)",
                        Tuple.tuple().addValue(theirs).addValue(new Integer[] {OBJECT}))))
        .isEmpty();
  }

  @Test
  void wordsOfFieldsThatTheCallerMayNotReadDoNotCount() {
    UUID id = new UUID(8, 8);
    var document =
        new SearchDocument(
            "",
            SearchDocument.ofName(TENANT, "Visible").tokens().replace(":1 ", ":40 ")
                + SearchDocument.ofName(TENANT, "Secret").tokens().replace(":1 ", ":41 "),
            List.of());
    database.in(TENANT, tx -> tx.send(SearchStatements.put(TENANT, 6, Map.of(id, document))));
    assertThat(readable("secret", 40, 41)).containsExactly(id);
    assertThat(readable("secret", 40)).isEmpty();
    assertThat(readable("visible secret", 40)).isEmpty();
    assertThat(readable("visible", 40)).containsExactly(id);
    assertThat(readable("visible")).isEmpty();
  }

  private static List<UUID> readable(String query, int... fields) {
    Short[] readable = new Short[fields.length];
    for (int i = 0; i < fields.length; i++) {
      readable[i] = (short) fields[i];
    }
    return database
        .in(
            TENANT,
            tx ->
                tx.query(
                    "SELECT record_id FROM search_candidates($1::text::tsquery, $2::int[], '', 10, $3::smallint[])",
                    Tuple.tuple()
                        .addValue(SearchQuery.parse(query).tsquery(TENANT))
                        .addValue(new Integer[] {6})
                        .addValue(readable)))
        .stream()
        .map(row -> row.getUUID(0))
        .toList();
  }

  @Test
  void settlingTheIndexLosesNothing() {
    database.in(TENANT, tx -> tx.query("SELECT settle_search()"));
    assertThat(find("acme")).containsExactly("Acme", "Acme Corporation", "New Acme");
  }

  @Test
  void objectsThatAreNotAskedForAreNotFound() {
    assertThat(ids("acme", 2)).isEmpty();
  }

  @Test
  void changedAndDeletedRecordsAreFoundByWhatTheyHoldNow() {
    UUID id = new UUID(7, 7);
    database.in(TENANT, tx -> tx.send(SearchStatements.put(TENANT, 5, document(id, "Before"))));
    database.in(TENANT, tx -> tx.send(SearchStatements.put(TENANT, 5, document(id, "After all"))));
    assertThat(ids("before", 5)).isEmpty();
    assertThat(ids("after", 5)).containsExactly(id);
    database.in(TENANT, tx -> tx.send(SearchStatements.delete(TENANT, 5, List.of(id))));
    assertThat(ids("after", 5)).isEmpty();
  }

  @Test
  void mistypedWordsAreLookedUpAmongTheKnownOnes() {
    var words = new TreeSet<>(List.of("corporation", "cooperation", "globex", "acme", "acne"));
    database.in(TENANT, tx -> tx.send(SearchStatements.addWords(TENANT, words)));
    database.in(TENANT, tx -> tx.send(SearchStatements.addWords(TENANT, words)));
    assertThat(similar(TENANT, "coproration")).containsExactly("corporation");
    assertThat(similar(TENANT, "acem")).containsExactly("acme");
    assertThat(similar(TENANT, "lgobex")).containsExactly("globex");
    assertThat(similar(OTHER_TENANT, "acem")).isEmpty();
  }

  @Test
  void keysThatNeedNotBeStoredAreWhatTheDatabaseMakesOfTheText() {
    var texts = new ArrayList<String>();
    for (int c = ' '; c < 0x2FA20; c++) {
      if (Character.isDefined(c) && Character.getType(c) != Character.SURROGATE) {
        String text = Character.toString(c);
        if (SortKey.isTrivial(text, SortKey.of(text))) {
          texts.add(text);
        }
      }
    }
    assertThat(texts).hasSizeGreaterThan(1_000);
    List<Row> rows =
        database.in(
            TENANT,
            tx ->
                tx.query(
                    "SELECT raw, lower(raw) FROM unnest($1::text[]) AS raw",
                    Tuple.tuple().addValue(texts.toArray(String[]::new))));
    assertThat(rows)
        .allSatisfy(row -> assertThat(SortKey.of(row.getString(0))).isEqualTo(row.getString(1)));
  }

  private static List<String> find(String query) {
    return ids(query, OBJECT).stream().map(NAMES::get).toList();
  }

  private static List<UUID> ids(String query, int object) {
    return database
        .in(
            TENANT,
            tx ->
                tx.send(
                    SearchStatements.candidates(
                        TENANT, SearchQuery.parse(query), List.of(object), 10)))
        .stream()
        .map(row -> row.getUUID("record_id"))
        .toList();
  }

  private static List<String> similar(int tenant, String word) {
    return Spelling.suggest(
        word,
        database.in(tenant, tx -> tx.send(SearchStatements.similarWords(tenant, word))).stream()
            .map(row -> row.getString(0))
            .toList());
  }

  private static void put(int tenant, String... names) {
    var documents = new LinkedHashMap<UUID, SearchDocument>();
    for (String name : names) {
      UUID id = new UUID(tenant, 100 - documents.size());
      NAMES.put(id, name);
      documents.put(id, SearchDocument.ofName(tenant, name));
    }
    database.in(tenant, tx -> tx.send(SearchStatements.put(tenant, OBJECT, documents)));
  }

  private static Map<UUID, SearchDocument> document(UUID id, String name) {
    return Map.of(id, SearchDocument.ofName(TENANT, name));
  }
}
