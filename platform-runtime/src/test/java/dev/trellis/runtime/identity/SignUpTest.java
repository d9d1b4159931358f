package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignUpTest {
  private final ApiClient anonymous = ApiClient.anonymous();

  @Test
  void anAddressIsTakenOnce() {
    String tenant = ApiClient.signUp().tenant();
    Answer again = signUp(tenant, "somebody@example.test", ApiClient.PASSWORD);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("duplicate");
    assertThat(again.json().path("violations").path(0).path("pointer").asText())
        .isEqualTo("/tenant");
  }

  @Test
  void everythingWrongIsReportedTogether() {
    Answer answer =
        anonymous.post(
            "/api/v1/signup",
            """
            {"tenant": "9-Bad", "email": "nobody", "password": "12345678", "locale": "xx",
             "time_zone": "Nowhere", "currency": "ABC", "plan": "free"}
            """);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/tenant",
            "/company",
            "/email",
            "/password",
            "/locale",
            "/time_zone",
            "/currency",
            "/plan");
  }

  @Test
  void longPassphrasesInAnyScriptAreTakenWhole() {
    String passphrase = "这是一个很长的中文口令,没有任何组合规则。".repeat(4);
    String tenant = "zh" + ApiClient.signUp().tenant();
    assertThat(signUp(tenant, "a@example.test", passphrase).status()).isEqualTo(201);
    assertThat(anonymous.tryToSignIn(tenant, "a@example.test", passphrase).status()).isEqualTo(200);
    String shorter = passphrase.substring(0, passphrase.length() - 1);
    assertThat(anonymous.tryToSignIn(tenant, "a@example.test", shorter).status()).isEqualTo(401);
  }

  @Test
  void theFirstLanguageFollowsTheBrowser() {
    String tenant = "zh" + ApiClient.signUp().tenant();
    Answer created =
        anonymous
            .with("Accept-Language", "zh-CN")
            .post("/api/v1/signup", body(tenant, "a@example.test", ApiClient.PASSWORD));
    assertThat(created.json().path("tenant").path("locale").asText()).isEqualTo("zh-CN");
    assertThat(created.json().path("tenant").path("currency").asText()).isEqualTo("CNY");
  }

  private Answer signUp(String tenant, String email, String password) {
    return anonymous.post("/api/v1/signup", body(tenant, email, password));
  }

  private static String body(String tenant, String email, String password) {
    return """
    {"tenant": "%s", "company": "公司", "email": "%s", "password": "%s"}
    """
        .formatted(tenant, email, password);
  }
}
