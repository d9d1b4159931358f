package dev.trellis.runtime.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.metadata.change.plan.ChangeOutcome;
import dev.trellis.metadata.postgres.ChangeSets;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.IndexBuilds;
import dev.trellis.metadata.postgres.Models;
import dev.trellis.metadata.postgres.Pools;
import dev.trellis.metadata.postgres.RollupBuilds;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.postgres.Wiping;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.database.TestDatabase;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Change sets on PostgreSQL, without HTTP: large objects, two authors at once. */
class ChangeSetsTest {
  private static final int TENANT = 770_001;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Vertx VERTX = Vertx.vertx();
  private static Database database;
  private static Models models;
  private static ChangeSets changeSets;

  @BeforeAll
  static void open() {
    var app = TestDatabase.start().app();
    Pool pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(app.reactiveUrl())
                    .setUser(app.user())
                    .setPassword(app.password()))
            .using(VERTX)
            .build();
    database = new Database(Pools.of(pool));
    models = new Models(database);
    changeSets = new ChangeSets(models);
    pool.preparedQuery(
            "INSERT INTO tenant (id, address, company, locale, time_zone, currency, partition)"
                + " SELECT $1, 'change-sets', 'Test', 'en', 'UTC', 'EUR', part FROM generate_series(0, 7) AS part"
                + " WHERE satisfies_hash_partition('record'::regclass, 8, part, $1::int)")
        .execute(Tuple.of(TENANT))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aLargeObjectIsConvertedInBatches() {
    int object =
        apply(object("bulk"), field("bulk.x", "'type':'text'")).object("bulk").orElseThrow().id();
    insert(object, "t1", "'n' || i", 2_500);
    assertThatThrownBy(() -> apply(field("bulk.x", "'type':'number'")))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> {
              assertThat(e.violations().getFirst().code()).isEqualTo("values_do_not_convert");
              assertThat(e.violations().getFirst().params().get("count")).isEqualTo(2_500L);
              assertThat((List<?>) e.violations().getFirst().params().get("records")).hasSize(100);
            });
    TenantModel model = apply(field("bulk.x", "'type':'long_text'"));
    assertThat(model.object("bulk").orElseThrow().require("x").storage())
        .isInstanceOf(Storage.Overflow.class);
    assertThat(count(object, "overflow->>'1' LIKE 'n%'")).isEqualTo(2_500);
  }

  @Test
  void aLargeObjectIsIndexedBehindTheChange() {
    int object =
        apply(
                object("wide"),
                field("wide.x", "'type':'text'"),
                field("wide.y", "'type':'currency'"))
            .object("wide")
            .orElseThrow()
            .id();
    insert(object, "t1, n1", "'Value ' || i, i", 21_000);
    ChangeOutcome outcome =
        outcome(
            field("wide.x", "'type':'text','indexed':true"),
            field("wide.y", "'type':'currency','indexed':true"));
    assertThat(outcome.hasLaterWork()).isTrue();
    assertThat(outcome.impacts())
        .extracting(impact -> impact.effect().wire() + " " + impact.rows())
        .containsExactly("index_later 21000", "index_later 21000");
    assertThat(outcome.model().object("wide").orElseThrow().require("y").storage())
        .isEqualTo(new Storage.Column("n1", ColumnType.LONG, "xn1", false));
    var builds = new IndexBuilds(database, models, Clock.systemUTC());
    assertThat(builds.run(TENANT).await().atMost(PATIENCE)).isEqualTo(2);
    assertThat(count(object, "xt1 LIKE 'value %' AND xn1 = n1")).isEqualTo(21_000);
    TenantModel model = models.at(TENANT, outcome.revision() + 2).await().atMost(PATIENCE);
    assertThat(model.revision()).isEqualTo(outcome.revision() + 2);
    assertThat(model.object("wide").orElseThrow().require("x").storage())
        .isEqualTo(new Storage.Column("t1", ColumnType.TEXT, "xt1", true));
    assertThat(builds.run(TENANT).await().atMost(PATIENCE)).isZero();
  }

  @Test
  void rollupsOfManyRecordsAreGatheredBehindTheChange() {
    TenantModel model =
        apply(
            object("shelf"),
            object("book"),
            field("book.shelf", "'type':'reference','to':'shelf'"),
            field("book.price", "'type':'currency'"));
    int shelf = model.object("shelf").orElseThrow().id();
    insert(shelf, "t1", "'s'", 3);
    insert(
        model.object("book").orElseThrow().id(),
        "xr1, n1",
        "(SELECT id FROM record WHERE object_id = "
            + shelf
            + " AND name = 'r' || (i % 2 + 1)), 100",
        21_000);
    ChangeOutcome outcome =
        outcome(
            field(
                "shelf.worth",
                "'type':'rollup','from':'book','via':'shelf','aggregate':'sum','field':'price'"),
            field(
                "shelf.dearest",
                "'type':'rollup','from':'book','via':'shelf','aggregate':'max','field':'price'"));
    assertThat(outcome.hasLaterWork()).isTrue();
    assertThat(outcome.impacts())
        .extracting(impact -> impact.effect().wire() + " " + impact.rows())
        .containsExactlyInAnyOrder("gather_later 3", "gather_later 3");
    var builds = new RollupBuilds(database, models, Clock.systemUTC());
    builds.run(TENANT).await().atMost(PATIENCE);
    assertThat(count(shelf, "n1 = 1050000 AND n2 = 100")).isEqualTo(2);
    assertThat(count(shelf, "n1 = 0 AND n2 IS NULL")).isEqualTo(1);
    List<RollupBuilds.Progress> jobs =
        run(Database.Mode.READ, tx -> RollupBuilds.progress(tx, outcome.model()));
    assertThat(jobs).extracting(job -> job.done()).containsExactly(3L, 3L);
    assertThat(jobs).allMatch(job -> job.finishedAt() != null);
  }

  @Test
  void whatWasDeletedLongAgoIsWiped() {
    int object =
        apply(object("old"), field("old.x", "'type':'text'")).object("old").orElseThrow().id();
    insert(object, "t1", "'v' || i", 3);
    Instant longAgo = Instant.now().minus(Duration.ofDays(32));
    run(
        Database.Mode.CHANGE,
        tx ->
            changeSets.apply(
                tx, ChangeSet.delete(ComponentKey.field("old", "x")), null, null, longAgo));
    var wiping = new Wiping(database, Clock.systemUTC());
    assertThat(wiping.run(TENANT).await().atMost(PATIENCE)).isPositive();
    assertThat(count(object, "t1 IS NOT NULL")).isZero();
    assertThat(wiping.run(TENANT).await().atMost(PATIENCE)).isZero();
    TenantModel model = apply(field("old.y", "'type':'text'"));
    assertThat(model.object("old").orElseThrow().require("y").storage())
        .isEqualTo(Storage.Column.plain("t1", ColumnType.TEXT));
  }

  @Test
  void twoAuthorsAtOnceBothSucceed() {
    List<CompletableFuture<ChangeOutcome>> changes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String document = object("both" + i);
      changes.add(
          database
              .transaction(
                  TENANT,
                  Database.Mode.CHANGE,
                  null,
                  tx -> changeSets.apply(tx, put(document), null, null, Instant.now()))
              .subscribeAsCompletionStage()
              .toCompletableFuture());
    }
    assertThat(changes.stream().map(change -> change.join().revision()).distinct()).hasSize(4);
  }

  private static TenantModel apply(String... documents) {
    ChangeOutcome outcome = outcome(documents);
    models.put(outcome.model());
    return outcome.model();
  }

  private static ChangeOutcome outcome(String... documents) {
    return run(
        Database.Mode.CHANGE,
        tx -> changeSets.apply(tx, put(documents), null, null, Instant.now()));
  }

  private static void insert(int object, String columns, String values, int count) {
    run(
        Database.Mode.WRITE,
        tx ->
            tx.query(
                "INSERT INTO record (tenant_id, object_id, id, created_at, updated_at, name, name_key, "
                    + columns
                    + ") SELECT $1, $2, gen_random_uuid(), now(), now(), 'r' || i, 'r' || i, "
                    + values
                    + " FROM generate_series(1, $3) AS i",
                Tuple.of(TENANT, object, count)));
  }

  private static long count(int object, String condition) {
    return run(
        Database.Mode.READ,
        tx ->
            tx.query(
                    "SELECT count(*) FROM record WHERE tenant_id = $1 AND object_id = $2 AND "
                        + condition,
                    Tuple.of(TENANT, object))
                .map(rows -> rows.iterator().next().getLong(0)));
  }

  private static <T> T run(Database.Mode mode, Function<Tx, Uni<T>> work) {
    return database.transaction(TENANT, mode, null, work).await().atMost(PATIENCE);
  }

  private static ChangeSet put(String... documents) {
    var components = new ArrayList<JsonNode>();
    for (String document : documents) {
      components.add(Json.parse(document.replace('\'', '"')));
    }
    return new ChangeSet(components, List.of(), Set.of(), false);
  }

  private static String object(String name) {
    return "{'kind':'object','name':'" + name + "','label':'x'}";
  }

  private static String field(String name, String properties) {
    return "{'kind':'field','name':'" + name + "','label':'x'," + properties + "}";
  }
}
