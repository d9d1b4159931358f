package dev.trellis.metadata.query;

import static dev.trellis.metadata.catalog.Snapshots.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.metadata.query.RecordQuery.Names;
import dev.trellis.metadata.storage.StorageTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The statements whose shape makes them fast: an index, a fence, one join, no needless condition.
 */
class QuerySqlTest {
  private static final TenantModel MODEL =
      new ModelCompiler()
          .compile(
              snapshot()
                  .object("account")
                  .field("account.parent", "'type':'reference','to':'account'")
                  .object("deal")
                  .field("deal.code", "'type':'text','unique':true")
                  .field("deal.title", "'type':'text'")
                  .field("deal.amount", "'type':'currency','precision':18,'scale':2,'indexed':true")
                  .field("deal.stage", "'type':'picklist','values':['New','Won']")
                  .field("deal.account", "'type':'reference','to':'account'")
                  .build());
  private static final ObjectModel DEAL = MODEL.object("deal").orElseThrow();
  private static final QueryPlanner PLANNER =
      new QueryPlanner(
          (_, _, text) -> new SqlFragment("SELECT id FROM found($1)", List.of(text.typed())),
          new CursorCodec(new byte[32]));

  @Test
  void theNewestRecordsComeFromThePrimaryKey() {
    assertThat(sql(deals().withFields(List.of("code"))))
        .containsExactly(
            "SELECT r.id, r.t1, r.id FROM record_p3 r WHERE r.tenant_id = $1::int AND r.object_id ="
                + " $2::int AND r.deleted_at IS NULL ORDER BY r.id DESC LIMIT 51");
  }

  @Test
  void anIndexedOrderSaysThatTheKeyIsThereAndReadsTheOthersAfterwards() {
    assertThat(sql(deals().withFields(List.of("code")).withSort(List.of("-amount"))))
        .containsExactly(
            "SELECT r.id, r.t1, r.xn1, r.id FROM record_p3 r WHERE r.tenant_id = $1::int AND"
                + " r.object_id = $2::int AND r.deleted_at IS NULL AND r.xn1 IS NOT NULL ORDER BY"
                + " r.xn1 DESC, r.id DESC LIMIT 51",
            "SELECT r.id, r.t1, r.xn1, r.id FROM record_p3 r WHERE r.tenant_id = $1::int AND"
                + " r.object_id = $2::int AND r.deleted_at IS NULL AND r.xn1 IS NULL ORDER BY r.id"
                + " DESC LIMIT 51");
  }

  @Test
  void timesOfCreationAreTheOrderOfIds() {
    assertThat(sql(deals().withFields(List.of("code")).withSort(List.of("created_at", "code"))))
        .singleElement()
        .asString()
        .endsWith("ORDER BY r.id LIMIT 51");
    assertThat(
            sql(
                deals()
                    .withFields(List.of("code"))
                    .withCondition("/f", "created_at > \"2026-01-01\"")))
        .singleElement()
        .asString()
        .contains("r.id >= $3::uuid AND (r.created_at > $4::timestamptz)");
  }

  @Test
  void indexedTextIsFoundByItsKeyAndDecidedByItsValue() {
    assertThat(where("code = \"Älpha\"")).isEqualTo("(r.xt1 = $4::text AND r.t1 = $3::text)");
    assertThat(where("code IN (\"a\", \"b\")"))
        .isEqualTo("(r.xt1 = ANY($4::text[]) AND r.t1 = ANY($3::text[]))");
    assertThat(where("BEGINS(code, \"AB\")"))
        .isEqualTo("(r.xt1 >= $4::text AND r.xt1 < $5::text AND starts_with(r.t1, $3::text))");
    assertThat(where("title = \"x\"")).isEqualTo("(r.t2 = $3::text)");
  }

  @Test
  void numbersAreComparedAsStored() {
    assertThat(where("amount > 10.005")).isEqualTo("(r.xn1 > $3::bigint)");
    assertThat(where("10.005 > amount")).isEqualTo("(r.xn1 <= $3::bigint)");
    assertThat(where("amount = 10.005")).isEqualTo("(false)");
    assertThat(where("NOT(amount = 10.005)")).isEqualTo("NOT (((r.xn1 <> r.xn1)))");
    assertThat(parameters("amount > 10.005")).containsExactly(7, 2, 1000L);
    assertThat(parameters("10.005 > amount")).containsExactly(7, 2, 1000L);
    assertThat(parameters("amount < 10")).containsExactly(7, 2, 1000L);
  }

