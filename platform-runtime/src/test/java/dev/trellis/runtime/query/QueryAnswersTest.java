package dev.trellis.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.metadata.query.CursorCodec;
import dev.trellis.metadata.query.FieldStatistics;
import dev.trellis.metadata.query.QueryPlanner;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.metadata.query.RecordQuery.Aggregate;
import dev.trellis.metadata.query.RecordQuery.Fn;
import dev.trellis.metadata.query.RecordQuery.Group;
import dev.trellis.metadata.query.RecordQuery.Names;
import dev.trellis.metadata.query.RecordQuery.Period;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.metadata.query.SqlPlan;
import dev.trellis.metadata.value.Json;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What queries answer, on a few known records. */
class QueryAnswersTest {
  private static final int TENANT = 4712;

  private static final QueryPlanner PLANNER =
      new QueryPlanner(
          (_, object, text) ->
              new SqlFragment(
                  "SELECT id FROM "
                      + object.table().name()
                      + " WHERE tenant_id = $2 AND strpos(name, $1) > 0",
                  List.of(text.typed(), TENANT)),
          new CursorCodec(new byte[32]));

  private static QueryDatabase database;
  private static ObjectModel deal;
  private static UUID acme;
  private static UUID suyang;
  private static UUID first;

  @BeforeAll
  static void insertRecords() {
    database = new QueryDatabase(TENANT);
    deal = database.object("deal");
    UUID root = database.insert("account", Map.of("name", "Root", "region", "North"));
    acme = database.insert("account", Map.of("name", "Acme", "industry", "steel", "parent", root));
    suyang = database.insert("account", Map.of("name", "速阳", "industry", "retail"));
    UUID gone = database.insert("account", Map.of("name", "Gone", "deleted_at", QueryDatabase.NOW));
    first =
        insert(
            Map.of(
                "code",
                "q-1",
                "amount",
                new BigDecimal("10.50"),
                "stage",
                "Won",
                "account",
                acme,
                "close_date",
                LocalDate.of(2026, 1, 31),
                "weight",
                new BigDecimal("0.1"),
                "discount",
                new BigDecimal("50"),
                "x_amount",
                new BigDecimal("1.25"),
                "hot",
                true,
                "seen_at",
                Instant.parse("2026-01-31T17:00:00Z")));
    insert(
        Map.of(
            "code",
            "q-2",
            "amount",
            new BigDecimal("20"),
            "stage",
            "Lost",
            "account",
            acme,
            "close_date",
            LocalDate.of(2026, 2, 1),
            "weight",
            new BigDecimal("0.2"),
            "billing",
            Json.parse("{\"city\":\"Bern\"}"),
            "related",
            new ReferenceValue(1, suyang),
            "seen_at",
            Instant.parse("2026-01-31T15:00:00Z")));
    insert(
        Map.of(
            "code",
            "q-3",
            "amount",
            new BigDecimal("99999999999999.99"),
            "stage",
            "Won",
            "account",
            suyang,
            "close_date",
            LocalDate.of(2026, 2, 28)));
    insert(Map.of("code", "q-4", "stage", "Prospect", "account", gone));
    insert(Map.of("code", "q-5"));
  }

