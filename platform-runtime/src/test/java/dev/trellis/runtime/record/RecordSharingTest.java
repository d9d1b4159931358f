package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Who reaches which records, and how that changes; that nothing leaks is {@link HiddenRecordTest}.
 */
@QuarkusTest
class RecordSharingTest {
  private static final String PRIVATE =
      "{\"components\": [{\"kind\": \"object\", \"name\": \"deal\", \"label\": \"Deal\", \"sharing\": \"private\"}]}";

  private final Sales sales = Sales.define();
  private final ApiClient ann = sales.user("ann", "standard_user");
  private final ApiClient bob = sales.user("bob", "standard_user");
  private final ApiClient mia = sales.user("mia", "standard_user");

  @Test
  void ownersReachTheirOwnAndManagersWhatIsBelow() {
    sales.change(PRIVATE);
    role("Head", null);
    role("Manager", "Head");
    role("Seller", "Manager");
    assign("ann", "Seller");
    assign("mia", "Head");
    String deal = deal(ann, "Ann's", 10);
    assertThat(names(ann)).containsExactly("Ann's");
    assertThat(names(bob)).isEmpty();
    assertThat(names(mia)).as("two levels up").containsExactly("Ann's");
    assertThat(patch(mia, deal, "{\"amount\": 11}").status()).isEqualTo(200);
    assign("bob", "Seller");
    assertThat(names(bob)).as("a colleague of the same role").isEmpty();
    assign("mia", "Seller");
    assertThat(names(mia)).as("the next request knows").isEmpty();
    assertThat(names(sales.client())).containsExactly("Ann's");
  }

  @Test
  void readMeansReadingAndNotMore() {
    sales.change(PRIVATE.replace("private", "read"));
    String deal = deal(ann, "Ann's", 10);
    assertThat(names(bob)).containsExactly("Ann's");
    assertForbidden(patch(bob, deal, "{\"amount\": 11}"), "record_not_editable");
    assertForbidden(bob.delete("/api/v1/records/deal/" + deal), "record_not_deletable");
    assertThat(patch(ann, deal, "{\"amount\": 11}").status()).isEqualTo(200);
  }

  @Test
  void rulesOpenByOwnerAndByCriteria() {
    sales.change(PRIVATE);
    role("Seller", null);
    assign("ann", "Seller");
    team("Finance", "bob");
    String small = deal(ann, "Small", 10);
    deal(sales.client(), "Big", 1_000);
    rule(
        "owned", "\"owned_by\": [{\"role\": \"Seller\"}], \"access\": \"edit\"", "team", "Finance");
    rule("big", "\"criteria\": \"amount > 500 && NOT(ISBLANK(name))\"", "user", "mia");
    assertThat(names(bob)).containsExactly("Small");
    assertThat(patch(bob, small, "{\"amount\": 20}").status()).isEqualTo(200);
    assertForbidden(bob.delete("/api/v1/records/deal/" + small), "record_not_deletable");
    assertForbidden(
        patch(bob, small, "{\"owner_id\": \"%s\"}".formatted(me(bob))), "record_not_transferable");
    assertThat(names(mia)).containsExactly("Big");
    assertThat(patch(bob, small, "{\"amount\": 600}").status()).isEqualTo(200);
    assertThat(names(mia)).as("criteria are asked when read").containsExactly("Big", "Small");
    team("Finance", "mia");
    assertThat(names(bob)).as("no member any more").isEmpty();
    assertInUse(sales.client().delete("/api/v1/roles/" + roleId("Seller")));
    sales.change(
        "{\"components\": [], \"deletions\": [{\"kind\": \"sharing_rule\", \"name\": \"deal.big\"}]}");
    assertThat(names(mia)).containsExactly("Small");
  }

