package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BrowserSessionTest {
  private static final String KEYS = "/api/v1/api-keys";
  private static final String KEY = "{\"name\": \"k\", \"permission_sets\": [\"standard_user\"]}";
  private final ApiClient anonymous = ApiClient.anonymous();
  private Answer signedIn;
  private ApiClient browser;
  private String csrf;

  @BeforeEach
  void signIn() {
    ApiClient admin = ApiClient.signUp();
    signedIn =
        anonymous.post(
            "/api/v1/auth/token",
            """
            {"tenant": "%s", "username": "%s", "password": "%s", "browser": true}
            """
                .formatted(admin.tenant(), admin.username(), ApiClient.PASSWORD));
    csrf = signedIn.json().path("csrf_token").asText();
    browser = anonymous.with("Cookie", cookies(signedIn));
  }

  @Test
  void theTokensAreInCookiesThatScriptsCannotRead() {
    assertThat(signedIn.json().has("access_token")).isFalse();
    assertThat(signedIn.json().has("refresh_token")).isFalse();
    assertThat(signedIn.cookies())
        .hasSize(2)
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
  }

  @Test
  void readingNeedsTheCookieAlone() {
    Answer me = browser.get("/api/v1/me");
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.json().path("csrf_token").asText()).isEqualTo(csrf);
  }

  @Test
  void aChangeNeedsTheCsrfHeaderToo() {
    assertThat(browser.post(KEYS, KEY).status()).isEqualTo(403);
    assertThat(browser.with("X-CSRF-Token", "guess").post(KEYS, KEY).status()).isEqualTo(403);
    assertThat(browser.with("X-CSRF-Token", csrf).post(KEYS, KEY).status()).isEqualTo(201);
  }

  @Test
  void anotherSiteCanChangeNothing() {
    ApiClient withCsrf = browser.with("X-CSRF-Token", csrf);
    assertThat(withCsrf.with("Sec-Fetch-Site", "cross-site").post(KEYS, KEY).status())
        .isEqualTo(403);
    assertThat(withCsrf.with("Origin", "https://evil.test").post(KEYS, KEY).status())
        .isEqualTo(403);
    assertThat(withCsrf.with("Origin", "null").post(KEYS, KEY).status()).isEqualTo(403);
    for (String simple : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
      Answer answer =
          withCsrf
              .with("Content-Type", simple)
              .send("POST", KEYS, BodyPublishers.ofString(KEY), false);
      assertThat(answer.status()).isEqualTo(415);
    }
    assertThat(anonymous.with("Origin", "https://evil.test").tryToSignIn("t", "u", "p").status())
        .as("signing somebody in from elsewhere")
        .isEqualTo(403);
  }

  @Test
  void thePreflightOfAnotherSiteIsNotAnswered() {
    Answer preflight =
        anonymous
            .with("Origin", "https://evil.test")
            .with("Access-Control-Request-Method", "POST")
            .send("OPTIONS", KEYS, BodyPublishers.noBody(), false);
    assertThat(preflight.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void theCookieIsRefreshedAndTheCsrfTokenStays() {
    Answer refreshed = browser.post("/api/v1/auth/refresh", "{}");
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(refreshed.json().path("csrf_token").asText()).isEqualTo(csrf);
    assertThat(refreshed.json().has("refresh_token")).isFalse();
    ApiClient next = anonymous.with("Cookie", cookies(refreshed));
    assertThat(next.with("X-CSRF-Token", csrf).post(KEYS, KEY).status()).isEqualTo(201);
  }

  @Test
  void twoTabsThatRefreshAtTheSameMomentBothGoOn() {
    Answer one = browser.post("/api/v1/auth/refresh", "{}");
    Answer two = browser.post("/api/v1/auth/refresh", "{}");
    assertThat(two.status()).isEqualTo(200);
    assertThat(cookies(two)).isEqualTo(cookies(one));
  }

  @Test
  void signingOutEndsTheSessionAndRemovesTheCookies() {
    Answer out = browser.with("X-CSRF-Token", csrf).post("/api/v1/auth/revoke", "{}");
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.cookies()).allSatisfy(cookie -> assertThat(cookie).contains("Max-Age=0"));
    assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(browser.post("/api/v1/auth/refresh", "{}").status()).isEqualTo(401);
  }

  @Test
  void anExpiredCookieDoesNotKeepAnybodyFromSigningIn() {
    browser.with("X-CSRF-Token", csrf).post("/api/v1/auth/revoke", "{}");
    assertThat(browser.tryToSignIn("none", "none", "none").status()).isEqualTo(401);
    assertThat(browser.tryToSignIn("none", "none", "none").json().path("detail").asText())
        .contains("password");
  }

  private static String cookies(Answer answer) {
    return answer.cookies().stream()
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .collect(Collectors.joining("; "));
  }
}
