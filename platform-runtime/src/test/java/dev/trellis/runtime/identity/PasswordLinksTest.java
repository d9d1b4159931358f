package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import dev.trellis.runtime.identity.factor.AuthenticatorApp;
import dev.trellis.runtime.mail.MailProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invitations and password resets, with the mails as they arrive. */
@QuarkusTest
@TestProfile(MailProfile.class)
class PasswordLinksTest {
  private static final Pattern LINK =
      Pattern.compile(Pattern.quote(MailProfile.PUBLIC_URL) + "/set-password#(t[ip]_\\S+)");
  private static final String NEW_PASSWORD = "another horse battery";

  GreenMail mails;
  private final ApiClient anonymous = ApiClient.anonymous();
  private ApiClient admin;
  private String address;
  private String id;

  @BeforeEach
  void addUser() {
    admin = ApiClient.signUp();
    address = "rosa@" + admin.tenant() + ".test";
    Answer created =
        admin.post(
            "/api/v1/users",
            "{\"username\": \"%1$s\", \"email\": \"%1$s\", \"name\": \"Rosa\", \"locale\": \"zh-CN\"}"
                .formatted(address));
    id = created.json().path("id").asText();
  }

  @Test
  void anInvitedUserChoosesAPasswordOnce() throws Exception {
    Answer invited = invite();
    assertThat(invited.status()).isEqualTo(200);
    assertThat(invited.json().path("sent").asBoolean()).isTrue();
    assertThat(invited.json().path("path").isNull()).as("only the mail has the link").isTrue();

    MimeMessage mail = mailTo(address, 1);
    assertThat(mail.getSubject()).contains("账号", "Test");
    assertThat(text(mail)).contains("Rosa", admin.tenant());
    String token = token(mail);
    assertThat(link(token).json().path("username").asText()).isEqualTo(address);

    assertThat(choose(token, "rosa").json().path("violations").findValuesAsText("code"))
        .containsExactly("too_short");
    assertThat(choose(token, address).json().path("violations").findValuesAsText("code"))
        .containsExactly("password_is_name");
    assertThat(choose(token, NEW_PASSWORD).status()).isEqualTo(204);
    assertThat(anonymous.tryToSignIn(admin.tenant(), address, NEW_PASSWORD).status())
        .isEqualTo(200);
    assertThat(choose(token, "yet another horse").status()).as("again").isEqualTo(404);
    assertThat(link(token).status()).isEqualTo(404);
  }

  @Test
  void theLatestInvitationIsTheOneThatWorks() throws Exception {
    invite();
    String first = token(mailTo(address, 1));
    invite();
    String second = token(mailTo(address, 2));
    assertThat(link(first).status()).isEqualTo(404);
    assertThat(link(second).status()).isEqualTo(200);
  }

  @Test
  void anExpiredLinkOpensNothing() throws Exception {
    invite();
    String token = token(mailTo(address, 1));
    StoredRows.execute("UPDATE one_time_token SET expires_at = now() WHERE user_id = '" + id + "'");
    assertThat(link(token).status()).isEqualTo(404);
    assertThat(choose(token, NEW_PASSWORD).status()).isEqualTo(404);
  }

  @Test
  void aResetEndsAllSessionsAndKeepsTheSecondFactor() throws Exception {
    ApiClient rosa = withPassword();
    setUpSecondFactor(rosa);
    assertThat(reset(admin.tenant(), address).status()).isEqualTo(204);
    MimeMessage mail = mailTo(address, 1);
    assertThat(mail.getSubject()).contains("重置");
    String token = token(mail);
    assertThat(rosa.withToken(token).get("/api/v1/me").status()).isEqualTo(401);

    assertThat(choose(token, NEW_PASSWORD).status()).isEqualTo(204);
    assertThat(rosa.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(anonymous.tryToSignIn(admin.tenant(), address, ApiClient.PASSWORD).problem())
        .isEqualTo("unauthenticated");
    assertThat(anonymous.tryToSignIn(admin.tenant(), address, NEW_PASSWORD).problem())
        .isEqualTo("second_factor_required");
  }

  @Test
  void aNewPasswordVoidsLinksThatAreUnderWay() throws Exception {
    ApiClient rosa = withPassword();
    reset(admin.tenant(), address);
    String token = token(mailTo(address, 1));
    assertThat(
            rosa.patch(
                    "/api/v1/users/" + id,
                    "{\"password\": \"%s\", \"current_password\": \"%s\"}"
                        .formatted(NEW_PASSWORD, ApiClient.PASSWORD))
                .status())
        .isEqualTo(200);
    assertThat(link(token).status()).isEqualTo(404);
  }

  @Test
  void nobodyLearnsWhetherThereIsSuchAUser() throws Exception {
    withPassword();
    Answer known = reset(admin.tenant(), address);
    Answer unknown = reset(admin.tenant(), "nobody@" + admin.tenant() + ".test");
    Answer nowhere = reset("no-such-tenant", address);
    for (Answer answer : List.of(known, unknown, nowhere)) {
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.text()).isEmpty();
    }
  }

