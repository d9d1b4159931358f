package dev.trellis.runtime.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DuplicatesTest {
  private final ApiClient admin = ApiClient.signUp();

  @Test
  void aStrictRuleRefusesAndNamesTheRecord() {
    defineCompanies(rule("strict", "{\"field\": \"name\", \"method\": \"fuzzy\"}"));
    String id = created("{\"name\": \"Globex Corporation\"}");
    Answer refused = create("{\"name\": \"Glubex Inc.\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("duplicate");
    JsonNode violation = refused.json().path("violations").path(0);
    assertThat(violation.path("code").asText()).isEqualTo("duplicate_record");
    assertThat(violation.path("params").path("records").path(0).asText()).isEqualTo(id);
    assertThat(create("{\"name\": \"Initech\"}").status()).isEqualTo(201);
    assertThat(admin.patch("/api/v1/records/company/" + id, "{\"phone\": \"1\"}").status())
        .as("a record is not its own duplicate")
        .isEqualTo(200);
  }

  @Test
  void aWarningLetsTheRecordPassAndSaysSo() {
    defineCompanies(rule("warning", "{\"field\": \"phone\", \"method\": \"phone\"}"));
    String id = created("{\"name\": \"A\", \"phone\": \"+86 138-1234-5678\"}");
    Answer saved = create("{\"name\": \"B\", \"phone\": \"13812345678\"}");
    assertThat(saved.status()).isEqualTo(201);
    JsonNode warning = saved.json().path("warnings").path(0);
    assertThat(warning.path("code").asText()).isEqualTo("possible_duplicate");
    assertThat(warning.path("records").path(0).asText()).isEqualTo(id);
  }

  @Test
  void aNewRuleKnowsTheRecordsThatAreThere() {
    defineCompanies("");
    String id = created("{\"name\": \"张三\"}");
    define(
        "{\"components\": ["
            + rule("strict", "{\"field\": \"name\", \"method\": \"pinyin\"}")
            + "]}");
    assertThat(create("{\"name\": \"章三\"}").status()).isEqualTo(409);
    JsonNode found = findDuplicates("{\"name\": \"Zhang San\"}");
    assertThat(found.path(0).path("rule").asText()).isEqualTo("same");
    assertThat(found.path(0).path("records").path(0).path("id").asText()).isEqualTo(id);
    assertThat(found.path(0).path("records").path(0).path("name").asText()).isEqualTo("张三");
    assertThat(findDuplicates("{\"id\": \"" + id + "\"}")).isEmpty();
    assertThat(findDuplicates("{\"record\": {\"name\": \"李四\"}}")).isEmpty();
  }

  @Test
  void changedAndDeletedRecordsAreComparedByWhatTheyAreNow() {
    defineCompanies(rule("strict", "\"name\""));
    String id = created("{\"name\": \"Hooli\"}");
    admin.patch("/api/v1/records/company/" + id, "{\"name\": \"Pied Piper\"}");
    assertThat(create("{\"name\": \"HOOLI\"}").status()).isEqualTo(201);
    assertThat(create("{\"name\": \"pied  piper\"}").status()).isEqualTo(409);
    admin.delete("/api/v1/records/company/" + id);
    assertThat(create("{\"name\": \"Pied Piper\"}").status()).isEqualTo(201);
  }

  @Test
  void recordsOfOneBatchAreComparedWithEachOther() {
    defineCompanies(rule("strict", "\"name\""));
    Answer bulk =
        admin.post(
            "/api/v1/records/company/bulk",
            """
            {"operation": "insert", "records": [{"name": "Acme"}, {"name": "ACME"}, {"name": "Apex"}]}""");
    assertThat(bulk.json().path("results").path(0).path("status").asText()).isEqualTo("created");
    assertThat(bulk.json().path("results").path(1).path("status").asText()).isEqualTo("failed");
    assertThat(bulk.json().path("results").path(1).path("error").asText()).isEqualTo("duplicate");
    assertThat(bulk.json().path("results").path(2).path("status").asText()).isEqualTo("created");
  }

  @Test
  void ofManySavesAtTheSameMomentOneWins() {
    defineCompanies(rule("strict", "\"name\""));
    long saved =
        IntStream.range(0, 12)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> create("{\"name\": \"Race\"}")))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .filter(answer -> answer.status() == 201)
            .count();
    assertThat(saved).isEqualTo(1);
  }

  @Test
  void whoMayNotReadTheFieldIsNotToldWhichRecordAgrees() {
    defineCompanies(rule("strict", "\"name\", {\"field\": \"phone\", \"method\": \"phone\"}"));
    define(
        """
        {"components": [{"kind": "permission_set", "name": "clerk", "label": "Clerk",
          "objects": {"company": ["create", "read", "edit", "view_all"]},
          "fields": {"company.*": "edit", "company.phone": "none"}}]}""");
    admin.post(
        "/api/v1/users",
        """
        {"username": "clerk", "email": "clerk@x.test", "name": "Clerk", "password": "%s",
         "permission_sets": ["clerk"]}"""
            .formatted(ApiClient.PASSWORD));
    ApiClient clerk = ApiClient.anonymous().signIn(admin.tenant(), "clerk", ApiClient.PASSWORD);
    created("{\"name\": \"Stark\", \"phone\": \"13812345678\"}");
    String other = created("{\"name\": \"Wayne\", \"phone\": \"13812345678\"}");
    Answer refused = clerk.patch("/api/v1/records/company/" + other, "{\"name\": \"Stark\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("violations").path(0).path("params").path("records")).isEmpty();
    assertThat(
            clerk
                .post("/api/v1/records/company/find-duplicates", "{\"id\": \"" + other + "\"}")
                .json()
                .path("duplicates"))
        .isEmpty();
  }

  @Test
  void theAnswerNamesTheRulesThatWereAsked() {
    defineCompanies("");
    String body = "{\"name\": \"Stark\"}";
    assertThat(rulesAsked(body)).isEmpty();
    define("{\"components\": [" + rule("strict", "\"name\"") + "]}");
    assertThat(rulesAsked(body)).containsExactly("same");
  }

  @Test
  void whoMayOnlyReadMayAsk() {
    defineCompanies(rule("strict", "\"name\""));
    define(
        """
        {"components": [{"kind": "permission_set", "name": "reader", "label": "Reader",
          "objects": {"company": ["read", "view_all"]}, "fields": {"company.*": "read"}}]}""");
    admin.post(
        "/api/v1/users",
        """
        {"username": "reader", "email": "reader@x.test", "name": "Reader", "password": "%s",
         "permission_sets": ["reader"]}"""
            .formatted(ApiClient.PASSWORD));
    ApiClient reader = ApiClient.anonymous().signIn(admin.tenant(), "reader", ApiClient.PASSWORD);
    String id = created("{\"name\": \"Stark\"}");
    Answer found = reader.post("/api/v1/records/company/find-duplicates", "{\"name\": \"Stark\"}");
    assertThat(found.status()).as(found.text()).isEqualTo(200);
    assertThat(found.json().path("duplicates").path(0).path("records").path(0).path("id").asText())
        .isEqualTo(id);
  }

  private void defineCompanies(String rule) {
    define(
        """
        {"components": [
          {"kind": "object", "name": "company", "label": "Company"},
          {"kind": "field", "name": "company.phone", "label": "Phone", "type": "phone"}%s]}"""
            .formatted(rule.isEmpty() ? "" : ", " + rule));
  }

  private static String rule(String mode, String match) {
    return """
    {"kind": "duplicate_rule", "name": "company.same", "mode": "%s", "match": [%s]}"""
        .formatted(mode, match);
  }

  private void define(String changeSet) {
    Answer answer = admin.post("/api/v1/metadata/change-sets", changeSet);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private Answer create(String fields) {
    return admin.post("/api/v1/records/company", fields);
  }

  private String created(String fields) {
    Answer answer = create(fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private List<String> rulesAsked(String body) {
    JsonNode rules =
        admin.post("/api/v1/records/company/find-duplicates", body).json().path("rules");
    return StreamSupport.stream(rules.spliterator(), false).map(JsonNode::asText).toList();
  }

  private JsonNode findDuplicates(String body) {
    Answer answer = admin.post("/api/v1/records/company/find-duplicates", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("duplicates");
  }
}
