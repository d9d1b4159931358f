package dev.trellis.runtime.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see the log, and which part of it. */
@QuarkusTest
class AuditResourceTest {
  private static final String AUDIT = "/api/v1/audit";
  private final Audited audited = new Audited();
  private final ApiClient admin = audited.admin();

  @Test
  void whoMayNotSeeTheLogSeesNoPartOfIt() {
    ApiClient li = audited.user("li", "[\"standard_user\"]");
    assertThat(li.get(AUDIT).status()).isEqualTo(403);
    assertThat(li.get(AUDIT + "/export").status()).isEqualTo(403);
    assertThat(li.post(AUDIT + "/verify", "").status()).isEqualTo(403);
    assertThat(ApiClient.anonymous().get(AUDIT).status()).isEqualTo(401);
    assertThat(audited.actions()).as("a refused export is none").doesNotContain("audit.exported");
  }

  @Test
  void viewAuditAloneIsEnough() {
    admin.post(
        "/api/v1/metadata/change-sets",
        """
        {"components": [{"kind": "permission_set", "name": "auditors", "label": "Auditors",
          "system": ["view_audit"]}]}
        """);
    ApiClient auditor = audited.user("auditor", "[\"auditors\"]");
    assertThat(auditor.get(AUDIT).status()).isEqualTo(200);
    assertThat(auditor.post(AUDIT + "/verify", "").json().path("ok").asBoolean()).isTrue();
    assertThat(auditor.get("/api/v1/settings").status()).isEqualTo(403);
  }

  @Test
  void anotherTenantsEntriesAreNotThere() {
    var other = new Audited();
    other.user("secretive", "[]");
    assertThat(audited.entries("").toString()).doesNotContain("secretive", other.admin().tenant());
    assertThat(audited.entries("subject=secretive")).isEmpty();
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepetition() {
    IntStream.range(0, 5).forEach(i -> audited.user("user" + i, "[]"));
    List<Long> all = audited.entries("").stream().map(entry -> entry.path("seq").asLong()).toList();
    var paged = new ArrayList<Long>();
    String cursor = "";
    do {
      JsonNode page = admin.get(AUDIT + "?limit=4" + cursor).json();
      page.path("entries").forEach(entry -> paged.add(entry.path("seq").asLong()));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asText();
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(all).hasSizeGreaterThan(10);
  }

  @Test
  void filtersNarrowTheListDown() {
    audited.user("li%_x", "[]");
    audited.user("other", "[]");
    String admins = admin.get("/api/v1/me").json().path("user").path("id").asText();
    assertThat(audited.entries("actor=" + admins))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.path("actor").path("id").asText()).isEqualTo(admins));
    assertThat(audited.entries("action=login.succeeded&actor=LI%25")).hasSize(1);
    assertThat(audited.entries("action=user.created&subject=LI%25_"))
        .as("signs of LIKE mean themselves")
        .hasSize(1);
    assertThat(audited.entries("action=user.created&subject=i%25x")).isEmpty();
    String id = audited.newest("user.created").path("subject").path("id").asText();
    assertThat(audited.entries("action=user.created&subject=" + id)).hasSize(1);
    String at = audited.newest("user.created").path("at").asText();
    assertThat(audited.entries("action=user.created&from=" + at)).hasSize(1);
    assertThat(audited.entries("action=user.created&to=" + at)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, invalid_datetime",
    "to=2026-01-01, invalid_datetime",
    "actor=%00, invalid_characters",
    "action=user.eaten, unknown_value",
    "subject=%00, invalid_characters",
    "limit=0, too_small",
    "limit=1001, too_large"
  })
  void whatMeansNothingIsRefused(String query, String code) {
    Answer answer = admin.get(AUDIT + "?" + query);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").path(0).path("code").asText()).isEqualTo(code);
  }

  @Test
  void aCursorOfSomethingElseIsRefused() {
    assertThat(admin.get(AUDIT + "?cursor=x").status()).isEqualTo(400);
  }

  @Test
  void theFileHoldsWhatTheListHoldsAndIsWrittenDownItself() {
    audited.user("li", "[]");
    Answer file = admin.get(AUDIT + "/export?format=jsonl&action=user.created");
    assertThat(file.header("content-disposition").orElseThrow()).endsWith(".jsonl\"");
    assertThat(file.text().lines()).hasSize(2);
    assertThat(file.text().lines().findFirst().orElseThrow())
        .isEqualTo(audited.newest("user.created").toString());
    JsonNode exported = audited.newest("audit.exported");
    assertThat(exported.path("after").path("format").asText()).isEqualTo("jsonl");
    assertThat(exported.path("after").path("actions").toString()).isEqualTo("[\"user.created\"]");
  }

  @Test
  void aSpreadsheetRunsNothingOfWhatPeopleWrote() {
    audited.user("=1+1", "[]");
    String csv = admin.get(AUDIT + "/export?action=user.created").text();
    assertThat(csv).startsWith("seq,at,actor_kind,").contains(",'=1+1,").doesNotContain(",=1+1,");
    assertThat(admin.get(AUDIT + "/export?format=pdf").status()).isEqualTo(422);
  }
}
