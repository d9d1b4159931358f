package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import dev.trellis.runtime.identity.factor.AuthenticatorApp;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecondFactorTest {
  private static final String FACTOR = "/api/v1/me/second-factor";
  private static final String PASSWORD = "{\"password\": \"%s\"}".formatted(ApiClient.PASSWORD);
  private final ApiClient anonymous = ApiClient.anonymous();
  private ApiClient user;
  private AuthenticatorApp app;
  private List<String> recoveryCodes;

  @BeforeEach
  void setUp() {
    user = ApiClient.signUp();
    JsonNode begun = user.post(FACTOR, PASSWORD).json();
    app = new AuthenticatorApp(begun.path("secret").asText());
    assertThat(begun.path("uri").asText())
        .contains(begun.path("secret").asText(), user.tenant())
        .startsWith("otpauth://totp/");
    assertThat(signIn().status()).as("before it is confirmed").isEqualTo(200);
    recoveryCodes = texts(confirm(app.code()).json().path("recovery_codes"));
  }

  @Test
  void thePasswordAloneLeadsToAChallengeAndTheCodeToTheTokens() {
    Answer first = signIn();
    assertThat(first.status()).isEqualTo(401);
    assertThat(first.problem()).isEqualTo("second_factor_required");
    String challenge = first.json().path("challenge").asText();
    assertThat(user.withToken(challenge).get("/api/v1/me").status()).isEqualTo(401);

    Answer second = answer(challenge, app.code());
    assertThat(second.status()).isEqualTo(200);
    String token = second.json().path("access_token").asText();
    assertThat(user.withToken(token).get("/api/v1/me").status()).isEqualTo(200);
    assertThat(answer(challenge, recoveryCodes.get(0)).status())
        .as("the challenge again")
        .isEqualTo(401);
    assertThat(outcomes()).startsWith("success");
  }

  @Test
  void aProgramSendsTheCodeWithThePassword() {
    String code = app.code();
    assertThat(signIn(code).status()).isEqualTo(200);
    Answer again = signIn(code);
    assertThat(again.status()).as("the same code again").isEqualTo(401);
    assertThat(again.problem()).isEqualTo("unauthenticated");
    assertThat(outcomes()).startsWith("wrong_code", "success");
  }

  @Test
  void aWrongPasswordIsAnsweredAsEver() {
    Answer wrong = anonymous.tryToSignIn(user.tenant(), user.username(), "wrong-password");
    assertThat(wrong.problem()).isEqualTo("unauthenticated");
    assertThat(wrong.json().has("challenge")).isFalse();
  }

  @Test
  void eachRecoveryCodeIsGoodOnce() {
    assertThat(recoveryCodes).hasSize(10).doesNotHaveDuplicates();
    String code = recoveryCodes.get(3).toUpperCase().replace("-", " ");
    assertThat(answer(challenge(), code).status()).isEqualTo(200);
    assertThat(answer(challenge(), code).status()).isEqualTo(401);
    JsonNode state = user.get(FACTOR).json();
    assertThat(state.path("enabled").asBoolean()).isTrue();
    assertThat(state.path("recovery_codes_left").asInt()).isEqualTo(9);
  }

  @Test
  void newRecoveryCodesVoidTheFormer() {
    assertThat(user.post(FACTOR + "/recovery-codes", "{\"password\": \"guess\"}").status())
        .isEqualTo(422);
    Answer renewed = user.post(FACTOR + "/recovery-codes", PASSWORD);
    assertThat(texts(renewed.json().path("recovery_codes")))
        .hasSize(10)
        .doesNotContainAnyElementsOf(recoveryCodes);
    assertThat(answer(challenge(), recoveryCodes.get(0)).status()).isEqualTo(401);
  }

  @Test
  void guessingCodesIsSlowedDownAlsoWithEverNewChallenges() {
    int status = 0;
    for (int i = 0; i < 12 && status != 429; i++) {
      Answer first = signIn();
      status =
          first.status() == 429
              ? 429
              : answer(first.json().path("challenge").asText(), "00000" + i % 10).status();
    }
    assertThat(status).isEqualTo(429);
  }

  @Test
  void theSecretIsNotReplacedWhileItIsInUse() {
    Answer again = user.post(FACTOR, PASSWORD);
    assertThat(again.status()).isEqualTo(409);
    assertThat(confirm("123456").status()).isEqualTo(422);
    assertThat(signIn(app.code()).status()).isEqualTo(200);
  }

  @Test
  void switchingItOffNeedsThePassword() {
    assertThat(user.post(FACTOR + "/disable", "{\"password\": \"guess\"}").status()).isEqualTo(422);
    assertThat(user.post(FACTOR + "/disable", "{}").status()).isEqualTo(422);
    assertThat(signIn().status()).isEqualTo(401);
    assertThat(user.post(FACTOR + "/disable", PASSWORD).status()).isEqualTo(204);
    assertThat(signIn().status()).isEqualTo(200);
    assertThat(user.get(FACTOR).json().path("recovery_codes_left").asInt()).isZero();
  }

  @Test
  void anAdministratorResetsItOfTheOwnTenantOnly() {
    String id = user.get("/api/v1/me").json().path("user").path("id").asText();
    String path = "/api/v1/users/" + id + "/second-factor";
    assertThat(ApiClient.signUp().delete(path).status()).isEqualTo(404);
    assertThat(standardUser().delete(path).status()).isEqualTo(403);
    assertThat(user.get(path).json().path("enabled").asBoolean()).isTrue();
    assertThat(user.delete(path).status()).isEqualTo(204);
    assertThat(user.get(path).json().path("enabled").asBoolean()).isFalse();
    assertThat(signIn().status()).isEqualTo(200);
  }

  @Test
  void neitherSecretNorRecoveryCodesAreStoredReadably() throws SQLException {
    ApiClient other = ApiClient.signUp();
    String secret = other.post(FACTOR, PASSWORD).json().path("secret").asText();
    String stored = StoredRows.of("second_factor") + StoredRows.of("recovery_code");
    assertThat(stored).isNotEmpty().doesNotContain(secret).doesNotContain(recoveryCodes);
  }

  @Test
  void noSecretIsKeptToBeAnsweredAgain() {
    ApiClient retrying = ApiClient.signUp().with("Idempotency-Key", "key-1");
    Answer first = retrying.post(FACTOR, PASSWORD);
    assertThat(first.status()).isEqualTo(200);
    assertThat(retrying.post(FACTOR, PASSWORD).text()).isNotEqualTo(first.text());
  }

  private ApiClient standardUser() {
    user.post(
        "/api/v1/users",
        """
        {"username": "std", "email": "std@x.test", "name": "Std", "password": "%s"}
        """
            .formatted(ApiClient.PASSWORD));
    return anonymous.signIn(user.tenant(), "std", ApiClient.PASSWORD);
  }

  private Answer signIn() {
    return anonymous.tryToSignIn(user.tenant(), user.username(), ApiClient.PASSWORD);
  }

  private Answer signIn(String otp) {
    return anonymous.post(
        "/api/v1/auth/token",
        """
        {"tenant": "%s", "username": "%s", "password": "%s", "otp": "%s"}
        """
            .formatted(user.tenant(), user.username(), ApiClient.PASSWORD, otp));
  }

  private String challenge() {
    return signIn().json().path("challenge").asText();
  }

  private Answer answer(String challenge, String code) {
    return anonymous.post(
        "/api/v1/auth/second-factor",
        "{\"challenge\": \"%s\", \"code\": \"%s\"}".formatted(challenge, code));
  }

  private Answer confirm(String code) {
    return user.post(FACTOR + "/confirm", "{\"code\": \"%s\"}".formatted(code));
  }

  private List<String> outcomes() {
    return user.get("/api/v1/login-history").json().path("logins").findValuesAsText("outcome");
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