  private static UUID insert(Map<String, ?> fields) {
    var all = new HashMap<String, Object>(fields);
    all.put("name", "answers");
    return database.insert("deal", all);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static RecordQuery query() {
    return RecordQuery.of(deal, Names.QUERY).withCondition("/where", "name = \"answers\"");
  }

  private static List<Map<String, Object>> records(RecordQuery query) {
    return database.page(plan(query)).records();
  }

  private static SqlPlan plan(RecordQuery query) {
    return PLANNER.plan(database.scope(), query, FieldStatistics.UNKNOWN).orThrow();
  }

  @Test
  void pathsNest() {
    var records =
        records(
            query()
                .withFields(
                    List.of(
                        "code",
                        "account.name",
                        "account.parent.region",
                        "account",
                        "related.name",
                        "billing.city"))
                .withSort(List.of("code")));
    assertThat(records.get(0))
        .containsOnlyKeys("id", "code", "account", "related", "billing")
        .containsEntry("id", first);
    @SuppressWarnings("unchecked")
    var account = (Map<String, Object>) records.get(0).get("account");
    assertThat(account).containsEntry("id", acme).containsEntry("name", "Acme");
    assertThat(account.get("parent"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("region", "North");
    assertThat(records.get(1).get("related")).isEqualTo(Map.of("id", suyang, "name", "速阳"));
    assertThat(records.get(1).get("billing")).isEqualTo(Map.of("city", "Bern"));
    assertThat(records.get(3).get("account")).as("a record in the recycle bin").isNull();
    assertThat(records.get(4).get("account")).isNull();
  }

  @Test
  void withoutFieldsAllReadableOnesCome() {
    Map<String, Object> record =
        records(query().withCondition("/where", "code = \"q-1\"")).getFirst();
    assertThat(record)
        .containsEntry("code", "q-1")
        .containsEntry("amount", new BigDecimal("10.5"))
        .containsEntry("x_amount", new BigDecimal("1.25"))
        .containsEntry("discount", new BigDecimal("50"))
        .containsEntry("close_date", LocalDate.of(2026, 1, 31))
        .containsEntry("account", acme)
        .containsEntry("hot", true)
        .containsEntry("version", 1)
        .containsEntry("note", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "amount > 10.495 ~ q-1 q-2 q-3",
        "amount >= 10.5 ~ q-1 q-2 q-3",
        "amount > 10.5 ~ q-2 q-3",
        "amount < 10.501 ~ q-1",
        "amount = 10.505 ~ ''",
        "NOT(amount = 10.505) ~ q-1 q-2 q-3",
        "amount <> 10.505 ~ q-1 q-2 q-3",
        "amount < 1000000000000000000000000000000 ~ q-1 q-2 q-3",
        "amount > -1000000000000000000000000000000 ~ q-1 q-2 q-3",
        "weight = 0.1 ~ q-1",
        "weight > 0.1 ~ q-2",
        "discount = 0.5 ~ q-1",
        "stage <> \"Won\" ~ q-2 q-4 q-5",
        "NOT(stage = \"Won\") ~ q-2 q-4 q-5",
        "NOT(amount > 15) ~ q-1",
        "account.name = \"速阳\" ~ q-3",
        "account.name <> \"速阳\" ~ q-1 q-2 q-4 q-5",
        "close_date > \"2026-01-31\" && close_date < DATE(2026, 2, 2) ~ q-2",
        "close_date = TODAY() - 43 ~ q-2",
        "DATEVALUE(seen_at) = \"2026-02-01\" ~ q-1",
        "seen_at >= \"2026-02-01\" ~ q-1",
        "hot ~ q-1",
        "!hot ~ q-2 q-3 q-4 q-5",
        "amount / 0 = 1 ~ ''",
        "amount ^ 2 = 400 ~ q-2",
        "DATE(2026, amount, 31) = close_date ~ ''",
        "related = \"%SUYANG%\" ~ q-2",
        "billing.city = \"Bern\" ~ q-2",
        "x_amount + amount = 11.75 ~ q-1",
      })
  void filters(String formula, String codes) {
    var found =
        records(
            query()
                .withFields(List.of("code"))
                .withSort(List.of("code"))
                .withCondition("/where", formula.replace("%SUYANG%", suyang.toString())));
    assertThat(String.join(" ", found.stream().map(record -> (String) record.get("code")).toList()))
        .isEqualTo(codes);
  }

  @Test
  void groupsHaveExactSums() {
    var rows =
        records(
            query()
                .withGroups(
                    List.of(new Group("stage", null, null)),
                    List.of(
                        new Aggregate(Fn.COUNT, null, "n"),
                        new Aggregate(Fn.SUM, "amount", "total"),
                        new Aggregate(Fn.AVG, "amount", "mean"),
                        new Aggregate(Fn.MIN, "close_date", "first"),
                        new Aggregate(Fn.MAX, "amount", "largest"),
                        new Aggregate(Fn.COUNT_DISTINCT, "account", "accounts")),
                    null));
    assertThat(rows)
        .extracting(row -> row.get("stage"))
        .containsExactly("Prospect", "Won", "Lost", null);
    assertThat(rows.get(1))
        .containsEntry("n", 2L)
        .containsEntry("total", new BigDecimal("100000000000010.49"))
        .containsEntry("mean", new BigDecimal("50000000000005.245"))
        .containsEntry("first", LocalDate.of(2026, 1, 31))
        .containsEntry("largest", new BigDecimal("99999999999999.99"))
        .containsEntry("accounts", 2L);
    assertThat(rows.get(3)).containsEntry("total", null).containsEntry("n", 1L);
  }

  @Test
  void periodsBeginWhereTheTenantLives() {
    var months =
        records(
            query()
                .withGroups(
                    List.of(new Group("close_date", Period.MONTH, null)),
                    List.of(new Aggregate(Fn.COUNT, null, "n")),
                    null));
    assertThat(months)
        .containsExactly(
            row("close_date", LocalDate.of(2026, 1, 1), "n", 1L),
            row("close_date", LocalDate.of(2026, 2, 1), "n", 2L),
            row("close_date", null, "n", 2L));
    var days =
        records(
            query()
                .withCondition("/where", "!ISBLANK(seen_at)")
                .withGroups(
                    List.of(new Group("seen_at", Period.MONTH, "month")),
                    List.of(new Aggregate(Fn.COUNT, null, "n")),
                    null));
    assertThat(days)
        .as("17:00 UTC is tomorrow in Shanghai")
        .containsExactly(
            row("month", LocalDate.of(2026, 1, 1), "n", 1L),
            row("month", LocalDate.of(2026, 2, 1), "n", 1L));
  }

  private static Map<String, Object> row(Object... pairs) {
    var row = new HashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    return row;
  }

  @Test
  void groupsAreFilteredSortedAndPaged() {
    RecordQuery grouped =
        query()
            .withGroups(
                List.of(new Group("account.name", null, null), new Group("hot", null, null)),
                List.of(
                    new Aggregate(Fn.SUM, "amount", "total"), new Aggregate(Fn.COUNT, null, "n")),
                "n >= 1 && NOT(total > 1000)")
            .withSort(List.of("-n", "account.name"));
    // The two deals without a live account have no total, and NOT(null) is not true.
    assertThat(records(grouped))
        .hasSize(2)
        .allMatch(row -> ((Map<?, ?>) row.get("account")).get("name").equals("Acme"));

    RecordQuery all =
        query()
            .withGroups(
                List.of(new Group("code", null, null)),
                List.of(new Aggregate(Fn.SUM, "amount", "total")),
                null)
            .withSort(List.of("-total"));
    var codes = new ArrayList<>();
    String cursor = null;
    do {
      var page = database.page(plan(all.withPage(2, cursor)));
      page.records().forEach(record -> codes.add(record.get("code")));
      cursor = page.next();
    } while (cursor != null);
    assertThat(codes).containsExactly("q-3", "q-2", "q-1", "q-4", "q-5");
  }

  @Test
  void aggregatesWithoutGroupsAreOneRow() {
    RecordQuery total =
        query()
            .withGroups(
                List.of(),
                List.of(
                    new Aggregate(Fn.SUM, "discount", "percent"),
                    new Aggregate(Fn.MAX, "weight", "w"),
                    new Aggregate(Fn.SUM, "x_amount", "x"),
                    new Aggregate(Fn.MIN, "x_date", "d"),
                    new Aggregate(Fn.COUNT, "account", "n")),
                null);
    assertThat(records(total))
        .containsExactly(
            row(
                "percent",
                new BigDecimal("50"),
                "w",
                new BigDecimal("0.2"),
                "x",
                new BigDecimal("1.25"),
                "d",
                null,
                "n",
                4L));
    assertThat(records(total.withCondition("/where", "FALSE")).getFirst()).containsEntry("n", 0L);
  }

  @Test
  void aReferenceSortsByTheNameOfWhatItPointsTo() {
    var records = records(query().withFields(List.of("code")).withSort(List.of("account", "code")));
    assertThat(records)
        .extracting(record -> record.get("code"))
        .containsExactly("q-1", "q-2", "q-3", "q-4", "q-5");
    records = records(query().withFields(List.of("code")).withSort(List.of("-account", "code")));
    assertThat(records)
        .extracting(record -> record.get("code"))
        .containsExactly("q-3", "q-1", "q-2", "q-4", "q-5");
  }

  @Test
  void searchNarrows() {
    assertThat(records(query().withText("answers"))).hasSize(5);
    assertThat(
            records(
                query()
                    .withText("answers")
                    .withCondition("/where", "hot")
                    .withFields(List.of("account.name"))))
        .hasSize(1);
    assertThat(records(query().withText("nobody"))).isEmpty();
  }

  @Test
  void cursorsBelongToTheirQueryUserAndTenant() {
    RecordQuery query = query().withSort(List.of("-amount")).withPage(2, null);
    String cursor = database.page(plan(query)).next();
    assertThat(cursor).isNotNull();
    assertThat(database.page(plan(query.withPage(50, cursor))).records()).hasSize(3);

    refused(query.withSort(List.of("amount")).withPage(2, cursor), database.scope());
    refused(query.withCondition("/where", "hot").withPage(2, cursor), database.scope());
    refused(query.withPage(2, cursor.substring(0, cursor.length() - 2) + "AA"), database.scope());
    refused(query.withPage(2, "not a cursor"), database.scope());
    refused(query.withPage(2, ""), database.scope());
    refused(query.withPage(2, "A".repeat(50_000)), database.scope());
    refused(
        query.withPage(2, cursor),
        QueryScope.ofPlatform(
            database.model(), CallerFacts.ofPlatform(UUID.randomUUID()), QueryDatabase.NOW));
  }

  private static void refused(RecordQuery query, QueryScope scope) {
    assertThatThrownBy(() -> PLANNER.plan(scope, query, FieldStatistics.UNKNOWN))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> {
              assertThat(e.code().status()).isEqualTo(400);
              assertThat(e.violations()).extracting(Violation::code).containsExactly("bad_cursor");
            });
  }

  @Test
  void pagesAreStableUnderConcurrentInsertsAndDeletes() {
    for (int i = 0; i < 30; i++) {
      database.insert(
          "deal", Map.of("name", "stable", "amount", new BigDecimal(i % 7), "code", "s-" + i));
    }
    RecordQuery query =
        RecordQuery.of(deal, Names.LIST)
            .withCondition("/filter", "name = \"stable\"")
            .withFields(List.of("code"))
            .withSort(List.of("-amount"));
    List<Object> before = database.page(plan(query)).ids();
    var seen = new ArrayList<>();
    String cursor = null;
    int round = 0;
    do {
      var page = database.page(plan(query.withPage(7, cursor)));
      seen.addAll(page.ids());
      cursor = page.next();
      database.insert("deal", Map.of("name", "stable", "amount", new BigDecimal(3), "code", "new"));
      database.rows(
          "DELETE FROM record WHERE id = $1",
          List.of(page.ids().get(round++ % 7 % page.ids().size())));
    } while (cursor != null);
    var old = new ArrayList<>(seen);
    old.retainAll(before);
    assertThat(old).as("nothing lost, nothing twice, in order").isEqualTo(before);
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void everyProblemHasItsPointer() {
    RecordQuery query =
        RecordQuery.of(deal, Names.QUERY)
            .withFields(List.of("code", "nothing", "account.nothing"))
            .withCondition("/where", "amount = \"x\"")
            .withSort(List.of("code", "-note"))
            .withPage(5000, null);
    assertThat(pointers(query))
        .containsExactly(
            "/limit too_large",
            "/where formula_types_differ",
            "/select/1 unknown_field",
            "/select/2 unknown_field",
            "/order_by/1 not_sortable");
    RecordQuery grouped =
        RecordQuery.of(deal, Names.QUERY)
            .withGroups(
                List.of(
                    new Group("note", null, null),
                    new Group("code", Period.DAY, null),
                    new Group("stage", null, null),
                    new Group("stage", null, null)),
                List.of(
                    new Aggregate(Fn.SUM, "code", "a"),
                    new Aggregate(Fn.SUM, null, "b"),
                    new Aggregate(Fn.COUNT, null, "x y"),
                    new Aggregate(Fn.COUNT, null, "n")),
                "nothing > 1")
            .withSort(List.of("-amount"));
    assertThat(pointers(grouped))
        .containsExactly(
            "/group_by/0 not_groupable",
            "/group_by/1/by wants_date",
            "/group_by/3/as duplicate_name",
            "/aggregates/0/field not_aggregatable",
            "/aggregates/1/field required",
            "/aggregates/2/as bad_result_name",
            "/having unknown_result_column",
            "/order_by/0 unknown_result_column");
    assertThat(
            pointers(
                RecordQuery.of(deal, Names.LIST)
                    .withFields(IntStream.range(0, 51).mapToObj(_ -> "code").toList())
                    .withSort(List.of("nothing"))))
        .containsExactly("/fields too_many", "/sort unknown_field");
  }

  private static List<String> pointers(RecordQuery query) {
    return PLANNER.plan(database.scope(), query, FieldStatistics.UNKNOWN).violations().stream()
        .map(violation -> violation.pointer() + " " + violation.code())
        .toList();
  }

  @Test
  void recordsAreReadById() {
    SqlPlan one =
        PLANNER
            .byId(database.scope(), deal, List.of("code", "account.name"), List.of(first), false)
            .orThrow();
    assertThat(one.statements().getFirst().customPlan()).isFalse();
    assertThat(database.page(one).records()).hasSize(1);
    assertThat(
            database
                .rows(one.statements().getFirst().sql(), one.statements().getFirst().parameters())
                .getFirst()
                .getInteger(one.version()))
        .isEqualTo(1);
    SqlPlan foreign =
        PLANNER
            .byId(database.scope(), database.object("account"), List.of(), List.of(first), false)
            .orThrow();
    assertThat(database.page(foreign).records()).as("an id of another object").isEmpty();
  }

  @Test
  void hundredsOfFieldsComeFromOneUnpackedDocument() {
    ObjectModel wide = database.object("wide");
    var fields = new HashMap<String, Object>(Map.of("name", "wide"));
    IntStream.range(0, 450).forEach(i -> fields.put("w" + i, "value " + i));
    database.insert("wide", fields);
    RecordQuery all = RecordQuery.of(wide, Names.LIST);
    for (RecordQuery query : List.of(all, all.withSort(List.of("w7")), all.withText("wide"))) {
      assertThat(records(query).getFirst()).containsAllEntriesOf(fields);
      assertThat(plan(query).statements().getFirst().sql()).contains("OFFSET 0");
    }
  }

  @Test
  void usersAreListedLikeRecords() {
    ObjectModel user = database.object("user");
    RecordQuery query =
        RecordQuery.of(user, Names.LIST)
            .withSort(List.of("name"))
            .withCondition("/filter", "active");
    assertThat(database.page(plan(query)).records()).isEmpty();
  }
}