  @Test
  void blanksCountAsFalseOnlyWhereItShows() {
    assertThat(where("stage = \"Won\" && title = \"x\" || amount > 1"))
        .isEqualTo("(((r.t3 = $3::text) AND (r.t2 = $4::text)) OR (r.xn1 > $5::bigint))");
    assertThat(where("!(stage = \"Won\" || title = \"x\")"))
        .isEqualTo(
            "NOT ((coalesce((coalesce(r.t3 = $3::text, false)), false) OR"
                + " coalesce((coalesce(r.t2 = $4::text, false)), false)))");
  }

  @Test
  void aNarrowFilterOnASharedTableIsFenced() {
    assertThat(
            sql(
                deals()
                    .withFields(List.of("title"))
                    .withCondition("/f", "code = \"a\"")
                    .withSort(List.of("-amount"))))
        .containsExactly(
            "WITH f AS MATERIALIZED (SELECT r.xn1 AS k0, r.id AS k1, r.id, r.t2 FROM record_p3 r"
                + " WHERE r.tenant_id = $1::int AND r.object_id = $2::int AND r.deleted_at IS NULL"
                + " AND (r.xt1 = $4::text AND r.t1 = $3::text)) SELECT r.id, r.t2, r.k0, r.k1 FROM f"
                + " r ORDER BY r.k0 DESC NULLS LAST, r.k1 DESC LIMIT 51");
    assertThat(sql(deals().withText("x")))
        .singleElement()
        .asString()
        .contains("r.id = ANY(ARRAY(SELECT id FROM found($3)))")
        .startsWith("WITH f AS MATERIALIZED");
  }

  @Test
  void statisticsChooseBetweenOrderAndFilter() {
    RecordQuery query =
        deals()
            .withCondition(
                "/f", "stage = \"Won\" && account = \"0197a3c0-0000-7000-8000-000000000000\"")
            .withSort(List.of("-amount"));
    assertThat(first(query, figures(2_000_000, 500_000))).as("a rare account").startsWith("WITH f");
    assertThat(first(query, figures(2_000_000, 2))).as("one of two accounts").startsWith("SELECT");
  }

  @Test
  void anOrderThatWasChosenHidesTheOtherIndexes() {
    RecordQuery query =
        deals()
            .withFields(List.of("title"))
            .withCondition(
                "/f",
                "account = \"0197a3c0-0000-7000-8000-000000000000\" && amount > 5 && created_at > \"2026-01-01\"")
            .withSort(List.of("-amount"));
    assertThat(first(query, figures(10_000, 2)))
        .startsWith("SELECT")
        .contains("greatest(r.xr1) = ", "r.xn1 > ", "r.xn1 IS NOT NULL ORDER BY r.xn1 DESC")
        .doesNotContain("r.id >= ");
    assertThat(first(query, figures(2_000_000, 2)))
        .as("planned with its values")
        .contains("r.xr1 = ", "r.id >= ");
  }

  @Test
  void onlyFiltersOfLargeObjectsArePlannedWithTheirValues() {
    RecordQuery all = deals().withSort(List.of("-amount"));
    assertThat(plan(all, figures(2_000_000, 100)).statements())
        .extracting(SqlPlan.Statement::customPlan)
        .containsExactly(false, false);
    RecordQuery query = all.withCondition("/f", "title <> \"x\"");
    assertThat(plan(query, figures(10_000, 100)).statements())
        .extracting(SqlPlan.Statement::customPlan)
        .containsExactly(false, false);
    assertThat(plan(query, figures(2_000_000, 100)).statements())
        .extracting(SqlPlan.Statement::customPlan)
        .containsExactly(true, true);
  }

