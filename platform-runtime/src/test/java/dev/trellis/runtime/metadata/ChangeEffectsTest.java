package dev.trellis.runtime.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes of metadata do to records that are there already. */
@QuarkusTest
class ChangeEffectsTest {
  private static final AtomicInteger OBJECTS = new AtomicInteger();
  private static ApiClient admin;

  /** Each test has its own object. */
  private String deal;

  @BeforeAll
  static void signUp() {
    admin = ApiClient.signUp();
  }

  @BeforeEach
  void createObject() {
    deal = "deal" + OBJECTS.incrementAndGet();
    apply("{'components':[{'kind':'object','name':'" + deal + "','label':'Deal'}]}");
  }

  @Test
  void textBecomesNumberOnlyWhenTheCallerSaysWhatToDoWithTheRest() {
    field("x", "'type':'text'");
    create("{'name':'a','x':'1,250.5'}");
    create("{'name':'b','x':'n/a'}");
    create("{'name':'c'}");
    String number = document("x", "'type':'number'");

    JsonNode plan = apply("{'dry_run':true,'components':[" + number + "]}");
    JsonNode impact = plan.path("data_impact").path(0);
    assertThat(impact.path("effect").asText()).isEqualTo("convert");
    assertThat(impact.path("rows").asInt()).isEqualTo(2);
    assertThat(impact.path("failing").asInt()).isEqualTo(1);
    assertThat(impact.path("samples").path(0).path("name").asText()).isEqualTo("b");
    assertThat(impact.path("samples").path(0).path("value").asText()).isEqualTo("n/a");

    Answer refused = change("{'components':[" + number + "]}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("violations").path(0).path("code").asText())
        .isEqualTo("values_do_not_convert");
    assertThat(values("x")).containsExactly("1,250.5", "n/a", null);

    apply(
        "{'components':["
            + number
            + "],'conversions':{'"
            + deal
            + ".x':{'unconvertible':'clear'}}}");
    assertThat(values("x")).containsExactly("1250.5", null, null);
    assertThat(names("filter=x%20%3E%201000")).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'text' | 'type':'picklist','values':['Won','Lost'] | 'won' | Won",
        "'type':'picklist','values':['Won','Lost'] | 'type':'text' | 'Won' | Won",
        "'type':'number' | 'type':'currency' | 12.5 | 12.5",
        "'type':'currency' | 'type':'currency','scale':4 | 12.5 | 12.5",
        "'type':'currency','indexed':true | 'type':'number' | 12.5 | 12.5",
        "'type':'text','indexed':true | 'type':'long_text' | 'abc' | abc",
        "'type':'long_text' | 'type':'text' | 'abc' | abc",
        "'type':'date' | 'type':'datetime' | '2026-01-31' | 2026-01-31T00:00:00Z",
        "'type':'boolean' | 'type':'text' | true | true",
        "'type':'text' | 'type':'boolean' | 'yes' | true",
        "'type':'text' | 'type':'multi_picklist','values':['a','b'] | 'b;a' | [`a`,`b`]",
        "'type':'text' | 'type':'date' | '2026/1/31' | 2026-01-31"
      })
  void valuesBecomeThoseOfTheNewType(String from, String to, String value, String expected) {
    apply("{'components':[{'kind':'field','name':'" + deal + ".x','label':'x'," + from + "}]}");
    create("{'name':'a','x':" + value + "}");
    create("{'name':'b'}");
    apply("{'components':[" + document("x", to) + "]}");
    JsonNode stored = records("").path(0).path("x");
    assertThat(stored.isTextual() ? stored.asText() : stored.toString())
        .isEqualTo(expected.replace('`', '"'));
    // The converted record can still be saved.
    String id = records("").path(0).path("id").asText();
    Answer saved = admin.patch("/api/v1/records/" + deal + "/" + id, json("{'name':'renamed'}"));
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    assertThat(saved.json().path("x")).isEqualTo(stored);
  }

