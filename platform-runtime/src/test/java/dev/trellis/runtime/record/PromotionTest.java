package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Models;
import dev.trellis.runtime.promotion.Promotions;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PromotionTest {
  /** Two requests each: what a tenant may send at once, with some left for the rest of the test. */
  private static final int MAX_WRITES = 150;

  @Inject Promotions promotions;
  @Inject Models models;
  @Inject Database database;
  @Inject Pool pool;

  private final Sales sales = Sales.define();

  @Test
  void recordsMoveToATableOfTheirOwnWhileTheyAreWrittenTo() {
    String records =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "{\"code\": \"C" + i + "\", \"amount\": " + i + ", \"stage\": \"Open\"}")
            .collect(Collectors.joining(","));
    assertThat(
            sales
                .post(
                    "/records/deal/bulk",
                    "{\"operation\": \"insert\", \"records\": [" + records + "]}")
                .status())
        .isEqualTo(200);
    String first =
        sales.get("/records/deal?sort=code&limit=1").path("records").path(0).path("id").asText();
    var isDone = new AtomicBoolean();
    var writer =
        CompletableFuture.supplyAsync(
            () -> {
              int written = 0;
              while ((!isDone.get() && written < MAX_WRITES) || written < 5) {
                String change = "{\"amount\": " + (10_000 + written) + "}";
                String record = "{\"code\": \"W" + written + "\", \"amount\": 1}";
                assertThat(sales.client().patch("/api/v1/records/deal/" + first, change).status())
                    .isEqualTo(200);
                assertThat(sales.post("/records/deal", record).status()).isEqualTo(201);
                written++;
              }
              return written;
            });
    TenantModel model = model();
    promotions
        .promote(model, model.object("deal").orElseThrow())
        .await()
        .atMost(Duration.ofSeconds(60));
    isDone.set(true);
    int written = writer.join();

    assertThat(model().object("deal").orElseThrow().table().isShared()).isFalse();
    JsonNode all = sales.get("/records/deal?count=exact&limit=1");
    assertThat(all.path("total").asInt()).isEqualTo(3_000 + written);
    assertThat(sales.get("/records/deal/" + first).path("amount").asInt())
        .isEqualTo(9_999 + written);
    assertThat(sales.get("/records/deal/" + first).path("version").asInt()).isEqualTo(1 + written);
    assertThat(leftBehind(model)).isZero();
    assertThat(sales.post("/records/deal", "{\"code\": \"c7\"}").status())
        .as("unique values moved along")
        .isEqualTo(409);
    assertThat(
            sales
                .get(
                    "/records/deal?filter=stage%20%3D%20%22Open%22&sort=-amount&limit=3&count=exact")
                .path("total")
                .asInt())
        .isEqualTo(3_000);
    sales.client().delete("/api/v1/records/deal/" + first);
    assertThat(sales.get("/recycle-bin?object=deal").path("records")).hasSize(1);
    assertThat(sales.post("/records/deal/" + first + "/restore", "").status()).isEqualTo(200);
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

  private TenantModel model() {
    sales.get("/describe");
    return models.current(tenantId()).await().atMost(Duration.ofSeconds(10));
  }

  private long leftBehind(TenantModel before) {
    return database
        .transaction(
            before.tenantId(),
            Database.Mode.READ,
            null,
            tx ->
                tx.query(
                    "SELECT count(*) FROM record WHERE tenant_id = $1 AND object_id = $2",
                    Tuple.of(before.tenantId(), before.object("deal").orElseThrow().id())))
        .map(rows -> rows.iterator().next().getLong(0))
        .await()
        .atMost(Duration.ofSeconds(10));
  }
}
