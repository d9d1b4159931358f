package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import dev.trellis.runtime.database.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What time does to tokens; the database's clock hands are moved instead of waiting. */
@QuarkusTest
class SessionFamilyTest {
  private final ApiClient anonymous = ApiClient.anonymous();

  @Test
  void aRefreshTokenThatComesBackLaterEndsTheWholeFamily() throws SQLException {
    ApiClient admin = ApiClient.signUp();
    Answer signedIn = anonymous.tryToSignIn(admin.tenant(), admin.username(), ApiClient.PASSWORD);
    String first = signedIn.json().path("refresh_token").asText();
    Answer second = refresh(first);
    ApiClient session = admin.withToken(second.json().path("access_token").asText());
    assertThat(session.get("/api/v1/me").status()).isEqualTo(200);

    age(admin, "used_at");
    assertThat(refresh(first).status()).as("the stolen one").isEqualTo(401);
    assertThat(session.get("/api/v1/me").status()).as("the access token").isEqualTo(401);
    assertThat(refresh(second.json().path("refresh_token").asText()).status())
        .as("the successor")
        .isEqualTo(401);
    assertThat(admin.get("/api/v1/me").status()).as("another session").isEqualTo(200);
  }

  @Test
  void aRefreshTokenThatComesBackAtOnceEndsTheWholeFamily() {
    ApiClient admin = ApiClient.signUp();
    Answer signedIn = anonymous.tryToSignIn(admin.tenant(), admin.username(), ApiClient.PASSWORD);
    String first = signedIn.json().path("refresh_token").asText();
    Answer second = refresh(first);
    assertThat(second.status()).isEqualTo(200);
    assertThat(refresh(first).status()).isEqualTo(401);
    assertThat(refresh(second.json().path("refresh_token").asText()).status()).isEqualTo(401);
    ApiClient session = admin.withToken(second.json().path("access_token").asText());
    assertThat(session.get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void anExpiredRefreshTokenIsRefused() throws SQLException {
    ApiClient admin = ApiClient.signUp();
    String refresh =
        anonymous
            .tryToSignIn(admin.tenant(), admin.username(), ApiClient.PASSWORD)
            .json()
            .path("refresh_token")
            .asText();
    age(admin, "expires_at");
    assertThat(refresh(refresh).status()).isEqualTo(401);
  }

  @Test
  void anAccessTokenRefreshesNothing() {
    ApiClient admin = ApiClient.signUp();
    String access =
        anonymous
            .tryToSignIn(admin.tenant(), admin.username(), ApiClient.PASSWORD)
            .json()
            .path("access_token")
            .asText();
    Answer answer = refresh(access);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthenticated");
  }

  @Test
  void noSecretIsStoredReadably() throws SQLException {
    ApiClient admin = ApiClient.signUp();
    Answer signedIn = anonymous.tryToSignIn(admin.tenant(), admin.username(), ApiClient.PASSWORD);
    String key =
        admin
            .post("/api/v1/api-keys", "{\"name\": \"k\", \"permission_sets\": [\"standard_user\"]}")
            .json()
            .path("key")
            .asText();
    for (String table : new String[] {"app_user", "session", "session_token", "api_key"}) {
      assertThat(text(admin, table))
          .isNotEmpty()
          .doesNotContain(
              ApiClient.PASSWORD,
              key,
              signedIn.json().path("access_token").asText(),
              signedIn.json().path("refresh_token").asText());
    }
    assertThat(text(admin, "app_user")).contains("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  private Answer refresh(String token) {
    return anonymous.post("/api/v1/auth/refresh", "{\"refresh_token\": \"" + token + "\"}");
  }

  private static void age(ApiClient client, String column) throws SQLException {
    execute(
        """
        UPDATE session_token SET %1$s = %1$s - interval '40 days'
        WHERE tenant_id = (SELECT id FROM tenant WHERE address = '%2$s') AND %1$s IS NOT NULL
        """
            .formatted(column, client.tenant()));
  }

  private static String text(ApiClient client, String table) throws SQLException {
    var administrator = TestDatabase.start().administrator();
    try (var connection =
            DriverManager.getConnection(
                administrator.jdbcUrl(), administrator.user(), administrator.password());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT t::text FROM %s t WHERE tenant_id = (SELECT id FROM tenant WHERE address = '%s')"
                    .formatted(table, client.tenant()))) {
      var text = new StringBuilder();
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
      return text.toString();
    }
  }

  private static void execute(String sql) throws SQLException {
    var administrator = TestDatabase.start().administrator();
    try (var connection =
            DriverManager.getConnection(
                administrator.jdbcUrl(), administrator.user(), administrator.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
