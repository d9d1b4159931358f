package dev.trellis.runtime.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search as a person meets it: over HTTP, at once after the write. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
  private final ApiClient admin = ApiClient.signUp();

  @BeforeAll
  void defineContactsAndCompanies() {
    define(
        """
        {"components": [
          {"kind": "object", "name": "company", "label": "Company"},
          {"kind": "object", "name": "contact", "label": "Contact"},
          {"kind": "field", "name": "contact.city", "label": "City", "type": "text"},
          {"kind": "field", "name": "contact.email", "label": "E-mail", "type": "email"},
          {"kind": "field", "name": "contact.phone", "label": "Phone", "type": "phone"},
          {"kind": "field", "name": "contact.notes", "label": "Notes", "type": "long_text"},
          {"kind": "field", "name": "contact.code", "label": "Code", "type": "text", "external_id": true}
        ]}""");
    create("contact", "{\"name\": \"苏打阳\", \"phone\": \"+86 138-1234-5678\"}");
    create("contact", "{\"name\": \"速阳\", \"city\": \"重庆\"}");
    create(
        "contact",
        "{\"name\": \"John Smith\", \"email\": \"john.smith@globex.example\", \"code\": \"C-0042\"}");
    create("company", "{\"name\": \"Globex Corporation\"}");
    create("company", "{\"name\": \"深圳市腾讯计算机系统有限公司\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "sudayang, 苏打阳",
    "sdy, 苏打阳",
    "苏打, 苏打阳",
    "shuyang, 速阳",
    "chongqing, 速阳",
    "12345678, 苏打阳",
    "2345, 苏打阳",
    "138 1234 5678, 苏打阳",
    "C-0042, John Smith",
    "smi, John Smith",
    "smiht, John Smith",
    "corporation, Globex Corporation",
    "coporation, Globex Corporation",
    "tengxun, 深圳市腾讯计算机系统有限公司"
  })
  void aRecordIsFound(String query, String name) {
    assertThat(names(query)).containsExactly(name);
  }

  @Test
  void hitsSayWhatTheyAreAndHowTheyWereFound() {
    JsonNode hit = hits("globex").get(0);
    assertThat(hit.path("object").asText()).isEqualTo("company");
    assertThat(hit.path("name").asText()).isEqualTo("Globex Corporation");
    assertThat(hit.path("match").asText()).isEqualTo("name_prefix");
    JsonNode other = hits("globex").get(1);
    assertThat(other.path("object").asText()).isEqualTo("contact");
    assertThat(other.path("field").asText()).isEqualTo("email");
    assertThat(other.path("value").asText()).isEqualTo("john.smith@globex.example");
  }

  @Test
  void objectsAndLimitNarrow() {
    assertThat(names("globex&objects=contact")).containsExactly("John Smith");
    assertThat(names("globex&limit=1")).containsExactly("Globex Corporation");
    assertThat(admin.get("/api/v1/search?q=x&limit=0").status()).isEqualTo(422);
    assertThat(admin.get("/api/v1/search?q=x&objects=nothing").status()).isEqualTo(422);
    assertThat(ApiClient.anonymous().get("/api/v1/search?q=x").status()).isEqualTo(401);
  }

  @Test
  void changesDeletionsAndRestorationsCountAtOnce() {
    String id = create("company", "{\"name\": \"Umbrella\"}");
    admin.patch("/api/v1/records/company/" + id, "{\"name\": \"Parasol\"}");
    assertThat(names("umbrella")).isEmpty();
    assertThat(names("parasol")).containsExactly("Parasol");
    admin.delete("/api/v1/records/company/" + id);
    assertThat(names("parasol")).isEmpty();
    admin.post("/api/v1/records/company/" + id + "/restore", "");
    assertThat(names("parasol")).containsExactly("Parasol");
  }

  @Test
  void listsSearchToo() {
    Answer found = admin.get("/api/v1/records/contact?q=sdy&fields=name&count=exact");
    assertThat(found.json().path("records").path(0).path("name").asText()).isEqualTo("苏打阳");
    assertThat(found.json().path("total").asInt()).isEqualTo(1);
    assertThat(admin.get("/api/v1/records/contact?q=nothing").json().path("records")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"smiht, John Smith", "glboex, John Smith", "素打阳, 苏打阳"})
  void listsForgiveTyposWhereNothingIsFoundOtherwise(String query, String name) {
    String q = URLEncoder.encode(query, StandardCharsets.UTF_8);
    JsonNode list = admin.get("/api/v1/records/contact?count=exact&q=" + q).json();
    assertThat(list.path("records").findValuesAsText("name")).containsExactly(name);
    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(
            admin
                .get("/api/v1/records/contact?filter=" + url("name = \"Nobody\"") + "&q=" + q)
                .json()
                .path("records"))
        .isEmpty();
  }

  @Test
  void aListTakesWordsAsTypedWhereSomeRecordHasThem() {
    create("company", "{\"name\": \"Hooli Partners\"}");
    create("company", "{\"name\": \"Hooly Traders\"}");
    assertThat(listed("company", "hooly")).containsExactly("Hooly Traders");
    assertThat(listed("company", "hoolx"))
        .containsExactlyInAnyOrder("Hooli Partners", "Hooly Traders");
    assertThat(listed("company", "hooly&limit=1")).containsExactly("Hooly Traders");
    Answer first = admin.get("/api/v1/records/company?q=hoolx&limit=1&fields=name");
    Answer second =
        admin.get(
            "/api/v1/records/company?q=hoolx&limit=1&fields=name&cursor="
                + url(first.json().path("next_cursor").asText()));
    assertThat(first.json().path("records").findValuesAsText("name"))
        .containsExactly("Hooly Traders");
    assertThat(second.json().path("records").findValuesAsText("name"))
        .containsExactly("Hooli Partners");
  }

  private List<String> listed(String object, String query) {
    return admin
        .get("/api/v1/records/" + object + "?fields=name&q=" + query)
        .json()
        .path("records")
        .findValuesAsText("name");
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void tenantsDoNotFindEachOther() {
    assertThat(ApiClient.signUp().get("/api/v1/search?q=globex").json().path("hits")).isEmpty();
  }

  @Test
  void aFieldThatBecomesSearchableFindsTheRecordsThatAreThere() {
    create("contact", "{\"name\": \"Notebook\", \"notes\": \"likes marzipan\"}");
    assertThat(names("marzipan")).isEmpty();
    define(
        """
        {"components": [{"kind": "field", "name": "contact.notes", "label": "Notes", "type": "long_text",
          "searchable": true}]}""");
    assertThat(names("marzipan")).containsExactly("Notebook");
    assertThat(names("sdy")).containsExactly("苏打阳");
  }

  @Test
  void whatTheCallerMayNotReadLeadsThemNowhere() {
    define(
        """
        {"components": [{"kind": "permission_set", "name": "blind", "label": "Blind",
          "objects": {"contact": ["read", "view_all"]}, "fields": {"contact.*": "read", "contact.phone": "none"}}]}""");
    assertThat(
            admin
                .post(
                    "/api/v1/users",
                    """
                    {"username": "blind", "email": "blind@x.test", "name": "Blind", "password": "%s",
                     "permission_sets": ["blind"]}"""
                        .formatted(ApiClient.PASSWORD))
                .status())
        .isEqualTo(201);
    ApiClient blind = ApiClient.anonymous().signIn(admin.tenant(), "blind", ApiClient.PASSWORD);
    assertThat(blind.get("/api/v1/search?q=2345").json().path("hits")).isEmpty();
    assertThat(blind.get("/api/v1/records/contact?q=2345").json().path("records")).isEmpty();
    assertThat(blind.get("/api/v1/search?q=sdy").json().path("hits")).hasSize(1);
    assertThat(blind.get("/api/v1/records/contact?q=sdy").json().path("records")).hasSize(1);
    assertThat(blind.get("/api/v1/search?q=globex").json().path("hits"))
        .as("companies are not theirs to see")
        .hasSize(1);
  }

  private void define(String changeSet) {
    Answer answer = admin.post("/api/v1/metadata/change-sets", changeSet);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private String create(String object, String fields) {
    Answer answer = admin.post("/api/v1/records/" + object, fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private List<String> names(String query) {
    List<String> names = new ArrayList<>();
    hits(query).forEach(hit -> names.add(hit.path("name").asText()));
    return names;
  }

  /** What follows an ampersand is more of the URL. */
  private JsonNode hits(String query) {
    String[] parts = query.split("&", 2);
    String q = URLEncoder.encode(parts[0], StandardCharsets.UTF_8);
    Answer answer = admin.get("/api/v1/search?q=" + q + (parts.length > 1 ? "&" + parts[1] : ""));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("hits");
  }
}
