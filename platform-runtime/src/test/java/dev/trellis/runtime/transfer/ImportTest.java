package dev.trellis.runtime.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportTest {
  private static final String[] OBJECTS = {
    """
    {"kind": "object", "name": "company", "label": {"en": "Company", "zh-CN": "公司"}}""",
    """
    {"kind": "field", "name": "company.code", "label": "Code", "type": "text", "external_id": true}""",
    """
    {"kind": "field", "name": "company.sector", "label": {"en": "Sector", "zh-CN": "行业"}, "type": "picklist",
     "values": [{"value": "technology", "label": {"en": "Technology", "zh-CN": "科技"}}, {"value": "retail"}]}""",
    """
    {"kind": "field", "name": "company.revenue", "label": {"en": "Revenue", "zh-CN": "收入"}, "type": "currency"}""",
    """
    {"kind": "field", "name": "company.founded", "label": {"en": "Founded", "zh-CN": "成立日期"}, "type": "date"}""",
    """
    {"kind": "field", "name": "company.active", "label": {"en": "Active", "zh-CN": "启用"}, "type": "boolean"}""",
    """
    {"kind": "field", "name": "company.parent", "label": {"en": "Parent", "zh-CN": "母公司"}, "type": "reference", "to": ["company"],
     "relationship": "children"}"""
  };
  private static final String MAPPING =
      """
      "mapping": {"Code": "code", "Name": "name", "Sector": "sector", "Revenue": "revenue", "Founded": "founded", "Parent": "parent.name"}""";

  private ImportClient client;

  @BeforeEach
  void defineObjects() {
    client = new ImportClient(ApiClient.signUp());
    client.define(OBJECTS);
  }

  @Test
  void rowsBecomeRecords() {
    JsonNode job =
        client.run(
            """
            Code;Name;Sector;Revenue;Founded;Parent
            A-1;Acme;Technology;1.234,50;31.12.1999;
            A-2;速阳;科技;7,25;01.02.2003;acme
            """,
            options("insert", MAPPING));
    assertThat(job.get("status").textValue()).as(job.toString()).isEqualTo("completed");
    assertThat(counts(job)).containsExactly(2, 2, 2, 0, 0);
    List<JsonNode> records =
        client.records("company", "name,code,sector,revenue,founded,parent.name");
    assertThat(records).hasSize(2);
    JsonNode acme = find(records, "Acme");
    assertThat(acme.get("revenue").decimalValue()).isEqualByComparingTo("1234.50");
    assertThat(acme.get("founded").textValue()).isEqualTo("1999-12-31");
    JsonNode suyang = find(records, "速阳");
    assertThat(suyang.get("sector").textValue()).isEqualTo("technology");
    assertThat(suyang.path("parent").path("name").textValue()).isEqualTo("Acme");
  }

  @Test
  void rowsAreHeldToValidationRulesUnlessSomebodyMaySkipThem() {
    client.define(
        """
        {"kind": "validation_rule", "name": "company.retail_earns", "field": "revenue",
         "error_when": "ISPICKVAL(sector, \\"retail\\") && (ISBLANK(revenue) || parent.revenue < revenue)",
         "message": {"en": "A shop earns less than its parent", "zh-CN": "门店收入须低于母公司"}}""",
        """
        {"kind": "field", "name": "company.note", "label": "Note", "type": "text", "default_formula": "name & \\"/\\" & parent.name"}""");
    String file =
        "Code,Name,Sector,Revenue,Founded,Parent\n"
            + "R-1,Big,technology,100,,\n"
            + "R-2,Shop,retail,50,,Big\n"
            + "R-3,Blank,retail,,,\n"
            + "R-4,Large,retail,500,,Big\n";
    JsonNode job = client.run(file, options("insert", MAPPING));
    assertThat(job.get("status").textValue()).isEqualTo("completed");
    assertThat(counts(job)).containsExactly(4, 4, 2, 0, 2);
    String id = job.get("id").textValue();
    assertThat(client.errors(id))
        .contains("R-3,Blank,retail,,,,4,revenue: A shop earns less than its parent")
        .contains("R-4,Large,retail,500,,Big,5,revenue: A shop earns less than its parent");
    ApiClient chinese = client.api().with("Accept-Language", "zh-CN");
    assertThat(chinese.get("/api/v1/imports/" + id + "/errors.csv").text())
        .contains("revenue: 门店收入须低于母公司");
    assertThat(find(client.records("company", "name,note"), "Shop").get("note").textValue())
        .isEqualTo("Shop/Big");
    JsonNode mended =
        client.run(
            "Code,Name,Sector,Revenue,Founded,Parent\nR-3,Blank,retail,,,\n",
            options("insert", MAPPING + ", \"skip_validation\": true"));
    assertThat(counts(mended)).containsExactly(1, 1, 1, 0, 0);
  }

  @Test
  void refusedRowsAreToldAsTheyCameWithTheReason() {
    JsonNode job =
        client.run(
            "Code,Name,Sector,Revenue,Founded,Parent\n"
                + "B-1,Good,retail,1,2020-01-31,\n"
                + "B-2,\"=HYPERLINK(\"\"x\"\")\",technolgy,12x,2020-02-31,\n"
                + "B-3,Ragged,retail\n"
                + "B-4,Orphan,,,,Nobody\n"
                + "B-1,Twice,,,,\n"
                + "B-5,N\0L,,,,\n",
            options("insert", MAPPING));
    assertThat(job.get("status").textValue()).isEqualTo("completed");
    assertThat(counts(job)).containsExactly(6, 6, 1, 0, 5);
    String errors = client.errors(job.get("id").textValue());
    assertThat(errors).startsWith("Code,Name,Sector,Revenue,Founded,Parent,line,reason\r\n");
    assertThat(errors)
        .contains("B-2,\"'=HYPERLINK(\"\"x\"\")\",technolgy,12x,2020-02-31,,3,")
        .contains("\"\"technology\"\" is")
        .contains("no number: \"\"12x\"\"")
        .contains("B-3,Ragged,retail,,,,4,")
        .contains("B-4,Orphan,,,,Nobody,5,")
        .contains("B-1,Twice,,,,,6,")
        .contains("B-5,N\u2400L,,,,,7,");
    String chinese =
        client
            .api()
            .with("Accept-Language", "zh-CN")
            .get("/api/v1/imports/" + job.get("id").textValue() + "/errors.csv")
            .text();
    assertThat(chinese).contains("这不是数字");
  }

  @Test
  void theCommonestReasonsOfRefusedRowsAreCounted() {
    JsonNode job =
        client.run(
            "Name,Sector\na,technolgy\nb,retail\nc,no such thing\nd,technolgy\n",
            options("insert", "\"mapping\": {\"Name\": \"name\", \"Sector\": \"sector\"}"));
    String path = "/api/v1/imports/" + job.get("id").textValue() + "/errors";
    JsonNode reasons = client.api().get(path).json().get("reasons");
    assertThat(reasons.findValuesAsText("rows")).containsExactly("2", "1");
    assertThat(reasons.findValuesAsText("line")).containsExactly("2", "4");
    assertThat(reasons.at("/0/message").textValue()).contains("technology");
    assertThat(new ImportClient(ApiClient.signUp()).api().get(path).status()).isEqualTo(404);
  }

  @Test
  void rowMayReferToOneFurtherDown() {
    JsonNode job =
        client.run(
            "Name,Parent\nleaf,twig\ntwig,branch\nbranch,root\nroot,\nlost,nowhere\nself,self\n",
            options("insert", "\"mapping\": {\"Name\": \"name\", \"Parent\": \"parent.name\"}"));
    assertThat(job.get("status").textValue()).isEqualTo("completed");
    assertThat(counts(job)).containsExactly(6, 6, 4, 0, 2);
    assertThat(client.count("company", "parent.name = \"root\"")).isEqualTo(1);
    assertThat(client.errors(job.get("id").textValue()))
        .contains("lost,nowhere")
        .doesNotContain("leaf");
  }

  @Test
  void upsertMatchesByKeyAndKeepsWhatBlankCellsDoNotSay() {
    client.run(
        "Code,Name,Revenue\nK-1,One,10\nK-2,Two,20\n",
        options("insert", mapping("Code", "Name", "Revenue")));
    JsonNode job =
        client.run(
            "Code,Name,Revenue\nk-1,Uno,\nK-3,Three,30\n",
            options("upsert", mapping("Code", "Name", "Revenue")));
    assertThat(counts(job)).containsExactly(2, 2, 1, 1, 0);
    assertThat(find(client.records("company", "name,revenue"), "Uno").get("revenue").intValue())
        .isEqualTo(10);
    job =
        client.run(
            "Code,Name,Revenue\nK-1,Uno,\n",
            options(
                "upsert",
                "\"key\": \"code\", \"blanks\": \"clear\", " + mapping("Code", "Name", "Revenue")));
    assertThat(counts(job)).containsExactly(1, 1, 0, 1, 0);
    assertThat(find(client.records("company", "name,revenue"), "Uno").get("revenue").isNull())
        .isTrue();
  }

  @Test
  void updateChangesOnlyWhatIsThere() {
    client.run("Code,Name\nU-1,One\n", options("insert", mapping("Code", "Name")));
    JsonNode job =
        client.run("Code,Name\nU-1,Eins\nU-2,Zwei\n", options("update", mapping("Code", "Name")));
    assertThat(counts(job)).containsExactly(2, 2, 0, 1, 1);
    String id = find(client.records("company", "id,name"), "Eins").get("id").textValue();
    job =
        client.run(
            "Id,Name\n" + id + ",Uno\nnonsense,X\n",
            options("update", "\"mapping\": {\"Id\": \"id\", \"Name\": \"name\"}"));
    assertThat(counts(job)).containsExactly(2, 2, 0, 1, 1);
    assertThat(client.count("company", "name = \"Uno\"")).isEqualTo(1);
  }

  @Test
  void textsAreReplacedBeforeTheyAreRead() {
    JsonNode job =
        client.run(
            "Name,Sector\nA,technolgy\nB,retail\n",
            options(
                "insert",
                "\"replace\": {\"Sector\": {\"technolgy\": \"technology\"}}, \"values\": {\"revenue\": 5}, "
                    + mapping("Name", "Sector")));
    assertThat(counts(job)).containsExactly(2, 2, 2, 0, 0);
    assertThat(client.count("company", "sector = \"technology\" && revenue = 5")).isEqualTo(1);
  }

  @Test
  void abortTakesBackEverything() {
    client.run("Code,Name\nX-1,Before\n", options("insert", mapping("Code", "Name")));
    var file = new StringBuilder("Code,Name,Revenue\nX-1,Changed,1\n");
    for (int i = 2; i < 2_500; i++) {
      file.append("X-").append(i).append(",Row ").append(i).append(",1\n");
    }
    file.append("X-9999,Bad,nonsense\n");
    JsonNode job =
        client.run(
            file.toString(),
            options("upsert", "\"on_error\": \"abort\", " + mapping("Code", "Name", "Revenue")));
    assertThat(job.get("status").textValue()).isEqualTo("failed");
    assertThat(job.get("created").intValue()).isZero();
    assertThat(job.get("failed").intValue()).isEqualTo(1);
    assertThat(job.get("error").textValue()).isNotBlank();
    assertThat(client.errors(job.get("id").textValue())).contains("X-9999,Bad,nonsense");
    assertThat(client.count("company")).isEqualTo(1);
    assertThat(client.count("company", "name = \"Before\"")).isEqualTo(1);
  }

  @Test
  void undoRemovesWhatWasCreatedAndRestoresWhatWasChanged() {
    client.run(
        "Code,Name,Revenue\nZ-1,One,10\nZ-2,Two,20\n",
        options("insert", mapping("Code", "Name", "Revenue")));
    JsonNode job =
        client.run(
            "Code,Name,Revenue\nZ-1,Uno,11\nZ-2,Dos,22\nZ-3,Tres,33\nZ-4,Cuatro,44\n",
            options("upsert", mapping("Code", "Name", "Revenue")));
    assertThat(counts(job)).containsExactly(4, 4, 2, 2, 0);
    String id = find(client.records("company", "id,name"), "Cuatro").get("id").textValue();
    assertThat(client.api().patch("/api/v1/records/company/" + id, "{\"revenue\": 45}").status())
        .isEqualTo(200);

    JsonNode undone = client.undo(job.get("id").textValue());

    assertThat(undone.get("status").textValue()).isEqualTo("undone");
    JsonNode report = undone.get("undo");
    assertThat(report.get("removed").intValue()).isEqualTo(1);
    assertThat(report.get("restored").intValue()).isEqualTo(2);
    assertThat(report.get("kept").intValue()).isEqualTo(1);
    assertThat(report.at("/reasons/0/code").textValue()).isEqualTo("changed_since");
    assertThat(report.at("/reasons/0/records/0").textValue()).isEqualTo(id);
    assertThat(client.records("company", "name,revenue"))
        .extracting(record -> record.get("name").textValue() + record.get("revenue").intValue())
        .containsExactly("Cuatro45", "One10", "Two20");
  }

  @Test
  void undoReachesRecordsThatOneImportTouchedTwice() {
    var file = new StringBuilder("Code,Name\n");
    for (int i = 0; i < 1_500; i++) {
      file.append("D-").append(i).append(",Row\n");
    }
    file.append("D-0,Again\n");
    JsonNode job = client.run(file.toString(), options("upsert", mapping("Code", "Name")));
    assertThat(counts(job)).containsExactly(1_501, 1_501, 1_500, 1, 0);
    JsonNode report = client.undo(job.get("id").textValue()).get("undo");
    assertThat(report.get("kept").intValue()).as(report.toString()).isZero();
    assertThat(client.count("company")).isZero();
  }

  @Test
  void importOfReferencesAmongItselfIsUndoneWhole() {
    JsonNode job =
        client.run(
            "Name,Parent\nchild,root\nroot,\n",
            options("insert", "\"mapping\": {\"Name\": \"name\", \"Parent\": \"parent.name\"}"));
    assertThat(counts(job)).containsExactly(2, 2, 2, 0, 0);
    assertThat(client.undo(job.get("id").textValue()).at("/undo/removed").intValue()).isEqualTo(2);
    assertThat(client.count("company")).isZero();
  }

  @Test
  void previewTellsEncodingColumnsAndSuggestions() {
    String text =
        "编号,公司名称,行业,收入,成立日期,母公司\nC-1,速阳科技,科技,\"1,200.50\",2024年3月5日,华东\nC-2,华东,retail,3,2023年12月1日,\n";
    JsonNode preview =
        client.preview(text.getBytes(Charset.forName("GB18030")), "{\"object\": \"company\"}");
    assertThat(preview.get("encoding").textValue()).isEqualTo("gb18030");
    assertThat(preview.get("separator").textValue()).isEqualTo(",");
    assertThat(preview.get("rows").intValue()).isEqualTo(2);
    assertThat(
            StreamSupport.stream(preview.get("columns").spliterator(), false)
                .map(column -> column.at("/suggestion/field").asText()))
        .contains("sector", "revenue", "founded", "parent.name");
    assertThat(preview.at("/columns/4/type").textValue()).isEqualTo("date");
    assertThat(preview.at("/columns/4/date_format").textValue()).isEqualTo("yyyy年M月d日");
    assertThat(preview.at("/columns/3/type").textValue()).isEqualTo("number");
    assertThat(preview.at("/columns/0/samples/0").textValue()).isEqualTo("C-1");
  }

  @Test
  void previewWarnsOfWhatWillGiveTrouble() {
    JsonNode preview =
        client.preview(
            "name,name,founded\na,b,01/02/2024\nc,d\ne,f,03/04/2024\n".getBytes(UTF_8),
            "{\"object\": \"company\"}");
    assertThat(
            StreamSupport.stream(preview.get("warnings").spliterator(), false)
                .map(warning -> warning.get("code").textValue()))
        .contains("duplicate_header", "ambiguous_dates", "rows_with_too_few_cells");
    assertThat(preview.at("/warnings/0/message").textValue()).contains("name (2)");
  }

  @Test
  void everythingWrongWithTheOptionsIsSaidAtOnce() {
    Answer answer =
        client.upload(
            "/api/v1/imports",
            "Code,Name\n1,2\n".getBytes(UTF_8),
            """
            {"object": "company", "operation": "upsert", "key": "revenue",
             "mapping": {"Code": "codex", "Nope": "name", "Name": "created_at"}}""");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(violations(answer))
        .contains(
            "/options/mapping/Code unknown_field",
            "/options/mapping/Nope unknown_column",
            "/options/mapping/Name read_only",
            "/options/key not_a_key");
    answer =
        client.upload(
            "/api/v1/imports",
            "a\n1\n".getBytes(UTF_8),
            "{\"operation\": \"x\", \"time_zone\": \"Mars\", \"colour\": 1}");
    assertThat(violations(answer))
        .contains(
            "/options/object required",
            "/options/operation not_one_of",
            "/options/time_zone bad_time_zone",
            "/options/colour unknown_property",
            "/options/mapping required");
    assertThat(client.upload("/api/v1/imports", "a\n1\n".getBytes(UTF_8), "{").status())
        .isEqualTo(400);
  }

  @Test
  void whatIsNoTableIsRefusedAtOnce() {
    Answer answer =
        client.upload(
            "/api/v1/imports", "%PDF-1.7".getBytes(UTF_8), options("insert", mapping("Name")));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(violations(answer)).containsExactly("/file not_a_table");
  }

  @Test
  void onlyWhoMayImportImports() {
    client.define(
        """
        {"kind": "permission_set", "name": "clerk", "label": "Clerk", "objects": {"company": ["create", "read", "edit"]},
         "fields": {"company.*": "edit"}}""");
    Answer user =
        client
            .api()
            .post(
                "/api/v1/users",
                "{\"username\": \"clerk\", \"email\": \"clerk@x.test\", \"name\": \"Clerk\", \"password\": \"%s\", \"permission_sets\": [\"clerk\"]}"
                    .formatted(ApiClient.PASSWORD));
    assertThat(user.status()).as(user.text()).isEqualTo(201);
    var clerk =
        new ImportClient(
            ApiClient.anonymous().signIn(client.api().tenant(), "clerk", ApiClient.PASSWORD));
    byte[] file = "Name\nx\n".getBytes(UTF_8);
    assertThat(clerk.upload("/api/v1/imports", file, options("insert", mapping("Name"))).status())
        .isEqualTo(403);
    assertThat(clerk.upload("/api/v1/imports/preview", file, "{\"object\": \"company\"}").status())
        .isEqualTo(403);
    assertThat(clerk.api().get("/api/v1/records/company/export").status()).isEqualTo(403);
    String id = client.start(file, options("insert", mapping("Name")));
    assertThat(clerk.api().get("/api/v1/imports/" + id).status()).isEqualTo(404);
    assertThat(clerk.api().get("/api/v1/imports").json().get("imports")).isEmpty();
    var stranger = new ImportClient(ApiClient.signUp());
    assertThat(stranger.api().get("/api/v1/imports/" + id).status()).isEqualTo(404);
    assertThat(stranger.api().delete("/api/v1/imports/" + id).status()).isEqualTo(404);
    assertThat(stranger.api().get("/api/v1/imports/" + id + "/errors.csv").status()).isEqualTo(404);
    client.finished(id);
  }

  @Test
  void importsAreListedNewestFirst() {
    String first =
        client.run("Name\na\n", options("insert", mapping("Name"))).get("id").textValue();
    String second =
        client.run("Name\nb\n", options("insert", mapping("Name"))).get("id").textValue();
    JsonNode page = client.api().get("/api/v1/imports?limit=1").json();
    assertThat(page.at("/imports/0/id").textValue()).isEqualTo(second);
    assertThat(page.at("/imports/0/file").textValue()).isEqualTo("data.csv");
    JsonNode next =
        client
            .api()
            .get("/api/v1/imports?limit=1&cursor=" + page.get("next_cursor").textValue())
            .json();
    assertThat(next.at("/imports/0/id").textValue()).isEqualTo(first);
    assertThat(next.get("next_cursor").isNull()).isTrue();
  }

  @Test
  void cancelStopsAndWhatWasDoneStaysUndoable() {
    var file = new StringBuilder("Name\n");
    for (int i = 0; i < 60_000; i++) {
      file.append("row ").append(i).append('\n');
    }
    String id = client.start(file.toString().getBytes(UTF_8), options("insert", mapping("Name")));
    assertThat(client.api().post("/api/v1/imports/" + id + "/cancel", "{}").status())
        .isEqualTo(200);
    JsonNode job = client.finished(id);
    assertThat(job.get("status").textValue()).isEqualTo("cancelled");
    assertThat(client.count("company"))
        .isEqualTo(job.get("created").longValue())
        .isLessThan(60_000);
    assertThat(client.api().post("/api/v1/imports/" + id + "/cancel", "{}").status())
        .isEqualTo(409);
    client.undo(id);
    assertThat(client.count("company")).isZero();
  }

  private static String options(String operation, String rest) {
    return "{\"object\": \"company\", \"operation\": \"" + operation + "\", " + rest + "}";
  }

  /** Headers that are the names of fields. */
  private static String mapping(String... columns) {
    var mapping = new StringBuilder();
    for (String column : columns) {
      mapping
          .append(mapping.isEmpty() ? "" : ", ")
          .append("\"%s\": \"%s\"".formatted(column, column.toLowerCase(Locale.ROOT)));
    }
    return "\"mapping\": {" + mapping + "}";
  }

  private static List<Integer> counts(JsonNode job) {
    return Stream.of("total", "done", "created", "updated", "failed")
        .map(name -> job.get(name).intValue())
        .toList();
  }

  private static JsonNode find(List<JsonNode> records, String name) {
    return records.stream()
        .filter(record -> record.get("name").textValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> violations(Answer answer) {
    return StreamSupport.stream(answer.json().get("violations").spliterator(), false)
        .map(
            violation ->
                violation.get("pointer").textValue() + " " + violation.get("code").textValue())
        .toList();
  }
}
