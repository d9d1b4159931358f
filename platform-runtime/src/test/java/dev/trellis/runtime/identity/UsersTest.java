package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import dev.trellis.runtime.database.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsersTest {
  private static final String NEW_PASSWORD = "another long secret";
  private ApiClient admin;

  @BeforeEach
  void signUp() {
    admin = ApiClient.signUp();
  }

  @Test
  void aUserIsCreatedReadAndListed() {
    Answer created = create("li.wei", "standard_user");
    assertThat(created.status()).isEqualTo(201);
    String id = created.json().path("id").asText();
    assertThat(created.header("location").orElse("")).endsWith("/api/v1/users/" + id);
    assertThat(created.header("etag")).contains("\"1\"");
    assertThat(created.json().path("permission_sets").toString()).isEqualTo("[\"standard_user\"]");
    assertThat(created.text()).doesNotContain("password", "argon2");
    assertThat(admin.get("/api/v1/users/" + id).json()).isEqualTo(created.json());
    Answer page = admin.get("/api/v1/users?limit=1");
    assertThat(page.json().path("users")).hasSize(1);
    Answer rest = admin.get("/api/v1/users?cursor=" + page.json().path("next_cursor").asText());
    assertThat(rest.json().path("users").findValuesAsText("username")).containsExactly("li.wei");
    assertThat(rest.json().path("users").path(0)).isEqualTo(created.json());
    assertThat(page.json().path("users").path(0).path("permission_sets").toString())
        .isEqualTo("[\"administrator\"]");
  }

  @Test
  void everythingWrongIsReportedTogether() {
    Answer answer =
        admin.post(
            "/api/v1/users",
            """
            {"username": "", "email": "not an address", "password": "short", "locale": "fr",
             "time_zone": "Mars/Base", "permission_sets": [1], "id": "x", "tenant_id": 7}
            """);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/username",
            "/email",
            "/name",
            "/password",
            "/locale",
            "/time_zone",
            "/permission_sets/0",
            "/id",
            "/tenant_id");
  }

  @Test
  void aUsernameIsTakenOnceInATenantAndFreeInAnother() {
    assertThat(create("li.wei", "standard_user").status()).isEqualTo(201);
    Answer again = create("Li.Wei", "standard_user");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("duplicate");
    admin = ApiClient.signUp();
    assertThat(create("li.wei", "standard_user").status()).isEqualTo(201);
  }

  @Test
  void aStandardUserAdministersNobody() {
    String other = create("other", "standard_user").json().path("id").asText();
    ApiClient user = signedIn("plain", "standard_user");
    assertThat(user.get("/api/v1/users").status()).isEqualTo(403);
    assertThat(user.get("/api/v1/users/" + other).status()).isEqualTo(403);
    assertThat(user.post("/api/v1/users", "{}").status()).isEqualTo(403);
    assertThat(user.get("/api/v1/api-keys").status()).isEqualTo(403);
    assertThat(user.get("/api/v1/login-history").status()).isEqualTo(403);
    String self = user.get("/api/v1/me").json().path("user").path("id").asText();
    assertThat(
            user.patch("/api/v1/users/" + self, "{\"permission_sets\": [\"administrator\"]}")
                .status())
        .as("raising oneself")
        .isEqualTo(403);
  }

  @Test
  void whoOnlyManagesUsersCannotReachAnAdministratorsRights() {
    Answer set =
        admin.put(
            "/api/v1/metadata/permission_set/clerk",
            """
            {"kind": "permission_set", "name": "clerk", "label": "Clerk", "system": ["manage_users"]}
            """);
    assertThat(set.status()).as(set.text()).isBetween(200, 201);
    ApiClient clerk = signedIn("clerk", "clerk");
    String boss = admin.get("/api/v1/me").json().path("user").path("id").asText();
    String self = clerk.get("/api/v1/me").json().path("user").path("id").asText();
    assertThat(clerk.get("/api/v1/users").status()).isEqualTo(200);
    for (String change :
        new String[] {"{\"password\": \"a new long secret\"}", "{\"active\": false}"}) {
      assertThat(clerk.patch("/api/v1/users/" + boss, change).status()).isEqualTo(403);
    }
    assertThat(
            clerk
                .patch("/api/v1/users/" + self, "{\"permission_sets\": [\"administrator\"]}")
                .status())
        .isEqualTo(403);
    assertThat(
            clerk
                .post(
                    "/api/v1/users",
                    """
                    {"username": "x", "email": "x@x.test", "name": "X",
                     "permission_sets": ["administrator"]}
                    """)
                .status())
        .isEqualTo(403);
  }

  @Test
  void everybodyChangesTheirOwnNameAndLanguage() {
    ApiClient user = signedIn("plain", "standard_user");
    String self = user.get("/api/v1/me").json().path("user").path("id").asText();
    Answer changed =
        user.patch("/api/v1/users/" + self, "{\"name\": \"李伟\", \"locale\": \"zh-CN\"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(user.get("/api/v1/me").json().path("locale").asText()).isEqualTo("zh-CN");
    user.patch("/api/v1/users/" + self, "{\"locale\": null}");
    assertThat(user.get("/api/v1/me").json().path("locale").asText()).isEqualTo("en");
  }

  @Test
  void aUserSwitchedOffIsOutAtOnce() {
    ApiClient user = signedIn("plain", "standard_user");
    String id = user.get("/api/v1/me").json().path("user").path("id").asText();
    assertThat(admin.patch("/api/v1/users/" + id, "{\"active\": false}").status()).isEqualTo(200);
    assertThat(user.get("/api/v1/me").status()).isEqualTo(401);
    admin.patch("/api/v1/users/" + id, "{\"active\": true}");
    assertThat(user.get("/api/v1/me").status()).as("the session stays ended").isEqualTo(401);
  }

  @Test
  void newAssignmentsHoldAtOnce() {
    ApiClient user = signedIn("plain", "standard_user");
    String id = user.get("/api/v1/me").json().path("user").path("id").asText();
    admin.patch("/api/v1/users/" + id, "{\"permission_sets\": [\"administrator\"]}");
    assertThat(user.get("/api/v1/users").status()).isEqualTo(200);
    admin.patch("/api/v1/users/" + id, "{\"permission_sets\": []}");
    assertThat(user.get("/api/v1/users").status()).isEqualTo(403);
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    ApiClient user = signedIn("plain", "standard_user");
    ApiClient elsewhere = ApiClient.anonymous().signIn(admin.tenant(), "plain", ApiClient.PASSWORD);
    String id = user.get("/api/v1/me").json().path("user").path("id").asText();
    String path = "/api/v1/users/" + id;
    assertThat(user.patch(path, "{\"password\": \"" + NEW_PASSWORD + "\"}").status())
        .as("without the present one")
        .isEqualTo(422);
    String change =
        "{\"password\": \""
            + NEW_PASSWORD
            + "\", \"current_password\": \""
            + ApiClient.PASSWORD
            + "\"}";
    assertThat(user.patch(path, change).status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(user.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(
            ApiClient.anonymous().tryToSignIn(admin.tenant(), "plain", ApiClient.PASSWORD).status())
        .isEqualTo(401);
    assertThat(ApiClient.anonymous().tryToSignIn(admin.tenant(), "plain", NEW_PASSWORD).status())
        .isEqualTo(200);
  }

  @Test
  void theLastAdministratorRemains() {
    String self = admin.get("/api/v1/me").json().path("user").path("id").asText();
    for (String change : new String[] {"{\"active\": false}", "{\"permission_sets\": []}"}) {
      Answer answer = admin.patch("/api/v1/users/" + self, change);
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.problem()).isEqualTo("in_use");
    }
  }

  @Test
  void aStaleVersionIsRefused() {
    String id = create("plain", "standard_user").json().path("id").asText();
    String path = "/api/v1/users/" + id;
    assertThat(admin.with("If-Match", "\"1\"").patch(path, "{\"name\": \"A\"}").status())
        .isEqualTo(200);
    Answer stale = admin.with("If-Match", "\"1\"").patch(path, "{\"name\": \"B\"}");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(admin.get(path).header("etag")).contains("\"2\"");
  }

  @Test
  void unknownPermissionSetsAreNamed() {
    Answer answer = create("plain", "no_such_set");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").path(0).path("message").asText())
        .contains("no_such_set");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Answer answer =
        admin.post(
            "/api/v1/users",
            """
            {"username": "plain", "email": "none", "name": "", "permission_sets": ["no_such_set"], "x": 1}
            """);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/email", "/name", "/permission_sets", "/x");
  }

  @Test
  void anotherTenantsUserIsNotFound() {
    String foreign = ApiClient.signUp().get("/api/v1/me").json().path("user").path("id").asText();
    Answer there = admin.get("/api/v1/users/" + foreign);
    Answer nowhere = admin.get("/api/v1/users/00000000-0000-7000-8000-000000000000");
    assertThat(there.status()).isEqualTo(404);
    assertThat(there.text().replaceAll("\"trace_id\":\"[^\"]*\"", ""))
        .isEqualTo(nowhere.text().replaceAll("\"trace_id\":\"[^\"]*\"", ""));
    assertThat(admin.patch("/api/v1/users/" + foreign, "{\"name\": \"x\"}").status())
        .isEqualTo(404);
  }

  @Test
  void anotherTenantsCursorIsRefused() {
    create("one", "standard_user");
    String cursor = admin.get("/api/v1/users?limit=1").json().path("next_cursor").asText();
    assertThat(ApiClient.signUp().get("/api/v1/users?cursor=" + cursor).status()).isEqualTo(400);
    assertThat(admin.get("/api/v1/login-history?cursor=" + cursor).status()).isEqualTo(400);
  }

  @Test
  void aRetryOfACreationWhoseAnswerWasLostCreatesNobody() throws SQLException {
    ApiClient retrying = admin.with("Idempotency-Key", "key-1");
    String user = "{\"username\": \"once\", \"email\": \"x@example.test\", \"name\": \"Once\"}";
    Answer first = retrying.post("/api/v1/users", user);
    assertThat(first.status()).isEqualTo(201);
    assertThat(retrying.post("/api/v1/users", user).text()).isEqualTo(first.text());
    loseAnswers();
    Answer later = retrying.post("/api/v1/users", user);
    assertThat(later.status()).isEqualTo(409);
    assertThat(later.json().path("detail").asText()).contains("its answer was lost");
  }

  /** As after a crash between the commit and the answer, hours ago. */
  private void loseAnswers() throws SQLException {
    var administrator = TestDatabase.start().administrator();
    try (var connection =
            DriverManager.getConnection(
                administrator.jdbcUrl(), administrator.user(), administrator.password());
        var statement = connection.createStatement()) {
      statement.execute(
          """
          UPDATE idempotency SET status = NULL, headers = NULL, body = NULL, created_at = now() - interval '1 hour'
          WHERE tenant_id = (SELECT id FROM tenant WHERE address = '%s')
          """
              .formatted(admin.tenant()));
    }
  }

  private ApiClient signedIn(String username, String set) {
    assertThat(create(username, set).status()).isEqualTo(201);
    return ApiClient.anonymous().signIn(admin.tenant(), username, ApiClient.PASSWORD);
  }

  private Answer create(String username, String set) {
    return admin.post(
        "/api/v1/users",
        """
        {"username": "%s", "email": "x@example.test", "name": "Somebody", "password": "%s",
         "permission_sets": ["%s"]}
        """
            .formatted(username, ApiClient.PASSWORD, set));
  }
}
