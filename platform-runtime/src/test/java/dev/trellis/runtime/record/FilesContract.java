package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import dev.trellis.runtime.file.store.ContentMissing;
import dev.trellis.runtime.file.store.FileStore;
import dev.trellis.runtime.retention.Retention;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Uploads and downloads, wherever the content lies. */
abstract class FilesContract {
  @Inject Database database;
  @Inject FileStore store;
  @Inject Retention retention;
  @Inject Pool pool;

  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

  private final Sales sales = Sales.define();

  @Test
  void aFileIsTypedByItsContentAndHandedOutAsADownload() {
    Answer uploaded = upload(sales.client(), "../evil/picture.png", SVG);
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
    assertThat(uploaded.json().path("name").asText()).isEqualTo("picture.png");
    assertThat(uploaded.json().path("type").asText()).isEqualTo("image/svg+xml");
    Answer download =
        sales.client().get("/api/v1/files/" + uploaded.json().path("id").asText() + "?inline=true");
    assertThat(download.text()).isEqualTo(SVG);
    assertThat(download.header("Content-Disposition").orElseThrow()).startsWith("attachment");
    assertThat(download.header("Content-Type").orElseThrow())
        .startsWith("application/octet-stream");
    assertThat(download.header("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void aFileFollowsThePermissionsOfItsRecord() {
    String id = upload(sales.client(), "a.txt", "hello").json().path("id").asText();
    String deal =
        sales.create("deal", "{\"name\": \"D\", \"document\": \"" + id + "\"}").path("id").asText();
    Sales others = Sales.define();
    assertThat(others.client().get("/api/v1/files/" + id).status()).isEqualTo(404);
    assertThat(sales.client().get("/api/v1/files/" + id).text()).isEqualTo("hello");
    assertThat(sales.post("/records/deal", "{\"document\": \"" + id + "\"}").status())
        .as("it belongs to a record already")
        .isEqualTo(422);
    sales.client().delete("/api/v1/records/deal/" + deal);
    assertThat(sales.client().get("/api/v1/files/" + id).status()).isEqualTo(404);
  }

  @Test
  void anUploadThatBreaksOffIsTheCallersFault() {
    Answer answer =
        sales
            .client()
            .with("Content-Type", "multipart/form-data; boundary=x")
            .send("POST", "/api/v1/files", BodyPublishers.ofString("--x\r\n"), false);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aLargeDownloadIsWholeAndSaysItsLength() {
    String content = "0123456789".repeat(400_000);
    String id = upload(sales.client(), "large.txt", content).json().path("id").asText();
    Answer download = sales.client().get("/api/v1/files/" + id);
    assertThat(download.header("Content-Length")).contains(Integer.toString(content.length()));
    assertThat(download.text()).isEqualTo(content);
  }

  @Test
  void headTellsOfADownloadWithoutIt() {
    String id = upload(sales.client(), "a.txt", "hello").json().path("id").asText();
    for (int i = 0; i < 3; i++) {
      Answer head =
          sales.client().send("HEAD", "/api/v1/files/" + id, BodyPublishers.noBody(), false);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Length")).contains("5");
      assertThat(head.text()).isEmpty();
    }
    assertThat(sales.client().get("/api/v1/files/" + id).text()).isEqualTo("hello");
  }

  @Test
  void anEmptyFileIsHandedOut() {
    String id = upload(sales.client(), "empty.txt", "").json().path("id").asText();
    Answer download = sales.client().get("/api/v1/files/" + id);
    assertThat(download.status()).isEqualTo(200);
    assertThat(download.text()).isEmpty();
  }

  /** What is there when the program is killed between storing and the commit. */
  @Test
  void anUploadThatWasNotCommittedIsSeenByNobodyAndRemovedAfterADay() {
    String id = upload(sales.client(), "half.txt", "half").json().path("id").asText();
    change("UPDATE file SET stored = false WHERE tenant_id = $1 AND id = $2", id);
    assertThat(sales.client().get("/api/v1/files/" + id).status()).isEqualTo(404);
    assertThat(
            sales.post("/records/deal", "{\"name\": \"D\", \"document\": \"" + id + "\"}").status())
        .isEqualTo(422);
    String location = tenantId() + "/" + id;
    await(retention.tenant(tenantId()));
    assertThat(await(await(store.open(location)).collect().asList()))
        .as("it may still be on its way")
        .isNotEmpty();
    change(
        "UPDATE file SET created_at = now() - interval '25 hours' WHERE tenant_id = $1 AND id = $2",
        id);
    await(retention.tenant(tenantId()));
    assertThatThrownBy(() -> await(store.open(location))).isInstanceOf(ContentMissing.class);
  }

  private void change(String sql, String id) {
    int tenantId = tenantId();
    await(
        database.transaction(
            tenantId,
            Database.Mode.READ,
            null,
            tx -> tx.query(sql, Tuple.of(tenantId, UUID.fromString(id)))));
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

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }

  private static Answer upload(ApiClient client, String name, String content) {
    String boundary = "----trellis";
    String body =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\nContent-Type: image/png\r\n\r\n"
            + content
            + "\r\n--"
            + boundary
            + "--\r\n";
    return client
        .with("Content-Type", "multipart/form-data; boundary=" + boundary)
        .send(
            "POST", "/api/v1/files", BodyPublishers.ofString(body, StandardCharsets.UTF_8), false);
  }
}
