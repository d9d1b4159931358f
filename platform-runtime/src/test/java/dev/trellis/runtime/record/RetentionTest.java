package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.runtime.retention.Retention;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetentionTest {
  @Inject Retention retention;
  @Inject Database database;
  @Inject Pool pool;

  private final Sales sales = Sales.define();

  @Test
  void recordsLeaveTheBinAfterThirtyDaysAndNotBefore() {
    String old = sales.id("deal", "{\"name\": \"Old\"}");
    String recent = sales.id("deal", "{\"name\": \"Recent\"}");
    String live = sales.id("deal", "{\"name\": \"Live\"}");
    sales.client().delete("/api/v1/records/deal/" + old);
    sales.client().delete("/api/v1/records/deal/" + recent);
    int tenantId = tenantId();
    database
        .transaction(
            tenantId,
            Database.Mode.READ,
            null,
            tx ->
                tx.query(
                    "UPDATE record SET deleted_at = now() - interval '31 days' WHERE tenant_id = $1 AND id = $2",
                    Tuple.of(tenantId, UUID.fromString(old))))
        .await()
        .atMost(Duration.ofSeconds(10));
    retention.tenant(tenantId).await().atMost(Duration.ofSeconds(30));
    assertThat(sales.get("/recycle-bin").path("records").findValuesAsText("id"))
        .contains(recent)
        .doesNotContain(old);
    assertThat(sales.post("/records/deal/" + old + "/restore", "").status()).isEqualTo(404);
    assertThat(sales.get("/records/deal/" + live).path("name").asText()).isEqualTo("Live");
  }

  @Test
  void importsAndSignInsAreForgottenInTime() {
    int tenantId = tenantId();
    UUID old = importThatEnded(tenantId, "31 days", "completed");
    UUID recent = importThatEnded(tenantId, "29 days", "completed");
    UUID open = importThatEnded(tenantId, "31 days", "running");
    execute(
        tenantId,
        "INSERT INTO login_history (tenant_id, id, at, username, outcome) VALUES ($1, gen_random_uuid(), now() - interval '181 days', 'old', 'success'),"
            + " ($1, gen_random_uuid(), now() - interval '179 days', 'recent', 'success')",
        Tuple.of(tenantId));
    retention.tenant(tenantId).await().atMost(Duration.ofSeconds(30));
    assertThat(texts(tenantId, "SELECT id::text FROM import_job WHERE tenant_id = $1"))
        .containsExactlyInAnyOrder(recent.toString(), open.toString())
        .doesNotContain(old.toString());
    assertThat(texts(tenantId, "SELECT import_id::text FROM import_effect WHERE tenant_id = $1"))
        .containsExactlyInAnyOrder(recent.toString(), open.toString());
    assertThat(texts(tenantId, "SELECT username FROM login_history WHERE tenant_id = $1"))
        .contains("recent")
        .doesNotContain("old");
  }

  private UUID importThatEnded(int tenantId, String ago, String status) {
    UUID id = UUID.randomUUID();
    execute(
        tenantId,
        """
        INSERT INTO import_job (tenant_id, id, object, operation, status, file_name, file_size, folder, plan, created_at, created_by, finished_at)
        VALUES ($1, $2, 'deal', 'insert', $3, 'x.csv', 1, $2, '{}', now() - interval '%1$s', $2, now() - interval '%1$s')
        """
            .formatted(ago),
        Tuple.of(tenantId, id, status));
    execute(
        tenantId,
        "INSERT INTO import_effect (tenant_id, import_id, batch, ids, versions, befores) VALUES ($1, $2, 0, '{}', '{}', '[]')",
        Tuple.of(tenantId, id));
    return id;
  }

  private void execute(int tenantId, String sql, Tuple parameters) {
    database
        .transaction(tenantId, Database.Mode.READ, null, tx -> tx.query(sql, parameters))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private List<String> texts(int tenantId, String sql) {
    var texts = new ArrayList<String>();
    database
        .transaction(tenantId, Database.Mode.READ, null, tx -> tx.query(sql, Tuple.of(tenantId)))
        .await()
        .atMost(Duration.ofSeconds(10))
        .forEach(row -> texts.add(row.getString(0)));
    return texts;
  }

  private int tenantId() {
    return pool.preparedQuery("SELECT id FROM tenant WHERE address = $1")
        .execute(Tuple.of(sales.client().tenant()))
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .iterator()
        .next()
        .getInteger(0);
  }
}