  @Test
  void textBecomesReferenceByName() {
    String firm = deal + "_firm";
    apply("{'components':[{'kind':'object','name':'" + firm + "','label':'Firm'}]}");
    String acme =
        admin.post("/api/v1/records/" + firm, json("{'name':'Acme'}")).json().path("id").asText();
    admin.post("/api/v1/records/" + firm, json("{'name':'Twin'}"));
    admin.post("/api/v1/records/" + firm, json("{'name':'Twin'}"));
    field("firm", "'type':'text'");
    create("{'name':'a','firm':'ACME'}");
    create("{'name':'b','firm':'Twin'}");
    create("{'name':'c','firm':'Nobody'}");
    String reference = document("firm", "'type':'reference','to':'" + firm + "'");
    JsonNode impact =
        apply("{'dry_run':true,'components':[" + reference + "]}").path("data_impact").path(0);
    assertThat(impact.path("failing").asInt()).isEqualTo(2);
    assertThat(impact.path("samples").findValuesAsText("code"))
        .containsExactly("reference_ambiguous", "reference_not_found");
    apply("{'components':[" + reference + "],'clear':['" + deal + ".firm']}");
    assertThat(values("firm")).containsExactly(acme, null, null);
    assertThat(names("filter=firm.name%20%3D%20%22Acme%22")).containsExactly("a");

    apply("{'components':[" + document("firm", "'type':'text'") + "]}");
    assertThat(values("firm")).containsExactly("Acme", null, null);
  }

  @Test
  void textBecomesReferenceToAUser() {
    field("agent", "'type':'text'");
    create("{'name':'a','agent':'" + admin.username() + "'}");
    apply("{'components':[" + document("agent", "'type':'reference','to':'user'") + "]}");
    assertThat(names("filter=agent.username%20%3D%20%22" + admin.username() + "%22"))
        .containsExactly("a");
  }

  @Test
  void aDeletedFieldComesBackWithItsValues() {
    field("x", "'type':'text','unique':true");
    create("{'name':'a','x':'kept'}");
    int before = revision();
    JsonNode deletion = apply("{'deletions':[{'kind':'field','name':'" + deal + ".x'}]}");
    assertThat(deletion.path("data_impact").path(0).path("effect").asText())
        .isEqualTo("hide_values");
    assertThat(deletion.path("data_impact").path(0).path("rows").asInt()).isEqualTo(1);
    assertThat(records("").path(0).has("x")).isFalse();
    create("{'name':'b'}");

    restore(before);
    assertThat(values("x")).containsExactly("kept", null);
    Answer duplicate = admin.post("/api/v1/records/" + deal, json("{'name':'c','x':'KEPT'}"));
    assertThat(duplicate.status()).isBetween(409, 422);
  }

  @Test
  void aFieldThatIsCreatedAnewBeginsEmpty() {
    field("x", "'type':'text'");
    create("{'name':'a','x':'old'}");
    apply("{'deletions':[{'kind':'field','name':'" + deal + ".x'}]}");
    field("x", "'type':'text'");
    assertThat(values("x")).containsExactly((String) null);
  }

  @Test
  void aDeletedObjectComesBackWithItsRecords() {
    field("x", "'type':'currency','indexed':true");
    create("{'name':'a','x':5}");
    int before = revision();
    JsonNode deletion = apply("{'deletions':[{'kind':'object','name':'" + deal + "'}]}");
    assertThat(deletion.path("data_impact").path(0).path("effect").asText())
        .isEqualTo("hide_records");
    assertThat(admin.get("/api/v1/records/" + deal).status()).isEqualTo(404);
    restore(before);
    assertThat(values("x")).containsExactly("5");
    assertThat(names("filter=x%20%3D%205")).containsExactly("a");
  }