  @Test
  void whoAsksAgainAtOnceGetsOneMail() throws Exception {
    withPassword();
    for (int i = 0; i < 5; i++) {
      assertThat(reset(admin.tenant(), address).status()).isEqualTo(204);
    }
    mailTo(address, 1);
    await().during(Duration.ofSeconds(1)).until(() -> mailsTo(address).size(), count -> count == 1);
  }

  @Test
  void askingAgainAndAgainIsSlowedDown() {
    int status = 0;
    for (int i = 0; i < 12 && status != 429; i++) {
      status = reset(admin.tenant(), "nobody").status();
    }
    assertThat(status).isEqualTo(429);
    assertThat(anonymous.tryToSignIn(admin.tenant(), "nobody", "x").status())
        .as("signing in is another matter")
        .isEqualTo(401);
  }

  @Test
  void whoIsSwitchedOffGetsNoLinkAndHasNone() throws Exception {
    invite();
    String token = token(mailTo(address, 1));
    admin.patch("/api/v1/users/" + id, "{\"active\": false}");
    assertThat(link(token).status()).isEqualTo(404);
    admin.patch("/api/v1/users/" + id, "{\"active\": true}");
    assertThat(link(token).status()).as("switched on again").isEqualTo(404);
  }

  @Test
  void onlyAdministratorsOfTheTenantInvite() throws Exception {
    ApiClient rosa = withPassword();
    String own = admin.get("/api/v1/me").json().path("user").path("id").asText();
    assertThat(rosa.post("/api/v1/users/" + own + "/invitation", "").status()).isEqualTo(403);
    assertThat(ApiClient.signUp().post("/api/v1/users/" + id + "/invitation", "").status())
        .isEqualTo(404);
  }

  @Test
  void noLinkIsStoredReadably() throws Exception {
    invite();
    String token = token(mailTo(address, 1));
    assertThat(StoredRows.of("one_time_token")).isNotEmpty().doesNotContain(token);
  }

  private ApiClient withPassword() throws SQLException {
    admin.patch("/api/v1/users/" + id, "{\"password\": \"" + ApiClient.PASSWORD + "\"}");
    return anonymous.signIn(admin.tenant(), address, ApiClient.PASSWORD);
  }

  private static void setUpSecondFactor(ApiClient user) {
    String secret =
        user.post("/api/v1/me/second-factor", "{\"password\": \"" + ApiClient.PASSWORD + "\"}")
            .json()
            .path("secret")
            .asText();
    String code = new AuthenticatorApp(secret).code();
    assertThat(
            user.post("/api/v1/me/second-factor/confirm", "{\"code\": \"" + code + "\"}").status())
        .isEqualTo(200);
  }

  private Answer invite() {
    return admin.post("/api/v1/users/" + id + "/invitation", "");
  }

  private Answer reset(String tenant, String username) {
    return anonymous.post(
        "/api/v1/auth/password/reset",
        "{\"tenant\": \"%s\", \"username\": \"%s\"}".formatted(tenant, username));
  }

  private Answer link(String token) {
    return anonymous.post("/api/v1/auth/password/link", "{\"token\": \"%s\"}".formatted(token));
  }

  private Answer choose(String token, String password) {
    return anonymous.post(
        "/api/v1/auth/password",
        "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(token, password));
  }

  private MimeMessage mailTo(String recipient, int count) {
    return await().until(() -> mailsTo(recipient), found -> found.size() >= count).get(count - 1);
  }

  private List<MimeMessage> mailsTo(String recipient) {
    return Arrays.stream(mails.getReceivedMessages())
        .filter(mail -> recipient.equals(recipient(mail)))
        .toList();
  }

  private static String recipient(MimeMessage mail) {
    try {
      return mail.getRecipients(Message.RecipientType.TO)[0].toString();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MimeMessage mail) throws MessagingException, IOException {
    return mail.getContent().toString();
  }

  private static String token(MimeMessage mail) throws MessagingException, IOException {
    var matcher = LINK.matcher(text(mail));
    assertThat(matcher.find()).as(text(mail)).isTrue();
    return matcher.group(1);
  }
}
