package dev.trellis.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.query.CursorCodec;
import dev.trellis.metadata.query.FieldStatistics;
import dev.trellis.metadata.query.QueryPlanner;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.metadata.text.SortKey;
import dev.trellis.sdk.component.PicklistValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL and the meaning of the language agree on random records, filters, orders and pages. */
class QueryEquivalenceTest {
  private static final int DEALS = 400;
  private static final int FILTERS = 600;

  private static final QueryPlanner PLANNER =
      new QueryPlanner(
          (_, _, _) -> new SqlFragment("SELECT NULL::uuid", List.of()),
          new CursorCodec(new byte[32]));

  /** So many records that reading in order never looks good beside a filter. */
  private static final FieldStatistics HUGE =
      new FieldStatistics() {
        @Override
        public OptionalLong rows(ObjectModel object) {
          return OptionalLong.of(2_000_000);
        }

        @Override
        public Optional<Figures> of(ObjectModel object, FieldModel field) {
          return Optional.of(new Figures(2_000_000, 1_900_000, 0, Map.of()));
        }
      };

  private static QueryDatabase database;
  private static ObjectModel deal;
  private static final Map<UUID, Object[]> ACCOUNTS = new HashMap<>();
  private static final List<Object[]> RECORDS = new ArrayList<>();
  private static ReferenceEvaluator evaluator;

