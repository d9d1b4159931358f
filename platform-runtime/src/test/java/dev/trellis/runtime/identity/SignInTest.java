package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest {
  private final ApiClient anonymous = ApiClient.anonymous();

  @Test
  void aNewTenantsAdministratorSignsInAndSeesWhoTheyAre() {
    ApiClient admin = ApiClient.signUp();
    Answer me = admin.get("/api/v1/me");
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.json().path("user").path("username").asText()).isEqualTo(admin.username());
    assertThat(me.json().path("tenant").path("address").asText()).isEqualTo(admin.tenant());
    assertThat(me.json().path("permission_sets").path(0).asText()).isEqualTo("administrator");
    assertThat(me.json().path("permissions").path("system").toString())
        .contains("customize", "manage_users");
    assertThat(me.json().path("locale").asText()).isEqualTo("en");
    assertThat(me.header("cache-control")).contains("no-store");
  }

  @Test
  void whateverIsWrongTheAnswerIsTheSame() {
    ApiClient admin = ApiClient.signUp();
    admin.post(
        "/api/v1/users",
        """
        {"username": "off", "email": "off@x.test", "name": "Off", "password": "%s"}
        """
            .formatted(ApiClient.PASSWORD));
    String off = admin.get("/api/v1/users").json().path("users").path(1).path("id").asText();
    assertThat(admin.patch("/api/v1/users/" + off, "{\"active\": false}").status()).isEqualTo(200);

    Answer wrongPassword =
        anonymous.tryToSignIn(admin.tenant(), admin.username(), "wrong-password");
    Answer unknownUser = anonymous.tryToSignIn(admin.tenant(), "nobody", "wrong-password");
    Answer unknownTenant = anonymous.tryToSignIn("no-such-tenant", "nobody", "wrong-password");
    Answer inactive = anonymous.tryToSignIn(admin.tenant(), "off", ApiClient.PASSWORD);
    for (Answer answer : new Answer[] {wrongPassword, unknownUser, unknownTenant, inactive}) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(withoutTrace(answer)).isEqualTo(withoutTrace(wrongPassword));
    }
  }

  @Test
  void guessingIsSlowedDownFromTheTenthFailureOn() {
    ApiClient admin = ApiClient.signUp();
    for (int i = 0; i < 10; i++) {
      assertThat(anonymous.tryToSignIn(admin.tenant(), admin.username(), "wrong-" + i).status())
          .isEqualTo(401);
    }
    Answer throttled = anonymous.tryToSignIn(admin.tenant(), admin.username(), ApiClient.PASSWORD);
    assertThat(throttled.status()).isEqualTo(429);
    assertThat(throttled.problem()).isEqualTo("too_many_requests");
    assertThat(throttled.header("retry-after")).isPresent();
    Answer other = anonymous.tryToSignIn(admin.tenant(), "somebody-else", "wrong");
    assertThat(other.status()).as("another user is not held up").isEqualTo(401);
  }

  @Test
  void manyGuessesAtOnceDoNotSlipPastTheCount() {
    ApiClient admin = ApiClient.signUp();
    long evaluated =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> anonymous.tryToSignIn(admin.tenant(), admin.username(), "no-" + i)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .filter(answer -> answer.status() == 401)
            .count();
    assertThat(evaluated).isBetween(10L, 14L);
  }

  @Test
  void theUsernameIsComparedWithoutCase() {
    ApiClient admin = ApiClient.signUp();
    assertThat(
            anonymous
                .tryToSignIn(admin.tenant(), admin.username().toUpperCase(), ApiClient.PASSWORD)
                .status())
        .isEqualTo(200);
  }

  @Test
  void everythingThatIsMissingIsReportedTogether() {
    Answer answer = anonymous.post("/api/v1/auth/token", "{\"browsr\": true}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/tenant", "/username", "/password", "/browsr");
  }

  @Test
  void aRefreshTokenIsExchangedForANewPair() {
    ApiClient admin = ApiClient.signUp();
    String first = refreshToken(admin);
    Answer answer = refresh(first);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("refresh_token").asText()).isNotEmpty().isNotEqualTo(first);
    String access = answer.json().path("access_token").asText();
    assertThat(admin.withToken(access).get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void revokingEndsTheSession() {
    ApiClient admin = ApiClient.signUp();
    String refresh = refreshToken(admin);
    String access = refresh(refresh).json().path("access_token").asText();
    ApiClient session = admin.withToken(access);
    assertThat(session.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(session.post("/api/v1/auth/revoke", "{}").status()).isEqualTo(204);
    assertThat(session.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(admin.get("/api/v1/me").status()).as("another session").isEqualTo(200);
  }

  @Test
  void attemptsAreInTheLoginHistory() {
    ApiClient admin = ApiClient.signUp();
    anonymous.tryToSignIn(admin.tenant(), admin.username(), "wrong-password");
    Answer history = admin.get("/api/v1/login-history?limit=1");
    assertThat(history.json().path("logins").path(0).path("outcome").asText())
        .isEqualTo("wrong_password");
    String cursor = history.json().path("next_cursor").asText();
    Answer next = admin.get("/api/v1/login-history?cursor=" + cursor);
    assertThat(next.json().path("logins").findValuesAsText("outcome")).containsExactly("success");
    assertThat(next.json().path("next_cursor").isNull()).isTrue();
  }

  private static String withoutTrace(Answer answer) {
    return answer.text().replaceAll("\"trace_id\":\"[^\"]*\"", "");
  }

  private String refreshToken(ApiClient user) {
    return anonymous
        .tryToSignIn(user.tenant(), user.username(), ApiClient.PASSWORD)
        .json()
        .path("refresh_token")
        .asText();
  }

  private Answer refresh(String token) {
    return anonymous.post("/api/v1/auth/refresh", "{\"refresh_token\": \"" + token + "\"}");
  }
}
