package dev.trellis.runtime.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What is written down, and what never is. */
@QuarkusTest
class AuditedActsTest {
  private final Audited audited = new Audited();
  private final ApiClient admin = audited.admin();

  @Test
  void aTenantBeginsWithWhoMadeIt() {
    assertThat(audited.actions().reversed())
        .containsExactly(
            "tenant.created",
            "user.created",
            "permission_set.created",
            "permission_set.created",
            "login.succeeded");
    JsonNode created = audited.newest("tenant.created");
    assertThat(created.path("after").path("address").asText()).isEqualTo(admin.tenant());
    assertThat(created.path("actor").path("kind").asText()).isEqualTo("user");
    assertThat(created.path("address").asText()).isNotEmpty();
  }

  @Test
  void aChangedUserStandsWithBeforeAndAfter() {
    audited.user("li", "[\"standard_user\"]");
    String id = audited.newest("user.created").path("subject").path("id").asText();
    admin.patch(
        "/api/v1/users/" + id, "{\"name\": \"Li Wei\", \"permission_sets\": [\"administrator\"]}");
    JsonNode changed = audited.newest("user.changed");
    assertThat(changed.path("before").path("name").asText()).isEqualTo("li");
    assertThat(changed.path("before").path("permission_sets").toString())
        .isEqualTo("[\"standard_user\"]");
    assertThat(changed.path("after").path("name").asText()).isEqualTo("Li Wei");
    assertThat(changed.path("after").path("permission_sets").toString())
        .isEqualTo("[\"administrator\"]");
    assertThat(changed.path("subject").path("id").asText()).isEqualTo(id);
    assertFromHere(changed, "user");
  }

  @Test
  void aNewPasswordIsToldWithoutIt() {
    audited.user("li", "[]");
    String id = audited.newest("user.created").path("subject").path("id").asText();
    admin.patch("/api/v1/users/" + id, "{\"password\": \"quite another battery\"}");
    JsonNode changed = audited.newest("password.changed");
    assertThat(changed.path("subject").path("name").asText()).isEqualTo("li");
    assertThat(audited.actions()).doesNotContain("user.changed");
    assertThat(audited.entries("").toString())
        .doesNotContain("quite another battery", ApiClient.PASSWORD, "$argon2");
  }

  @Test
  void whatIsRefusedChangesNothingAndIsNoEntry() {
    audited.user("li", "[]");
    int before = audited.actions().size();
    Answer duplicate =
        admin.post(
            "/api/v1/users", "{\"username\": \"li\", \"email\": \"x@y.test\", \"name\": \"x\"}");
    assertThat(duplicate.status()).isEqualTo(409);
    assertThat(audited.actions()).hasSize(before);
  }

  @Test
  void signInsAreWrittenDownWithTheirOutcome() {
    audited.user("li", "[]");
    ApiClient.anonymous().tryToSignIn(admin.tenant(), "li", "wrong");
    JsonNode refused = audited.newest("login.failed");
    assertThat(refused.path("after").path("outcome").asText()).isEqualTo("wrong_password");
    assertThat(refused.path("actor").path("kind").asText()).isEqualTo("unknown");
    assertThat(refused.path("subject").path("name").asText()).isEqualTo("li");
    assertThat(refused.path("address").asText()).isNotEmpty();

    JsonNode succeeded = audited.newest("login.succeeded");
    assertThat(succeeded.path("actor").path("name").asText()).isEqualTo("li");
    assertThat(succeeded.path("actor").path("credential_id").asText()).isNotEmpty();
  }

  @Test
  void whatSomebodyTypedAsAUnknownNameMayBeAPasswordAndIsNotKept() {
    ApiClient.anonymous().tryToSignIn(admin.tenant(), "my secret password", "x");
    assertThat(audited.newest("login.failed").path("after").path("outcome").asText())
        .isEqualTo("unknown_user");
    assertThat(audited.entries("").toString()).doesNotContain("my secret password");
  }

  @Test
  void theEndOfASessionNamesTheSessionThatBegan() {
    ApiClient li = audited.user("li", "[]");
    String session = audited.newest("login.succeeded").path("actor").path("credential_id").asText();
    li.post("/api/v1/auth/revoke", "{}");
    JsonNode ended = audited.newest("session.ended");
    assertThat(ended.path("subject").path("id").asText()).isEqualTo(session);
    assertThat(ended.path("actor").path("name").asText()).isEqualTo("li");
  }

  @Test
  void aTokenThatComesBackIsWrittenDownAlthoughItIsRefused() {
    Answer signedIn =
        ApiClient.anonymous().tryToSignIn(admin.tenant(), admin.username(), ApiClient.PASSWORD);
    String body = "{\"refresh_token\": \"" + signedIn.json().path("refresh_token").asText() + "\"}";
    ApiClient.anonymous().post("/api/v1/auth/refresh", body);
    assertThat(ApiClient.anonymous().post("/api/v1/auth/refresh", body).status()).isEqualTo(401);
    JsonNode stolen = audited.newest("session.stolen");
    assertThat(stolen.path("actor").path("kind").asText()).isEqualTo("unknown");
  }