  @BeforeAll
  static void insertRecords() {
    database = new QueryDatabase(4711);
    deal = database.object("deal");
    ObjectModel account = database.object("account");
    for (int i = 0; i < 12; i++) {
      Object[] values = database.draft("account");
      new RandomSales(i, List.copyOf(ACCOUNTS.keySet())).fill(account, values);
      ACCOUNTS.put((UUID) values[0], values);
    }
    database.insert(account, List.copyOf(ACCOUNTS.values()));
    var sales = new RandomSales(99, List.copyOf(ACCOUNTS.keySet()));
    for (int i = 0; i < DEALS; i++) {
      Object[] values = database.draft("deal");
      sales.fill(deal, values);
      RECORDS.add(values);
    }
    database.insert(deal, RECORDS);
    Object[] deleted = database.draft("deal");
    sales.fill(deal, deleted);
    QueryDatabase.set(deal, deleted, "deleted_at", QueryDatabase.NOW);
    database.insert(deal, List.<Object[]>of(deleted));
    evaluator = new ReferenceEvaluator(ACCOUNTS, QueryDatabase.NOW);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void filtersMeanTheSame(long seed) {
    var sales = new RandomSales(seed, List.copyOf(ACCOUNTS.keySet()));
    int kept = 0;
    for (int i = 0; i < FILTERS / 3; i++) {
      String formula = sales.condition(3);
      Expression filter = check(formula);
      Set<Object> expected = new HashSet<>();
      for (Object[] record : RECORDS) {
        if (evaluator.matches(filter, record)) {
          expected.add(record[0]);
        }
      }
      RecordQuery query = query().withFields(List.of("id")).withCondition("/filter", formula);
      assertThat(ids(query, FieldStatistics.UNKNOWN)).as(formula).isEqualTo(expected);
      var count = PLANNER.count(database.scope(), query, FieldStatistics.UNKNOWN).orThrow();
      assertThat(
              database
                  .rows(count.statement().sql(), count.statement().parameters())
                  .getFirst()
                  .getLong(0))
          .as(formula)
          .isEqualTo(expected.size());
      kept += expected.isEmpty() || expected.size() == DEALS ? 0 : 1;
    }
    assertThat(kept).as("filters that keep some and drop some").isGreaterThan(FILTERS / 8);
  }

  private static Set<Object> ids(RecordQuery query, FieldStatistics statistics) {
    return new HashSet<>(
        database
            .page(PLANNER.plan(database.scope(), query.withPage(1000, null), statistics).orThrow())
            .ids());
  }

  private static Expression check(String formula) {
    return Expressions.check(
            database.model(), deal, PlatformAccess.INSTANCE, formula, ValueType.BOOLEAN)
        .orThrow();
  }

  private static RecordQuery query() {
    return RecordQuery.of(deal, RecordQuery.Names.LIST);
  }

  private static final List<String> SORTABLE =
      List.of(
          "id",
          "name",
          "code",
          "title",
          "amount",
          "budget",
          "discount",
          "weight",
          "factor",
          "hot",
          "close_date",
          "due",
          "seen_at",
          "starts",
          "took",
          "stage",
          "x_text",
          "x_amount",
          "x_rate",
          "x_hot",
          "x_date",
          "x_seen",
          "x_starts",
          "x_took",
          "x_stage",
          "created_at",
          "version",
          "account.name",
          "account.region",
          "account.industry",
          "x_account.name",
          "billing.city",
          "spot.latitude",
          "account.parent.size");

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void pagesFollowTheOrder(long seed) {
    var sales = new RandomSales(seed, List.copyOf(ACCOUNTS.keySet()));
    for (int i = 0; i < 25; i++) {
      var sort = new ArrayList<String>();
      for (int n = sales.next(4); n > 0; n--) {
        sort.add((sales.next(2) == 0 ? "-" : "") + sales.one(SORTABLE));
      }
      walk(sales, sort);
    }
  }

  @Test
  void everySortableFieldWorksInBothDirections() {
    var sales = new RandomSales(5, List.copyOf(ACCOUNTS.keySet()));
    for (String field : SORTABLE) {
      walk(sales, List.of(field));
      walk(sales, List.of("-" + field));
    }
  }

  private static void walk(RandomSales sales, List<String> sort) {
    String formula = sales.next(3) == 0 ? null : sales.condition(1);
    List<Object[]> expected = new ArrayList<>(RECORDS);
    if (formula != null) {
      Expression filter = check(formula);
      expected.removeIf(record -> !evaluator.matches(filter, record));
    }
    expected.sort(comparator(sort));
    List<String> fields =
        sales.next(2) == 0
            ? List.of("code")
            : List.of("code", "account.name", "account.parent.region");
    FieldStatistics statistics = sales.next(2) == 0 ? HUGE : FieldStatistics.UNKNOWN;
    RecordQuery query = query().withFields(fields).withSort(sort).withCondition("/filter", formula);
    var ids = new ArrayList<>();
    String cursor = null;
    int size = 7 + sales.next(60);
    do {
      var page =
          database.page(
              PLANNER.plan(database.scope(), query.withPage(size, cursor), statistics).orThrow());
      ids.addAll(page.ids());
      cursor = page.next();
    } while (cursor != null);
    assertThat(ids)
        .as(sort + " where " + formula)
        .containsExactlyElementsOf(expected.stream().map(record -> record[0]).toList());
  }

  private static Comparator<Object[]> comparator(List<String> sort) {
    Comparator<Object[]> comparator = null;
    boolean descending = sort.isEmpty();
    for (String key : sort) {
      descending = key.startsWith("-");
      String path = descending ? key.substring(1) : key;
      Comparator<Object> order = ReferenceEvaluator::order;
      Comparator<Object> directed = Comparator.nullsLast(descending ? order.reversed() : order);
      Comparator<Object[]> next = Comparator.comparing(record -> sortKey(path, record), directed);
      comparator = comparator == null ? next : comparator.thenComparing(next);
    }
    Comparator<Object[]> byId = Comparator.comparing(record -> record[0].toString());
    byId = descending ? byId.reversed() : byId;
    return comparator == null ? byId : comparator.thenComparing(byId);
  }

  private static Object sortKey(String path, Object[] record) {
    Object value =
        evaluator.value(
            Expressions.check(
                    database.model(),
                    deal,
                    PlatformAccess.INSTANCE,
                    "ISBLANK(" + path.replaceAll("(x_)?hot", "code") + ")",
                    ValueType.BOOLEAN)
                .orThrow()
                .children()
                .getFirst(),
            record);
    if (path.endsWith("hot")) {
      return record[deal.require(path).ordinal()];
    }
    if (value instanceof String text) {
      FieldModel field =
          switch (path) {
            case "account.industry" -> database.object("account").require("industry");
            case "stage", "x_stage" -> deal.require(path);
            default -> null;
          };
      if (field == null) {
        return path.equals("x_text") || path.equals("billing.city")
            ? text.toLowerCase()
            : SortKey.of(text);
      }
      int index = field.choices().stream().map(PicklistValue::value).toList().indexOf(text);
      return index < 0 ? field.choices().size() : index;
    }
    return value;
  }
}