  @Test
  void criteriaFollowReferencesWithThePlatformsRights() {
    sales.change(
        PRIVATE.replace(
            "]}",
            ", {\"kind\": \"object\", \"name\": \"account\", \"label\": \"Account\", \"sharing\": \"private\"}]}"));
    String account =
        sales.create("account", "{\"name\": \"Acme\", \"revenue\": 5}").path("id").asText();
    sales.create("deal", "{\"name\": \"A\", \"account\": \"%s\"}".formatted(account));
    sales.create("deal", "{\"name\": \"B\"}");
    rule("rich", "\"criteria\": \"account.revenue > 1\"", "user", "bob");
    assertThat(names(bob)).containsExactly("A");
    JsonNode seen = records(bob, "?fields=name,account.name");
    assertThat(seen.path(0).path("account").isNull())
        .as("the account itself is not opened: %s", seen)
        .isTrue();
  }

  @Test
  void usersInRulesAreNamedAsTheyAreWrittenAndKeepTheirNames() {
    sales.change(PRIVATE);
    ApiClient cai = sales.user("Cai.Lin", "standard_user");
    deal(ann, "Ann's", 1_000);
    rule("big", "\"criteria\": \"amount > 500\"", "user", "Cai.Lin");
    assertThat(names(cai)).containsExactly("Ann's");
    assertInUse(
        sales.client().patch("/api/v1/users/" + me(cai), "{\"username\": \"somebody.else\"}"));
  }

  @Test
  void unknownPeopleAreRefusedInRules() {
    Answer answer =
        sales
            .client()
            .post(
                "/api/v1/metadata/change-sets",
                """
                {"components": [{"kind": "sharing_rule", "name": "deal.x", "criteria": "TRUE",
                  "shared_with": [{"role": "Nobody"}, {"everyone": true}]}]}
                """);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").path(0).path("pointer").asText())
        .isEqualTo("/components/0/shared_with/0");
  }

  @Test
  void singleRecordsAreSharedUntilADay() {
    sales.change(PRIVATE);
    String deal = deal(ann, "Ann's", 10);
    deal(ann, "Other", 10);
    assertThat(share(bob, deal, "\"user\": \"mia\"", "read").status()).isEqualTo(404);
    assertThat(share(ann, deal, "\"user\": \"bob\"", "read").status()).isEqualTo(200);
    assertThat(names(bob)).containsExactly("Ann's");
    assertForbidden(patch(bob, deal, "{\"amount\": 11}"), "record_not_editable");
    assertForbidden(share(bob, deal, "\"user\": \"mia\"", "read"), "record_not_shareable");
    assertThat(share(ann, deal, "\"user\": \"bob\"", "edit").status()).isEqualTo(200);
    assertThat(patch(bob, deal, "{\"amount\": 11}").status()).isEqualTo(200);
    Answer past =
        ann.post(
            "/api/v1/records/deal/" + deal + "/shares",
            "{\"with\": {\"user\": \"bob\"}, \"expires_at\": \"%s\"}"
                .formatted(Instant.now().minusSeconds(1)));
    assertThat(past.status()).as(past.text()).isEqualTo(200);
    assertThat(names(bob)).as("its time is over").isEmpty();
    assertThat(share(ann, deal, "\"everyone\": true", "read").status()).isEqualTo(200);
    assertThat(names(mia)).containsExactly("Ann's");
    Answer gone = ann.delete("/api/v1/records/deal/" + deal + "/shares/" + new UUID(0, 0));
    assertThat(gone.status()).isEqualTo(204);
    assertThat(names(mia)).isEmpty();
  }