  @Test
  void aKeyIsWrittenDownWithItsRightsAndWithoutItself() {
    Answer created =
        admin.post(
            "/api/v1/api-keys", "{\"name\": \"sync\", \"permission_sets\": [\"administrator\"]}");
    String key = created.json().path("key").asText();
    assertThat(audited.newest("api_key.created").path("after").path("permission_sets").toString())
        .isEqualTo("[\"administrator\"]");
    admin.withToken(key).post("/api/v1/users", user("by-key"));
    JsonNode byKey = audited.newest("user.created");
    assertFromHere(byKey, "api_key");
    assertThat(byKey.path("actor").path("credential_id").asText())
        .isEqualTo(created.json().path("id").asText());

    String path = "/api/v1/api-keys/" + created.json().path("id").asText();
    admin.delete(path);
    admin.delete(path);
    assertThat(audited.entries("action=api_key.revoked")).as("once").hasSize(1);
    assertThat(audited.entries("").toString()).doesNotContain(key);
  }

  @Test
  void eachChangedComponentIsAnEntry() {
    change(
        """
        {"components": [
          {"kind": "object", "name": "deal", "label": "Deal"},
          {"kind": "field", "name": "deal.city", "label": "City", "type": "text"},
          {"kind": "permission_set", "name": "readers", "label": "Readers"}]}
        """);
    assertThat(audited.entries("action=metadata.created,permission_set.created&subject=deal.city"))
        .singleElement()
        .satisfies(entry -> assertFromHere(entry, "user"));
    change(
        """
        {"components": [
          {"kind": "field", "name": "deal.city", "label": "Town", "type": "text"},
          {"kind": "permission_set", "name": "readers", "label": "Readers",
           "system": ["view_audit"]}]}
        """);
    JsonNode field = audited.newest("metadata.changed");
    assertThat(field.path("before").path("label").toString()).contains("City");
    assertThat(field.path("after").path("label").toString()).contains("Town");
    assertThat(audited.newest("permission_set.changed").path("after").toString())
        .contains("view_audit");
    admin.delete("/api/v1/metadata/field/deal.city");
    JsonNode deleted = audited.newest("metadata.deleted");
    assertThat(deleted.path("before").path("label").toString()).contains("Town");
    assertThat(deleted.path("after").isNull()).isTrue();
  }

  @Test
  void aDryRunIsNoEntry() {
    int before = audited.actions().size();
    change(
        """
        {"dry_run": true, "components": [{"kind": "object", "name": "deal", "label": "Deal"}]}
        """);
    assertThat(audited.actions()).hasSize(before);
  }

  @Test
  void anExportIsWrittenDownBeforeItsFirstLine() {
    change("{\"components\": [{\"kind\": \"object\", \"name\": \"deal\", \"label\": \"Deal\"}]}");
    admin.get("/api/v1/records/deal/export?format=csv&filter=name%20%3D%20%22A%22");
    JsonNode run = audited.newest("export.run");
    assertThat(run.path("subject").path("name").asText()).isEqualTo("deal");
    assertThat(run.path("after").path("filter").asText()).isEqualTo("name = \"A\"");
    assertFromHere(run, "user");
  }

  @Test
  void settingsAreWrittenDownWhenTheyChange() {
    assertThat(admin.get("/api/v1/settings").json().path("audit_retention_days").asInt())
        .isEqualTo(730);
    admin.patch("/api/v1/settings", "{\"audit_retention_days\": 400}");
    admin.patch("/api/v1/settings", "{\"audit_retention_days\": 400}");
    assertThat(audited.entries("action=settings.changed"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path("before").path("audit_retention_days").asInt()).isEqualTo(730);
              assertThat(entry.path("after").path("audit_retention_days").asInt()).isEqualTo(400);
              assertFromHere(entry, "user");
            });
  }

  @Test
  void settingsHaveLimitsAndWantARight() {
    Answer tooShort = admin.patch("/api/v1/settings", "{\"audit_retention_days\": 89}");
    assertThat(tooShort.status()).isEqualTo(422);
    assertThat(tooShort.json().path("violations").path(0).path("code").asText())
        .isEqualTo("too_small");
    assertThat(admin.patch("/api/v1/settings", "{\"nothing\": 1}").status()).isEqualTo(422);
    ApiClient li = audited.user("li", "[\"standard_user\"]");
    assertThat(li.get("/api/v1/settings").status()).isEqualTo(403);
    assertThat(li.patch("/api/v1/settings", "{\"audit_retention_days\": 400}").status())
        .isEqualTo(403);
  }

  private void change(String changeSet) {
    Answer answer = admin.post("/api/v1/metadata/change-sets", changeSet);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static String user(String name) {
    return "{\"username\": \"%1$s\", \"email\": \"%1$s@x.test\", \"name\": \"%1$s\"}"
        .formatted(name);
  }

  private void assertFromHere(JsonNode entry, String actorKind) {
    assertThat(entry.path("actor").path("kind").asText()).isEqualTo(actorKind);
    assertThat(entry.path("actor").path("id").asText())
        .isEqualTo(admin.get("/api/v1/me").json().path("user").path("id").asText());
    assertThat(entry.path("address").asText()).isNotEmpty();
    assertThat(entry.path("agent").asText()).startsWith("Java-http-client");
  }
}
