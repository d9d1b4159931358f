package dev.trellis.runtime.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Components, change sets and descriptions, as an outside program meets them. */
@QuarkusTest
class MetadataTest {
  private static ApiClient admin;

  @BeforeAll
  static void signUp() {
    admin = ApiClient.signUp();
  }

  @Test
  void aNewTenantHasItsPermissionSetsAndNothingElse() {
    ApiClient fresh = ApiClient.signUp();
    JsonNode overview = fresh.get("/api/v1/metadata").json();
    assertThat(overview.path("revision").asInt()).isEqualTo(1);
    assertThat(overview.path("counts").path("permission_set").asInt()).isEqualTo(2);
    assertThat(overview.path("counts").path("object").asInt()).isZero();
    assertThat(fresh.get("/api/v1/describe").json().path("objects")).isEmpty();
  }

  @Test
  void schemasAreServed() {
    Answer schema = admin.get("/api/v1/metadata/schemas/field");
    assertThat(schema.status()).isEqualTo(200);
    assertThat(schema.json().path("$schema").asText()).contains("2020-12");
    assertThat(admin.get("/api/v1/metadata/schemas/nope").status()).isEqualTo(404);
  }

  @Test
  void aComponentIsCreatedReplacedAndDeleted() {
    Answer created = put("object", "ticket", "{'label':{'en':'Ticket','zh-CN':'工单'}}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("changes").path(0).path("action").asText()).isEqualTo("created");
    assertThat(put("object", "ticket", "{'label':'Ticket!'}").status()).isEqualTo(200);
    Answer unchanged = put("object", "ticket", "{'label':'Ticket!'}");
    assertThat(unchanged.json().path("changes").path(0).path("action").asText())
        .isEqualTo("unchanged");
    Answer loaded = admin.get("/api/v1/metadata/object/ticket");
    assertThat(loaded.json().path("label").asText()).isEqualTo("Ticket!");
    assertThat(names("object")).contains("ticket");
    assertThat(admin.delete("/api/v1/metadata/object/ticket").status()).isEqualTo(200);
    assertThat(admin.get("/api/v1/metadata/object/ticket").status()).isEqualTo(404);
    assertThat(admin.delete("/api/v1/metadata/object/ticket").status()).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsNamedByItsPlace() {
    Answer refused = put("object", "Wrong", "{'label':'x','colour':'red'}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(violations(refused))
        .containsExactlyInAnyOrder("/colour unknown_property", "/name bad_format");
    assertThat(violations(put("object", "fine", "{'name':'other','label':'x'}")))
        .containsExactly("/name differs_from_path");
    assertThat(put("nope", "x", "{'label':'x'}").status()).isEqualTo(404);
    Answer set =
        change("{'components':[{'kind':'field','name':'nope.x','label':'x','type':'text'}]}");
    assertThat(violations(set)).containsExactly("/components/0/name unknown_object");
    assertThat(set.json().path("violations").path(0).path("message").asText()).contains("nope");
  }

  @Test
  void allOrNothing() {
    int revision = revision();
    Answer refused =
        change(
            "{'components':[{'kind':'object','name':'half','label':'x'},{'kind':'object','name':'user','label':'x'}]}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(admin.get("/api/v1/metadata/object/half").status()).isEqualTo(404);
    assertThat(revision()).isEqualTo(revision);
  }

  @Test
  void aDryRunChangesNothing() {
    int revision = revision();
    Answer plan =
        change("{'dry_run':true,'components':[{'kind':'object','name':'dry','label':'x'}]}");
    assertThat(plan.json().path("changes").path(0).path("action").asText()).isEqualTo("created");
    assertThat(plan.json().path("revision").asInt()).isEqualTo(revision);
    assertThat(revision()).isEqualTo(revision);
    assertThat(admin.get("/api/v1/metadata/object/dry").status()).isEqualTo(404);
  }

  @Test
  void whatIsInUseStaysAndItsUsersAreListed() {
    apply(
        "{'kind':'object','name':'used','label':'x'}",
        "{'kind':'field','name':'used.code','label':'x','type':'text'}",
        "{'kind':'list_view','name':'used.all','label':'x','columns':['code']}");
    Answer refused = admin.delete("/api/v1/metadata/field/used.code");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(violations(refused)).containsExactly(" in_use");
    assertThat(refused.json().path("violations").path(0).path("params").path("users").toString())
        .contains("list_view used.all");
    JsonNode users = admin.get("/api/v1/metadata/field/used.code/usages").json().path("users");
    assertThat(users).hasSize(1);
    assertThat(users.path(0).path("kind").asText()).isEqualTo("list_view");
    assertThat(users.path(0).path("name").asText()).isEqualTo("used.all");
  }

  @Test
  void historyTellsWhoChangedWhat() {
    put("object", "history", "{'label':'First'}");
    put("object", "history", "{'label':'Second'}");
    JsonNode last =
        admin.get("/api/v1/metadata/revisions?limit=1").json().path("revisions").path(0);
    assertThat(last.path("changes").path(0).path("name").asText()).isEqualTo("history");
    assertThat(last.path("by").path("id").asText()).isNotEmpty();
    assertThat(last.path("at").asText()).endsWith("Z");
    JsonNode whole =
        admin
            .get("/api/v1/metadata/revisions/" + last.path("revision").asInt())
            .json()
            .path("changes")
            .path(0);
    assertThat(whole.path("before").path("label").asText()).isEqualTo("First");
    assertThat(whole.path("after").path("label").asText()).isEqualTo("Second");
    assertThat(admin.get("/api/v1/metadata/revisions/100000").status()).isEqualTo(404);
    assertThat(
            admin.get("/api/v1/metadata/revisions?limit=1").json().path("next_cursor").isTextual())
        .isTrue();
  }

  @Test
  void whoMayNotCustomiseSeesOnlyWhatIsDescribed() {
    ApiClient owner = ApiClient.signUp();
    assertThat(
            owner
                .post(
                    "/api/v1/metadata/change-sets",
                    json(
                        "{'components':[{'kind':'object','name':'deal','label':'Deal'},{'kind':'field','name':'deal.amount','label':'Amount','type':'currency'},{'kind':'field','name':'deal.margin','label':'Margin','type':'percent'},{'kind':'object','name':'secret','label':'Secret'},{'kind':'permission_set','name':'seller','label':'Seller','objects':{'deal':['read','edit']},'fields':{'deal.*':'edit','deal.margin':'none'}}]}"))
                .status())
        .isEqualTo(200);
    owner.post(
        "/api/v1/users",
        json(
            "{'username':'sally','email':'sally@x.test','name':'Sally','password':'"
                + ApiClient.PASSWORD
                + "','permission_sets':['seller']}"));
    ApiClient sally = owner.signIn(owner.tenant(), "sally", ApiClient.PASSWORD);
    Answer held = owner.delete("/api/v1/metadata/permission_set/seller");
    assertThat(violations(held)).containsExactly(" in_use");
    assertThat(held.text()).contains("user sally");
    assertThat(sally.get("/api/v1/metadata").status()).isEqualTo(403);
    assertThat(sally.get("/api/v1/metadata/object").status()).isEqualTo(403);
    assertThat(sally.put("/api/v1/metadata/object/deal", json("{'label':'Mine'}")).status())
        .isEqualTo(403);
    assertThat(sally.post("/api/v1/metadata/change-sets", json("{'components':[]}")).status())
        .isEqualTo(403);
    assertThat(sally.post("/api/v1/metadata/revisions/1/restore", "{}").status()).isEqualTo(403);
    JsonNode objects = sally.get("/api/v1/describe").json().path("objects");
    assertThat(objects).hasSize(1);
    assertThat(objects.path(0).path("actions").path("edit").asBoolean()).isTrue();
    assertThat(objects.path(0).path("actions").path("delete").asBoolean()).isFalse();
    JsonNode deal = sally.get("/api/v1/describe/deal").json();
    assertThat(fieldNames(deal)).contains("name", "amount").doesNotContain("margin", "deleted_at");
    assertThat(sally.get("/api/v1/describe/secret").status()).isEqualTo(404);
  }

  @Test
  void whoMayCustomiseButNotManagePermissionsCannotGrantThem() {
    ApiClient owner = ApiClient.signUp();
    owner.put(
        "/api/v1/metadata/permission_set/builder",
        json("{'label':'Builder','system':['customize']}"));
    owner.post(
        "/api/v1/users",
        json(
            "{'username':'bob','email':'bob@x.test','name':'Bob','password':'"
                + ApiClient.PASSWORD
                + "','permission_sets':['builder']}"));
    ApiClient bob = owner.signIn(owner.tenant(), "bob", ApiClient.PASSWORD);
    assertThat(bob.put("/api/v1/metadata/object/thing", json("{'label':'Thing'}")).status())
        .isEqualTo(201);
    assertThat(
            bob.put(
                    "/api/v1/metadata/permission_set/builder",
                    json("{'label':'Builder','system':['customize','manage_users']}"))
                .status())
        .isEqualTo(403);
    assertThat(bob.delete("/api/v1/metadata/permission_set/standard_user").status()).isEqualTo(403);
  }

  @Test
  void aThousandObjectsAndFiveHundredFieldsWork() {
    ApiClient owner = ApiClient.signUp();
    var objects = new StringBuilder("{'components':[");
    for (int i = 0; i < 1000; i++) {
      objects.append(i == 0 ? "" : ",");
      objects.append("{'kind':'object','name':'o").append(i).append("','label':'x'}");
    }
    for (int i = 0; i < 500; i++) {
      objects
          .append(",{'kind':'field','name':'o0.f")
          .append(i)
          .append("','label':'x','type':'text'}");
    }
    Answer applied =
        owner.post("/api/v1/metadata/change-sets", json(objects.append("]}").toString()));
    assertThat(applied.status()).isEqualTo(200);
    assertThat(owner.get("/api/v1/describe").json().path("objects")).hasSize(1000);
    Answer created =
        owner.post("/api/v1/records/o0", json("{'name':'a','f0':'first','f499':'last'}"));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.json().path("f499").asText()).isEqualTo("last");
    JsonNode found =
        owner.get("/api/v1/records/o0?filter=f499%20%3D%20%22last%22").json().path("records");
    assertThat(found).hasSize(1);
    assertThat(owner.put("/api/v1/metadata/object/o1", json("{'label':'y'}")).status())
        .isEqualTo(200);
  }

  @Test
  void labelsComeInTheCallersLanguage() {
    apply(
        "{'kind':'object','name':'lead','label':{'en':'Lead','zh-CN':'线索'}}",
        "{'kind':'field','name':'lead.stage','label':'Stage','type':'picklist','values':['New']}",
        "{'kind':'translation','name':'chinese','locale':'zh-CN','texts':{'field/lead.stage/label':'阶段','field/lead.stage/values/New':'新建'}}");
    JsonNode english = admin.with("Accept-Language", "en").get("/api/v1/describe/lead").json();
    JsonNode chinese = admin.with("Accept-Language", "zh-CN").get("/api/v1/describe/lead").json();
    assertThat(english.path("label").asText()).isEqualTo("Lead");
    assertThat(chinese.path("label").asText()).isEqualTo("线索");
    assertThat(field(english, "stage").path("label").asText()).isEqualTo("Stage");
    assertThat(field(chinese, "stage").path("label").asText()).isEqualTo("阶段");
    assertThat(field(chinese, "stage").path("values").path(0).path("label").asText())
        .isEqualTo("新建");
    assertThat(field(chinese, "owner_id").path("label").asText()).isEqualTo("负责人");
    JsonNode layout = english.path("layouts").path(0);
    assertThat(layout.path("name").asText()).isEqualTo("default");
    assertThat(layout.path("sections").path(0).path("fields").findValuesAsText("field"))
        .containsExactly("name", "owner_id", "stage");
  }

  @Test
  void aGeneratedLayoutLeavesTheNameOutWhereAnotherFieldIsTheName() {
    apply(
        "{'kind':'object','name':'parcel','label':'Parcel','name_field':'code'}",
        "{'kind':'field','name':'parcel.code','label':'Code','type':'text'}");
    JsonNode layout = admin.get("/api/v1/describe/parcel").json().path("layouts").path(0);
    assertThat(layout.path("sections").path(0).path("fields").findValuesAsText("field"))
        .containsExactly("owner_id", "code");
  }

  @Test
  void relationshipsAreDescribedOnTheRecordTheyPointTo() {
    apply(
        "{'kind':'object','name':'firm','label':'Firm'}",
        "{'kind':'object','name':'person','label':'Person','plural_label':'People'}",
        "{'kind':'field','name':'person.firm','label':'Firm','type':'reference','to':'firm'}");
    JsonNode relationship = admin.get("/api/v1/describe/firm").json().path("relationships").path(0);
    assertThat(relationship.path("name").asText()).isEqualTo("persons");
    assertThat(relationship.path("label").asText()).isEqualTo("People");
    assertThat(relationship.path("object").asText()).isEqualTo("person");
    assertThat(relationship.path("field").asText()).isEqualTo("firm");
  }

  @Test
  void appsAreInTheNavigation() {
    apply(
        "{'kind':'object','name':'visit','label':'Visit','plural_label':'Visits'}",
        "{'kind':'app','name':'field_service','label':{'en':'Field service'},'tabs':['visit']}");
    JsonNode app = admin.get("/api/v1/me").json().path("apps").path(0);
    assertThat(app.path("name").asText()).isEqualTo("field_service");
    assertThat(app.path("tabs").path(0).path("object").asText()).isEqualTo("visit");
    assertThat(app.path("tabs").path(0).path("label").asText()).isEqualTo("Visits");
  }

  private static Answer put(String kind, String name, String document) {
    return admin.put("/api/v1/metadata/" + kind + "/" + name, json(document));
  }

  private static Answer change(String body) {
    return admin.post("/api/v1/metadata/change-sets", json(body));
  }

  private static void apply(String... documents) {
    Answer answer = change("{'components':[" + String.join(",", documents) + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static int revision() {
    return admin.get("/api/v1/metadata").json().path("revision").asInt();
  }

  private static List<String> names(String kind) {
    return admin.get("/api/v1/metadata/" + kind).json().path("components").findValuesAsText("name");
  }

  private static List<String> violations(Answer answer) {
    var places = new ArrayList<String>();
    answer
        .json()
        .path("violations")
        .forEach(
            violation ->
                places.add(
                    violation.path("pointer").asText() + " " + violation.path("code").asText()));
    return places;
  }

  private static List<String> fieldNames(JsonNode description) {
    var names = new ArrayList<String>();
    description.path("fields").forEach(field -> names.add(field.path("name").asText()));
    return names;
  }

  private static JsonNode field(JsonNode description, String name) {
    for (JsonNode field : description.path("fields")) {
      if (field.path("name").asText().equals(name)) {
        return field;
      }
    }
    throw new AssertionError("no field " + name);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
