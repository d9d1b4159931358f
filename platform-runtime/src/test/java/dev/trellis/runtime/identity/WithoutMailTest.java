package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** An installation without a server for mails. */
@QuarkusTest
class WithoutMailTest {
  private final ApiClient anonymous = ApiClient.anonymous();

  @Test
  void theAdministratorPassesTheLinkOn() {
    ApiClient admin = ApiClient.signUp();
    String id =
        admin
            .post(
                "/api/v1/users",
                "{\"username\": \"rosa\", \"email\": \"rosa@x.test\", \"name\": \"Rosa\"}")
            .json()
            .path("id")
            .asText();
    ApiClient retrying = admin.with("Idempotency-Key", "key-1");
    String former = retrying.post("/api/v1/users/" + id + "/invitation", "").text();
    Answer invited = retrying.post("/api/v1/users/" + id + "/invitation", "");
    assertThat(invited.text()).as("no link is kept to be answered again").isNotEqualTo(former);
    assertThat(invited.json().path("sent").asBoolean()).isFalse();
    String path = invited.json().path("path").asText();
    assertThat(path).startsWith("/set-password#ti_");
    String token = path.substring(path.indexOf('#') + 1);
    assertThat(
            anonymous
                .post(
                    "/api/v1/auth/password",
                    "{\"token\": \"%s\", \"password\": \"%s\"}"
                        .formatted(token, ApiClient.PASSWORD))
                .status())
        .isEqualTo(204);
    assertThat(anonymous.tryToSignIn(admin.tenant(), "rosa", ApiClient.PASSWORD).status())
        .isEqualTo(200);
  }

  @Test
  void whoForgotThePasswordIsToldAtOnce() {
    Answer options = anonymous.get("/api/v1/auth/password/reset");
    assertThat(options.json().path("by_mail").asBoolean()).isFalse();
    Answer answer =
        anonymous.post(
            "/api/v1/auth/password/reset", "{\"tenant\": \"any\", \"username\": \"any\"}");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText()).contains("administrator");
  }
}
