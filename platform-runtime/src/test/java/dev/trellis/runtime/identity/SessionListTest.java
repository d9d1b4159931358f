package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionListTest {
  private static final String SESSIONS = "/api/v1/me/sessions";
  private static final String POLICY = "/api/v1/sign-in-policy";
  private ApiClient admin;
  private ApiClient phone;

  @BeforeEach
  void signInTwice() {
    admin = ApiClient.signUp();
    phone =
        ApiClient.anonymous()
            .with("User-Agent", "A phone")
            .signIn(admin.tenant(), admin.username(), ApiClient.PASSWORD);
  }

  @Test
  void everySessionIsListedWithWhereItIs() {
    JsonNode sessions = admin.get(SESSIONS).json().path("sessions");
    assertThat(sessions).hasSize(2);
    assertThat(sessions.path(0).path("agent").asText()).isEqualTo("A phone");
    assertThat(sessions.path(0).path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(sessions.findValuesAsText("current")).containsExactly("false", "true");
  }

  @Test
  void oneIsEndedAtOnce() {
    assertThat(phone.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(admin.delete(SESSIONS + "/" + other(admin)).status()).isEqualTo(204);
    assertThat(phone.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(admin.get(SESSIONS).json().path("sessions")).hasSize(1);
  }

  @Test
  void nobodyEndsAnothersSession() {
    ApiClient stranger = ApiClient.signUp();
    assertThat(stranger.delete(SESSIONS + "/" + other(admin)).status()).isEqualTo(404);
    ApiClient colleague = colleague();
    assertThat(colleague.delete(SESSIONS + "/" + other(admin)).status()).isEqualTo(404);
    assertThat(colleague.get(SESSIONS).json().path("sessions")).hasSize(1);
    assertThat(phone.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void allOthersAreEnded() {
    assertThat(phone.delete(SESSIONS).status()).isEqualTo(204);
    assertThat(admin.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(phone.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void administratorsEndAUsersSessions() {
    ApiClient colleague = colleague();
    String id = colleague.get("/api/v1/me").json().path("user").path("id").asText();
    String path = "/api/v1/users/" + id + "/sessions";
    assertThat(colleague.get(path).status()).isEqualTo(403);
    assertThat(colleague.delete(path).status()).isEqualTo(403);
    assertThat(ApiClient.signUp().get(path).status()).isEqualTo(404);
    assertThat(admin.get(path).json().path("sessions")).hasSize(1);
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(colleague.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(admin.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void whoIsIdleForLongerThanThePolicyAllowsIsOut() throws SQLException {
    age(other(admin), "last_used_at", "31 minutes");
    assertThat(policy("30", "null").status()).isEqualTo(200);
    assertThat(phone.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(admin.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(admin.get(POLICY).json().path("session_idle_minutes").asInt()).isEqualTo(30);
    assertThat(expiry(admin)).isBefore(Instant.now().plusSeconds(30 * 60));
  }

  @Test
  void theIdleTimeCountsFromTheLastRenewal() throws SQLException {
    policy("30", "null");
    Answer signedIn = admin.tryToSignIn(admin.tenant(), admin.username(), ApiClient.PASSWORD);
    assertThat(signedIn.json().path("expires_in").asInt()).isEqualTo(450);
    age(other(admin), "expires_at", "29 minutes");
    String next = refresh(signedIn).json().path("refresh_token").asText();
    assertThat(next).isNotEmpty();
    assertThat(admin.get(SESSIONS).json().path("sessions").findValuesAsText("expires_at"))
        .filteredOn(at -> Instant.parse(at).isAfter(Instant.now().plusSeconds(29 * 60)))
        .hasSize(3);
    age(other(admin), "expires_at", "31 minutes");
    assertThat(refresh(next).status()).isEqualTo(401);
  }

  @Test
  void noSessionOutlivesTheTotal() throws SQLException {
    age(other(admin), "created_at", "9 hours");
    assertThat(policy("null", "8").status()).isEqualTo(200);
    assertThat(phone.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(expiry(admin)).isBefore(Instant.now().plusSeconds(8 * 3600));
  }

  @Test
  void onlyWhoManagesPermissionsSetsThePolicy() {
    assertThat(colleague().get(POLICY).status()).isEqualTo(403);
    Answer wrong = policy("1", "\"long\"");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/session_idle_minutes", "/session_hours");
    assertThat(admin.get(POLICY).json().path("session_idle_minutes").isNull()).isTrue();
  }

  private Answer policy(String idleMinutes, String hours) {
    return admin.put(
        POLICY,
        "{\"session_idle_minutes\": %s, \"session_hours\": %s}".formatted(idleMinutes, hours));
  }

  private ApiClient colleague() {
    admin.post(
        "/api/v1/users",
        """
        {"username": "std", "email": "std@x.test", "name": "Std", "password": "%s"}
        """
            .formatted(ApiClient.PASSWORD));
    return admin.signIn(admin.tenant(), "std", ApiClient.PASSWORD);
  }

  private Answer refresh(Answer signedIn) {
    return refresh(signedIn.json().path("refresh_token").asText());
  }

  private Answer refresh(String token) {
    return ApiClient.anonymous()
        .post("/api/v1/auth/refresh", "{\"refresh_token\": \"" + token + "\"}");
  }

  /** The session that was used last and is not the caller's own. */
  private static String other(ApiClient client) {
    for (JsonNode session : client.get(SESSIONS).json().path("sessions")) {
      if (!session.path("current").asBoolean()) {
        return session.path("id").asText();
      }
    }
    throw new AssertionError("there is no other session");
  }

  private static Instant expiry(ApiClient client) {
    for (JsonNode session : client.get(SESSIONS).json().path("sessions")) {
      if (session.path("current").asBoolean()) {
        return Instant.parse(session.path("expires_at").asText());
      }
    }
    throw new AssertionError("the caller has no session");
  }

  private static void age(String session, String column, String by) throws SQLException {
    StoredRows.execute(
        "UPDATE session SET %1$s = %1$s - interval '%2$s' WHERE id = '%3$s'"
            .formatted(column, by, session));
  }
}
