package dev.trellis.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Statements end, whoever has left meanwhile; what nobody waits for may take its time. */
@QuarkusTest
@TestProfile(StatementTimeoutTest.Impatient.class)
class StatementTimeoutTest {
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("trellis.statement-timeout", "2s");
    }
  }

  @Inject Database database;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private final ApiClient admin = ApiClient.signUp();

  @Test
  void aRequestWhoseStatementTakesTooLongIsToldSo() throws SQLException {
    Answer object =
        admin.post(
            "/api/v1/metadata/change-sets",
            "{\"components\": [{\"kind\": \"object\", \"name\": \"thing\", \"label\": \"Thing\"}]}");
    assertThat(object.status()).as(object.text()).isEqualTo(200);
    String id = admin.post("/api/v1/records/thing", "{\"name\": \"x\"}").json().path("id").asText();
    String path = "/api/v1/records/thing/" + id;
    try (var other = connect()) {
      lock(other, id);
      Answer slow = admin.patch(path, "{\"name\": \"y\"}");
      assertThat(slow.status()).as(slow.text()).isEqualTo(503);
      assertThat(slow.problem()).isEqualTo("unavailable");
      assertThat(slow.json().path("detail").asText()).contains("took too long");
      assertThat(slow.header("retry-after")).isPresent();
    }
    assertThat(admin.patch(path, "{\"name\": \"y\"}").status()).isEqualTo(200);
  }

  @Test
  void whoeverAsksHasTheLimit() {
    assertThat(limit(Database.Mode.READ, _ -> {})).isEqualTo("2s");
    assertThat(limit(Database.Mode.WRITE, _ -> {})).isEqualTo("2s");
    assertThat(transaction(tenantId(), Database.Mode.READ, _ -> {}).await().indefinitely())
        .as("on no event loop")
        .isEqualTo("2s");
  }

  @Test
  void changeSetsAndBackgroundWorkHaveNone() {
    assertThat(limit(Database.Mode.CHANGE, _ -> {})).isEqualTo("0");
    assertThat(limit(Database.Mode.WRITE, Tx::takeYourTime)).isEqualTo("0");
    assertThat(limit(Database.Mode.WRITE, _ -> {})).as("on the same connections").isEqualTo("2s");
  }

  /** As on the event loop of a request. */
  private String limit(Database.Mode mode, Consumer<Tx> before) {
    int tenantId = tenantId();
    return Uni.createFrom()
        .<String>emitter(
            emitter ->
                vertx
                    .getOrCreateContext()
                    .runOnContext(
                        _ ->
                            transaction(tenantId, mode, before)
                                .subscribe()
                                .with(emitter::complete, emitter::fail)))
        .await()
        .indefinitely();
  }

  private Uni<String> transaction(int tenantId, Database.Mode mode, Consumer<Tx> before) {
    return database.transaction(
        tenantId,
        mode,
        null,
        tx -> {
          before.accept(tx);
          return tx.query("SHOW statement_timeout")
              .map(rows -> rows.iterator().next().getString(0));
        });
  }

  private int tenantId() {
    return pool.preparedQuery("SELECT id FROM tenant WHERE address = $1")
        .execute(Tuple.of(admin.tenant()))
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .iterator()
        .next()
        .getInteger(0);
  }

  private static void lock(Connection connection, String id) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement =
        connection.prepareStatement("SELECT FROM record WHERE id = ?::uuid FOR UPDATE")) {
      statement.setString(1, id);
      assertThat(statement.executeQuery().next()).isTrue();
    }
  }

  private static Connection connect() throws SQLException {
    var address = TestDatabase.start().administrator();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database()),
        address.user(),
        address.password());
  }
}
