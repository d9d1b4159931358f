package dev.trellis.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was refused what is in the program's log, on one line. */
@QuarkusTest
class DenialLogTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(ExtLogRecord.wrap(line).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    Logger.getLogger(Problems.class.getName()).addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    Logger.getLogger(Problems.class.getName()).removeHandler(handler);
  }

  @Test
  void aDenialNamesWhoWasRefusedWhat() {
    ApiClient li = member();
    String id = li.get("/api/v1/me").json().path("user").path("id").asText();
    assertThat(li.get("/api/v1/users").status()).isEqualTo(403);
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("GET /api/v1/users refused to user " + id + " of tenant ", "trace "));
  }

  @Test
  void aPathCannotForgeALine() {
    ApiClient li = member();
    assertThat(li.delete("/api/v1/api-keys/x%0d%0aforged").status()).isEqualTo(403);
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("DELETE /api/v1/api-keys/x"))
        .noneSatisfy(line -> assertThat(line).containsAnyOf("\r", "\n"));
  }

  @Test
  void whatIsAllowedIsNoDenial() {
    assertThat(ApiClient.signUp().get("/api/v1/users").status()).isEqualTo(200);
    assertThat(lines).noneSatisfy(line -> assertThat(line).contains("refused to"));
  }

  private static ApiClient member() {
    ApiClient admin = ApiClient.signUp();
    admin.post(
        "/api/v1/users",
        "{\"username\": \"li\", \"email\": \"li@x.test\", \"name\": \"li\", \"password\": \"%s\"}"
            .formatted(ApiClient.PASSWORD));
    return admin.signIn(admin.tenant(), "li", ApiClient.PASSWORD);
  }
}
