package dev.trellis.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import dev.trellis.runtime.database.OtherNode;
import dev.trellis.runtime.database.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes made through this node, as a listener on another one and on this one hears them. */
@QuarkusTest
class ChangeEventsTest {
  @Inject ChangeEvents thisNode;
  @Inject Database database;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private final ApiClient admin = ApiClient.signUp();
  private final List<Cancellable> subscriptions = new CopyOnWriteArrayList<>();
  private ChangeEvents otherNode;
  private int tenantId;

  /** What one listener heard. */
  private final class Heard {
    private final List<LiveEvent> events = new CopyOnWriteArrayList<>();

    Heard(ChangeEvents node, @Nullable FeedPosition since) {
      subscriptions.add(node.of(tenantId, since).subscribe().with(events::add));
      await().until(() -> events.stream().anyMatch(LiveEvent.Ready.class::isInstance));
    }

    List<UUID> ids() {
      return events.stream()
          .filter(LiveEvent.Change.class::isInstance)
          .flatMap(event -> ((LiveEvent.Change) event).ids().stream())
          .toList();
    }

    FeedPosition next() {
      return events.getLast().next();
    }
  }

  @BeforeEach
  void define() {
    otherNode = new ChangeEvents(database, OtherNode.notices(vertx, pool), vertx);
    otherNode.listen();
    admin.post(
        "/api/v1/metadata/change-sets",
        "{\"components\": [{\"kind\": \"object\", \"name\": \"deal\", \"label\": \"Deal\"}]}");
    tenantId =
        pool.preparedQuery("SELECT id FROM tenant WHERE address = $1")
            .execute(Tuple.of(admin.tenant()))
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .iterator()
            .next()
            .getInteger(0);
  }

  @AfterEach
  void leave() {
    subscriptions.forEach(Cancellable::cancel);
  }

  @Test
  void everyNodeHearsOfAChangeOnce() {
    var here = new Heard(thisNode, null);
    var there = new Heard(otherNode, null);
    UUID first = create();
    UUID second = create();
    await()
        .untilAsserted(
            () -> {
              assertThat(here.ids()).containsExactly(first, second);
              assertThat(there.ids()).containsExactly(first, second);
            });
    ApiClient stranger = ApiClient.signUp();
    stranger.post(
        "/api/v1/metadata/change-sets",
        "{\"components\": [{\"kind\": \"object\", \"name\": \"deal\", \"label\": \"Deal\"}]}");
    stranger.post("/api/v1/records/deal", "{}");
    UUID third = create();
    await().until(() -> there.ids().contains(third));
    assertThat(there.ids()).as("of this tenant alone").containsExactly(first, second, third);
  }

  @Test
  void aChangeIsToldBeforeOlderTransactionsEndAndTheirsAfterwards() throws SQLException {
    UUID slow = UUID.randomUUID();
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          """
          INSERT INTO change_log (tenant_id, object_id, at, action, ids, versions)
          VALUES (%d, 1, now(), 'created', ARRAY['%s'::uuid], ARRAY[1])
          """
              .formatted(tenantId, slow));
      var there = new Heard(otherNode, null);
      UUID quick = create();
      await().until(() -> there.ids().contains(quick));
      assertThat(there.ids()).containsExactly(quick);
      connection.commit();
      UUID last = create();
      await().until(() -> there.ids().contains(last));
      assertThat(there.ids()).containsExactly(quick, slow, last);
    }
  }

  @Test
  void whatHappensWhileANodeDoesNotHearIsToldWhenItHearsAgain() throws SQLException {
    var there = new Heard(otherNode, null);
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ILIKE 'LISTEN%'");
    }
    UUID meanwhile = create();
    await().untilAsserted(() -> assertThat(there.ids()).containsExactly(meanwhile));
  }

  @Test
  void aStreamThatBrokeIsTakenUpWhereItWas() {
    var before = new Heard(otherNode, null);
    UUID heard = create();
    await().until(() -> before.ids().contains(heard));
    subscriptions.forEach(Cancellable::cancel);
    UUID missed = create();
    var again = new Heard(thisNode, before.next());
    assertThat(again.ids()).contains(missed);
    assertThat(again.ids().getLast()).isEqualTo(missed);
    UUID next = create();
    await().until(() -> again.ids().contains(next));
    assertThat(again.ids()).containsOnlyOnce(missed, next);
  }

  private UUID create() {
    Answer answer = admin.post("/api/v1/records/deal", "{}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return UUID.fromString(answer.json().path("id").asText());
  }

  private static Connection connect() throws SQLException {
    var administrator = TestDatabase.start().administrator();
    return DriverManager.getConnection(
        administrator.jdbcUrl(), administrator.user(), administrator.password());
  }
}