  @Test
  void restoringUndoesEverythingThatCameAfter() {
    int before = revision();
    field("x", "'type':'text'");
    apply("{'components':[{'kind':'object','name':'" + deal + "','label':'Renamed'}]}");
    Answer plan =
        admin.post("/api/v1/metadata/revisions/" + before + "/restore", json("{'dry_run':true}"));
    assertThat(plan.json().path("changes")).hasSize(2);
    restore(before);
    assertThat(admin.get("/api/v1/metadata/field/" + deal + ".x").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/metadata/object/" + deal).json().path("label").asText())
        .isEqualTo("Deal");
    assertThat(revision()).isEqualTo(before + 3);
  }

  @Test
  void aFieldThatIsIndexedLaterIsFilteredAndSortedOnAllRecords() {
    field("x", "'type':'text'");
    field("y", "'type':'currency'");
    field("z", "'type':'number'");
    create("{'name':'a','x':'Zebra','y':3,'z':0.5}");
    create("{'name':'b','x':'apple','y':1,'z':-2}");
    create("{'name':'c','x':'Mango','y':2,'z':7}");
    JsonNode outcome =
        apply(
            "{'components':["
                + document("x", "'type':'text','indexed':true")
                + ","
                + document("y", "'type':'currency','indexed':true")
                + ","
                + document("z", "'type':'number','indexed':true")
                + "]}");
    assertThat(outcome.path("data_impact"))
        .hasSize(3)
        .allMatch(impact -> impact.path("effect").asText().equals("index"))
        .allMatch(impact -> impact.path("rows").asInt() == 3);
    assertThat(names("sort=x")).containsExactly("b", "c", "a");
    assertThat(names("sort=-y")).containsExactly("a", "c", "b");
    assertThat(names("sort=z")).containsExactly("b", "a", "c");
    assertThat(names("filter=y%20%3E%3D%202&sort=y")).containsExactly("c", "a");
    assertThat(names("filter=x%20%3D%20%22Zebra%22")).containsExactly("a");
    assertThat(names("filter=z%20%3C%200")).containsExactly("b");
  }

  @Test
  void uniquenessIsRefusedWhereValuesAreShared() {
    field("x", "'type':'text'");
    create("{'name':'a','x':'One'}");
    String second = create("{'name':'b','x':'one'}");
    String unique = document("x", "'type':'text','unique':true");
    Answer refused = change("{'components':[" + unique + "]}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("violations").path(0).path("code").asText())
        .isEqualTo("values_are_shared");
    admin.patch("/api/v1/records/" + deal + "/" + second, json("{'x':'two'}"));
    apply("{'components':[" + unique + "]}");
    Answer duplicate = admin.post("/api/v1/records/" + deal, json("{'name':'c','x':'TWO'}"));
    assertThat(duplicate.status()).isBetween(409, 422);
    apply("{'components':[" + document("x", "'type':'text'") + "]}");
    assertThat(admin.post("/api/v1/records/" + deal, json("{'name':'c','x':'TWO'}")).status())
        .isEqualTo(201);
  }

  @Test
  void whatIsShortenedIsLookedAt() {
    field("x", "'type':'text'");
    create("{'name':'a','x':'long enough'}");
    create("{'name':'b','x':'ok'}");
    String shorter = document("x", "'type':'text','length':5");
    assertThat(change("{'components':[" + shorter + "]}").status()).isEqualTo(422);
    apply("{'components':[" + shorter + "],'clear':['" + deal + ".x']}");
    assertThat(values("x")).containsExactly(null, "ok");
  }

  @Test
  void recordsInTheRecycleBinAreConvertedToo() {
    field("x", "'type':'text'");
    String id = create("{'name':'a','x':'12'}");
    admin.delete("/api/v1/records/" + deal + "/" + id);
    apply("{'components':[" + document("x", "'type':'currency'") + "]}");
    admin.post("/api/v1/records/" + deal + "/" + id + "/restore", "{}");
    assertThat(values("x")).containsExactly("12");
  }

  @Test
  void wordsFollowValuesThatWereConvertedThereAndBack() {
    field("x", "'type':'text'");
    String id = create("{'name':'a','x':'125077'}");
    create("{'name':'b','x':'556688'}");
    assertThat(names("q=125077")).containsExactly("a");
    apply("{'components':[" + document("x", "'type':'number'") + "]}");
    admin.patch("/api/v1/records/" + deal + "/" + id, json("{'x':778899}"));
    apply("{'components':[" + document("x", "'type':'text'") + "]}");
    assertThat(names("q=778899")).containsExactly("a");
    assertThat(names("q=556688")).containsExactly("b");
    assertThat(names("q=125077")).isEmpty();
  }

  @Test
  void wordsOfAFieldComeBackWithIt() {
    field("x", "'type':'text'");
    String id = create("{'name':'a','x':'zanzibar'}");
    assertThat(names("q=zanzibar")).containsExactly("a");
    int before = revision();
    apply("{'deletions':[{'kind':'field','name':'" + deal + ".x'}]}");
    admin.patch("/api/v1/records/" + deal + "/" + id, json("{'name':'renamed'}"));
    restore(before);
    assertThat(names("q=zanzibar")).containsExactly("renamed");
  }

  @Test
  void choicesThatRecordsHoldAreCountedBeforeTheyGo() {
    String set = deal + "_colors";
    apply(
        "{'components':[{'kind':'value_set','name':'"
            + set
            + "','label':'Colors','values':[{'value':'red'},{'value':'blue'}]},"
            + document("one", "'type':'picklist','values':['A','B','C']")
            + ","
            + document("many", "'type':'multi_picklist','value_set':'" + set + "'")
            + "]}");
    create("{'name':'a','one':'A','many':['red']}");
    create("{'name':'b','one':'B','many':['red','blue']}");
    create("{'name':'c','one':'C','many':['blue']}");
    JsonNode plan =
        apply(
            "{'dry_run':true,'components':["
                + document("one", "'type':'picklist','values':['A']")
                + ",{'kind':'value_set','name':'"
                + set
                + "','label':'Colors','values':[{'value':'blue'}]}]}");
    assertThat(plan.path("data_impact").findValuesAsText("effect"))
        .containsExactly("drop_choices", "drop_choices");
    assertThat(plan.path("data_impact").findValuesAsText("rows")).containsExactly("2", "2");
    assertThat(plan.path("data_impact").path(0).path("message").asText())
        .isEqualTo("2 records hold a value that leaves the list, and keep it until given another.");
    JsonNode more =
        apply(
            "{'dry_run':true,'components':["
                + document("one", "'type':'picklist','values':['A','B','C','D']")
                + "]}");
    assertThat(more.path("data_impact")).isEmpty();
  }

  @Test
  void recordsOfARecordTypeAreCountedBeforeItGoes() {
    apply("{'components':[{'kind':'record_type','name':'" + deal + ".big','label':'Big'}]}");
    create("{'name':'a','record_type':'big'}");
    create("{'name':'b'}");
    JsonNode impact =
        apply("{'dry_run':true,'deletions':[{'kind':'record_type','name':'" + deal + ".big'}]}")
            .path("data_impact")
            .path(0);
    assertThat(impact.path("effect").asText()).isEqualTo("drop_record_type");
    assertThat(impact.path("rows").asInt()).isEqualTo(1);
    assertThat(impact.path("message").asText())
        .isEqualTo("1 record is of this record type, and keeps its name until given another.");
  }

  private void field(String name, String properties) {
    apply("{'components':[" + document(name, properties) + "]}");
  }

  private String document(String name, String properties) {
    return "{'kind':'field','name':'" + deal + "." + name + "','label':'x'," + properties + "}";
  }

  private String create(String fields) {
    Answer created = admin.post("/api/v1/records/" + deal, json(fields));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    return created.json().path("id").asText();
  }

  private JsonNode records(String query) {
    Answer list =
        admin.get("/api/v1/records/" + deal + "?" + (query.isEmpty() ? "sort=name" : query));
    assertThat(list.status()).as(list.text()).isEqualTo(200);
    return list.json().path("records");
  }

  private List<String> values(String field) {
    var values = new ArrayList<String>();
    records("").forEach(record -> values.add(text(record.path(field))));
    return values;
  }

  private static String text(JsonNode value) {
    return value.isNull() ? null : value.asText();
  }

  private List<String> names(String query) {
    var names = new ArrayList<String>();
    records(query).forEach(record -> names.add(record.path("name").asText()));
    return names;
  }

  private static int revision() {
    return admin.get("/api/v1/metadata").json().path("revision").asInt();
  }

  private static void restore(int revision) {
    Answer restored = admin.post("/api/v1/metadata/revisions/" + revision + "/restore", "{}");
    assertThat(restored.status()).as(restored.text()).isEqualTo(200);
  }

  private static Answer change(String body) {
    return admin.post("/api/v1/metadata/change-sets", json(body));
  }

  private static JsonNode apply(String body) {
    Answer answer = change(body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
