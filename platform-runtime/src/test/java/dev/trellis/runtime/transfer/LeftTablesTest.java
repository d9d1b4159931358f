package dev.trellis.runtime.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.file.store.ContentMissing;
import dev.trellis.runtime.file.store.FileStore;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.Callers;
import dev.trellis.runtime.retention.Retention;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in the store whose import was never queued, because the program was killed. */
@QuarkusTest
class LeftTablesTest {
  @Inject ImportFiles files;
  @Inject AnnouncedTables announced;
  @Inject FileStore store;
  @Inject Retention retention;
  @Inject Database database;
  @Inject Callers callers;
  @TempDir Path folder;

  private final ApiClient admin = ApiClient.signUp();

  @Test
  void theyGoAfterADayAndNotBefore() throws IOException {
    UUID old = leave();
    UUID recent = leave();
    age(old, "25 hours");
    age(recent, "23 hours");
    await(retention.tenant(caller().tenantId()));
    assertThatThrownBy(() -> await(store.open(location(old)))).isInstanceOf(ContentMissing.class);
    assertThat(await(store.open(location(recent)))).isNotNull();
  }

  @Test
  void theTableOfAQueuedImportIsItsOwn() {
    var client = new ImportClient(admin);
    client.define("{\"kind\": \"object\", \"name\": \"thing\", \"label\": \"Thing\"}");
    client.start(
        "name\nx\n".getBytes(UTF_8),
        "{\"object\": \"thing\", \"operation\": \"insert\", \"mapping\": {\"name\": \"name\"}}");
    assertThat(query("SELECT 1 FROM file WHERE tenant_id = $1")).isZero();
  }

  /** All that is done before an import is queued. */
  private UUID leave() throws IOException {
    UUID id = UUID.randomUUID();
    Path upload = Files.writeString(folder.resolve(id.toString()), "name\nx\n");
    await(announced.announce(caller(), id, "x.csv", Files.size(upload), location(id)));
    await(files.take(upload, caller().tenantId(), id));
    return id;
  }

  private void age(UUID id, String ago) {
    String sql =
        "UPDATE file SET created_at = now() - interval '%s' WHERE tenant_id = $1 AND id = '%s'"
            .formatted(ago, id);
    assertThat(query(sql)).isOne();
  }

  private int query(String sql) {
    int tenantId = caller().tenantId();
    return await(
        database.transaction(
            tenantId,
            Database.Mode.READ,
            null,
            tx -> tx.query(sql, Tuple.of(tenantId)).map(rows -> rows.rowCount())));
  }

  private String location(UUID id) {
    return ImportFiles.location(caller().tenantId(), id);
  }

  private Caller caller() {
    return await(callers.load(admin.authorization().replace("Authorization: Bearer ", "")));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