  @Test
  void aPromotedObjectNeedsNoConditions() {
    var promoted =
        new ObjectModel(
            DEAL.id(),
            DEAL.definition(),
            StorageTable.promoted("record_x7_2"),
            DEAL.fields(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    RecordQuery query =
        RecordQuery.of(promoted, Names.LIST)
            .withFields(List.of("title"))
            .withCondition("/f", "code = \"a\"");
    assertThat(sql(query))
        .containsExactly(
            "SELECT r.id, r.t2, r.id FROM record_x7_2 r WHERE r.deleted_at IS NULL AND (r.xt1 ="
                + " $2::text AND r.t1 = $1::text) ORDER BY r.id DESC LIMIT 51");
  }

  @Test
  void referredRecordsAreJoinedOnceAndAfterThePage() {
    assertThat(
            sql(
                deals()
                    .withFields(
                        List.of("account.name", "account.parent.name", "account.created_at"))))
        .containsExactly(
            "SELECT r.id, j1.id, j1.name, j2.id, j2.name, j1.created_at, r.k0 FROM (SELECT r.id AS"
                + " k0, r.id, r.xr1 FROM record_p3 r WHERE r.tenant_id = $1::int AND r.object_id ="
                + " $2::int AND r.deleted_at IS NULL ORDER BY r.id DESC LIMIT 51) r LEFT JOIN"
                + " LATERAL (SELECT * FROM record_p3 j1 WHERE j1.id = r.xr1 AND j1.tenant_id = $1::int"
                + " AND j1.object_id = $3::int AND j1.deleted_at IS NULL OFFSET 0) j1 ON TRUE LEFT JOIN"
                + " LATERAL (SELECT * FROM record_p3 j2 WHERE j2.id = j1.xr1 AND j2.tenant_id = $1::int"
                + " AND j2.object_id = $3::int AND j2.deleted_at IS NULL OFFSET 0) j2 ON TRUE ORDER"
                + " BY r.k0 DESC");
  }

  @Test
  void valuesNeverStandInTheStatement() {
    String evil = "x'; DROP TABLE record; --";
    SqlPlan plan =
        plan(
            deals()
                .withText(evil)
                .withCondition(
                    "/f", "title = \"" + evil + "\" || CONTAINS(code, \"" + evil + "\")"),
            FieldStatistics.UNKNOWN);
    assertThat(plan.statements().getFirst().sql()).doesNotContain("DROP");
    assertThat(plan.statements().getFirst().parameters()).contains(evil);
  }

  @Test
  void anOperandThatIsWrittenManyTimesIsRefusedInTime() {
    String deep = "amount";
    for (int i = 0; i < 30; i++) {
      deep = "IF(ISBLANK(1 / " + deep + "), 1, 2)";
    }
    String nested = deep + " = 1";
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> sql(deals().withCondition("/f", nested)))
        .hasMessageContaining("formula_too_large_for_database");
  }

  private static FieldStatistics figures(long rows, long accounts) {
    return new FieldStatistics() {
      @Override
      public OptionalLong rows(ObjectModel object) {
        return OptionalLong.of(rows);
      }

      @Override
      public Optional<Figures> of(ObjectModel object, FieldModel field) {
        return field.name().equals("account")
            ? Optional.of(new Figures(rows, accounts, 0, Map.of()))
            : Optional.empty();
      }
    };
  }

  private static RecordQuery deals() {
    return RecordQuery.of(DEAL, Names.LIST);
  }

  private static SqlPlan plan(RecordQuery query, FieldStatistics statistics) {
    var scope = QueryScope.ofPlatform(MODEL, CallerFacts.ofPlatform(new UUID(0, 1)), Instant.EPOCH);
    return PLANNER.plan(scope, query, statistics).orThrow();
  }

  private static List<String> sql(RecordQuery query) {
    return plan(query, FieldStatistics.UNKNOWN).statements().stream()
        .map(SqlPlan.Statement::sql)
        .toList();
  }

  private static String first(RecordQuery query, FieldStatistics statistics) {
    return plan(query, statistics).statements().getFirst().sql();
  }

  private static SqlPlan.Statement count(String formula) {
    var scope = QueryScope.ofPlatform(MODEL, CallerFacts.ofPlatform(new UUID(0, 1)), Instant.EPOCH);
    return PLANNER
        .count(scope, deals().withCondition("/f", formula), FieldStatistics.UNKNOWN)
        .orThrow()
        .statement();
  }

  private static String where(String formula) {
    String sql = count(formula).sql();
    String before = "r.deleted_at IS NULL AND ";
    return sql.substring(sql.indexOf(before) + before.length());
  }

  private static List<Object> parameters(String formula) {
    return count(formula).parameters();
  }
}
