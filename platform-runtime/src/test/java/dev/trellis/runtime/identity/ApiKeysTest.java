package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiKeysTest {
  private static final String KEYS = "/api/v1/api-keys";
  private ApiClient admin;

  @BeforeEach
  void signUp() {
    admin = ApiClient.signUp();
  }

  @Test
  void aKeyIsShownOnceAndHasItsOwnRights() {
    Answer created = create("standard_user");
    assertThat(created.status()).isEqualTo(201);
    String key = created.json().path("key").asText();
    ApiClient program = admin.withToken(key);
    assertThat(program.get("/api/v1/me").json().path("permission_sets").toString())
        .isEqualTo("[\"standard_user\"]");
    assertThat(program.get("/api/v1/users").status()).isEqualTo(403);
    assertThat(admin.get(KEYS).text()).doesNotContain(key);
    assertThat(admin.get(KEYS).json().path("api_keys").path(0).path("name").asText())
        .isEqualTo("sync");
  }

  @Test
  void aRevokedKeyIsOutAtOnce() {
    Answer created = create("administrator");
    ApiClient program = admin.withToken(created.json().path("key").asText());
    assertThat(program.get("/api/v1/users").status()).isEqualTo(200);
    String path = KEYS + "/" + created.json().path("id").asText();
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(program.get("/api/v1/users").status()).isEqualTo(401);
  }

  @Test
  void aKeyEndsWithItsUser() {
    admin.post(
        "/api/v1/users",
        """
        {"username": "other", "email": "o@x.test", "name": "Other", "password": "%s",
         "permission_sets": ["administrator"]}
        """
            .formatted(ApiClient.PASSWORD));
    ApiClient other = ApiClient.anonymous().signIn(admin.tenant(), "other", ApiClient.PASSWORD);
    String key =
        other
            .post(KEYS, "{\"name\": \"k\", \"permission_sets\": [\"standard_user\"]}")
            .json()
            .path("key")
            .asText();
    ApiClient program = admin.withToken(key);
    assertThat(program.get("/api/v1/me").status()).isEqualTo(200);
    String id = other.get("/api/v1/me").json().path("user").path("id").asText();
    admin.patch("/api/v1/users/" + id, "{\"active\": false}");
    assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void anExpiryInThePastIsRefused() {
    Answer answer =
        admin.post(
            KEYS,
            "{\"name\": \"k\", \"permission_sets\": [], \"expires_at\": \"2020-01-01T00:00:00Z\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").path(0).path("code").asText())
        .isEqualTo("in_the_past");
  }

  @Test
  void anotherTenantsKeyIsNotFound() {
    String id = create("standard_user").json().path("id").asText();
    assertThat(ApiClient.signUp().delete(KEYS + "/" + id).status()).isEqualTo(404);
  }

  private Answer create(String set) {
    return admin.post(KEYS, "{\"name\": \"sync\", \"permission_sets\": [\"" + set + "\"]}");
  }
}