  @Test
  void childrenAreReachedLikeTheirParents() {
    sales.change(
        """
        {"components": [
          {"kind": "object", "name": "deal", "label": "Deal", "sharing": "private"},
          {"kind": "object", "name": "line", "label": "Line", "sharing": "by_parent"},
          {"kind": "field", "name": "line.deal", "label": "Deal", "type": "reference", "to": "deal",
           "ownership": "parent", "relationship": "lines"},
          {"kind": "object", "name": "note", "label": "Note", "sharing": "by_parent"},
          {"kind": "field", "name": "note.line", "label": "Line", "type": "reference", "to": "line",
           "ownership": "parent", "relationship": "notes"}]}
        """);
    String deal = deal(ann, "Ann's", 10);
    String line =
        id(ann.post("/api/v1/records/line", "{\"name\": \"L\", \"deal\": \"%s\"}".formatted(deal)));
    id(ann.post("/api/v1/records/note", "{\"name\": \"N\", \"line\": \"%s\"}".formatted(line)));
    assertThat(bob.get("/api/v1/records/line/" + line).status()).isEqualTo(404);
    assertThat(bob.get("/api/v1/records/note").json().path("records")).isEmpty();
    share(ann, deal, "\"user\": \"bob\"", "read");
    assertThat(bob.get("/api/v1/records/note").json().path("records")).hasSize(1);
    assertForbidden(
        bob.patch("/api/v1/records/line/" + line, "{\"name\": \"M\"}"), "record_not_editable");
    Answer added =
        bob.post("/api/v1/records/line", "{\"name\": \"L2\", \"deal\": \"%s\"}".formatted(deal));
    assertThat(added.status()).isEqualTo(422);
    assertThat(added.json().path("violations").path(0).path("code").asText())
        .isEqualTo("parent_not_editable");
    share(ann, deal, "\"user\": \"bob\"", "edit");
    assertThat(bob.patch("/api/v1/records/line/" + line, "{\"name\": \"M\"}").status())
        .isEqualTo(200);
  }

