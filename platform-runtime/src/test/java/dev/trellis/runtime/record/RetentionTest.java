package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.runtime.retention.Retention;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
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
                    Tuple.of(tenantId, java.util.UUID.fromString(old))))
        .await()
        .atMost(Duration.ofSeconds(10));
    retention.tenant(tenantId).await().atMost(Duration.ofSeconds(30));
    assertThat(sales.get("/recycle-bin").path("records").findValuesAsText("id"))
        .contains(recent)
        .doesNotContain(old);
    assertThat(sales.post("/records/deal/" + old + "/restore", "").status()).isEqualTo(404);
    assertThat(sales.get("/records/deal/" + live).path("name").asText()).isEqualTo("Live");
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
