package dev.trellis.runtime.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;

/** A tenant of its own and what its audit log says. */
final class Audited {
  private final ApiClient admin = ApiClient.signUp();

  ApiClient admin() {
    return admin;
  }

  /** Another user of the tenant, signed in. */
  ApiClient user(String username, String permissionSets) {
    Answer answer =
        admin.post(
            "/api/v1/users",
            """
            {"username": "%1$s", "email": "%1$s@example.test", "name": "%1$s", "password": "%2$s",
             "permission_sets": %3$s}
            """
                .formatted(username, ApiClient.PASSWORD, permissionSets));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return admin.signIn(admin.tenant(), username, ApiClient.PASSWORD);
  }

  /** The newest first. */
  List<JsonNode> entries(String query) {
    Answer answer = admin.get("/api/v1/audit?limit=1000&" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var entries = new ArrayList<JsonNode>();
    answer.json().path("entries").forEach(entries::add);
    return entries;
  }

  JsonNode newest(String action) {
    List<JsonNode> entries = entries("action=" + action);
    assertThat(entries).as(action).isNotEmpty();
    return entries.getFirst();
  }

  List<String> actions() {
    return entries("").stream().map(entry -> entry.path("action").asText()).toList();
  }

  JsonNode verified() {
    Answer answer = admin.post("/api/v1/audit/verify", "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