  @Test
  void byParentWantsAParent() {
    Answer answer =
        sales
            .client()
            .post("/api/v1/metadata/change-sets", PRIVATE.replace("private", "by_parent"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("violations").path(0).path("code").asText())
        .isEqualTo("sharing_without_parent");
  }

  @Test
  void viewAllSeesAndModifyAllDoesAll() {
    sales.change(PRIVATE);
    sales.change(
        """
        {"components": [
          {"kind": "permission_set", "name": "viewer", "label": "V", "objects": {"deal": ["view_all", "edit"]}},
          {"kind": "permission_set", "name": "chief", "label": "C", "objects": {"deal": ["modify_all"]}}]}
        """);
    String deal = deal(ann, "Ann's", 10);
    ApiClient viewer = sales.user("viewer", "viewer");
    assertThat(names(viewer)).containsExactly("Ann's");
    assertForbidden(patch(viewer, deal, "{\"amount\": 11}"), "record_not_editable");
    assertThat(sales.user("chief", "chief").delete("/api/v1/records/deal/" + deal).status())
        .isEqualTo(204);
  }

  @Test
  void whySomebodySeesARecordIsToldWithEveryReason() {
    sales.change(PRIVATE);
    role("Head", null);
    role("Seller", "Head");
    assign("ann", "Seller");
    assign("mia", "Head");
    String deal = deal(ann, "Ann's", 1_000);
    rule("big", "\"criteria\": \"amount > 500\"", "user", "mia");
    JsonNode mias = explained(deal, "mia");
    assertThat(mias.path("read").path("granted").asBoolean()).isTrue();
    assertThat(reasons(mias, "read"))
        .containsExactly("role Head > Seller", "sharing_rule deal.big");
    assertThat(reasons(mias, "edit")).containsExactly("role Head > Seller");
    assertThat(mias.path("read").path("object").path("reasons").path(0).path("name").asText())
        .isEqualTo("standard_user");
    assertThat(mias.path("field").path("edit").path("granted").asBoolean()).isTrue();
    assertThat(reasons(explained(deal, "ann"), "delete")).containsExactly("owner null");
    assertThat(explained(deal, "bob").path("read").path("granted").asBoolean()).isFalse();
    share(ann, deal, "\"user\": \"bob\"", "read");
    assertThat(reasons(explained(deal, "bob"), "read")).containsExactly("share null");
    Answer refused = bob.get("/api/v1/records/deal/" + deal + "/access/explanation?user=mia");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(bob.get("/api/v1/records/deal/" + deal + "/access").json().path("edit").asBoolean())
        .isFalse();
  }

  private JsonNode explained(String deal, String user) {
    return sales.get("/records/deal/" + deal + "/access/explanation?field=amount&user=" + user);
  }

  private static List<String> reasons(JsonNode explanation, String what) {
    var reasons = new ArrayList<String>();
    for (JsonNode reason : explanation.path(what).path("record").path("reasons")) {
      reasons.add(reason.path("type").asText() + " " + reason.path("name").asText());
    }
    return reasons;
  }

  @Test
  void aFormMaySendBackWhatItDoesNotSee() {
    sales.change(
        PRIVATE.replace("\"deal\", \"label\": \"Deal\"", "\"account\", \"label\": \"Account\""));
    String account = sales.create("account", "{\"name\": \"Acme\"}").path("id").asText();
    String other = sales.create("account", "{\"name\": \"Other\"}").path("id").asText();
    String deal =
        sales
            .create("deal", "{\"name\": \"A\", \"account\": \"%s\"}".formatted(account))
            .path("id")
            .asText();
    String body = "{\"name\": \"B\", \"account\": \"%s\"}";
    assertThat(patch(bob, deal, body.formatted(account)).status()).isEqualTo(200);
    assertThat(patch(bob, deal, body.formatted(other)).status()).isEqualTo(422);
    assertThat(patch(bob, deal, "{\"account\": {\"name\": \"Other\"}}").status()).isEqualTo(422);
  }

  private String deal(ApiClient who, String name, int amount) {
    return id(
        who.post(
            "/api/v1/records/deal", "{\"name\": \"%s\", \"amount\": %d}".formatted(name, amount)));
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private static List<String> names(ApiClient who) {
    return records(who, "?sort=name&fields=name").findValuesAsText("name");
  }

  private static JsonNode records(ApiClient who, String query) {
    Answer answer = who.get("/api/v1/records/deal" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("records");
  }

  private static Answer patch(ApiClient who, String deal, String body) {
    return who.patch("/api/v1/records/deal/" + deal, body);
  }

  private static Answer share(ApiClient who, String deal, String with, String access) {
    return who.post(
        "/api/v1/records/deal/" + deal + "/shares",
        "{\"with\": {%s}, \"access\": \"%s\"}".formatted(with, access));
  }

  private void rule(String name, String what, String type, String to) {
    sales.change(
        """
        {"components": [{"kind": "sharing_rule", "name": "deal.%s", %s, "shared_with": [{"%s": "%s"}]}]}
        """
            .formatted(name, what, type, to));
  }

  private void role(String name, String parent) {
    Answer answer =
        sales.post(
            "/roles",
            parent == null
                ? "{\"name\": \"%s\"}".formatted(name)
                : "{\"name\": \"%s\", \"parent\": \"%s\"}".formatted(name, parent));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private String roleId(String name) {
    for (JsonNode role : sales.get("/roles").path("roles")) {
      if (role.path("name").asText().equals(name)) {
        return role.path("id").asText();
      }
    }
    throw new AssertionError("no role " + name);
  }

  private void team(String name, String member) {
    for (JsonNode team : sales.get("/teams").path("teams")) {
      if (team.path("name").asText().equals(name)) {
        Answer changed =
            sales
                .client()
                .patch(
                    "/api/v1/teams/" + team.path("id").asText(),
                    "{\"members\": [\"%s\"]}".formatted(member));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        return;
      }
    }
    Answer created =
        sales.post("/teams", "{\"name\": \"%s\", \"members\": [\"%s\"]}".formatted(name, member));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
  }

  private void assign(String username, String role) {
    for (JsonNode user : sales.get("/users").path("users")) {
      if (user.path("username").asText().equals(username)) {
        Answer answer =
            sales
                .client()
                .patch(
                    "/api/v1/users/" + user.path("id").asText(),
                    "{\"role\": \"%s\"}".formatted(role));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      }
    }
  }

  private static String me(ApiClient client) {
    return client.get("/api/v1/me").json().path("user").path("id").asText();
  }

  private static void assertForbidden(Answer answer, String code) {
    assertThat(answer.text()).contains(code);
    assertThat(answer.status()).as(answer.text()).isIn(403, 422);
  }

  private static void assertInUse(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
  }
}
