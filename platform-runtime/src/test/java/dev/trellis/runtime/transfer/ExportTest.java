package dev.trellis.runtime.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import dev.trellis.runtime.transfer.table.Cell;
import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.runtime.transfer.table.Table;
import dev.trellis.runtime.transfer.table.TableFile;
import dev.trellis.runtime.transfer.table.TableLimits;
import dev.trellis.runtime.transfer.table.TableOptions;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class ExportTest {
  @TempDir Path folder;

  private ImportClient client;

  @BeforeEach
  void fill() {
    client = new ImportClient(ApiClient.signUp());
    client.define(
        """
        {"kind": "object", "name": "deal", "label": {"en": "Deal", "zh-CN": "商机"}}""",
        """
        {"kind": "field", "name": "deal.amount", "label": {"en": "Amount", "zh-CN": "金额"}, "type": "currency"}""",
        """
        {"kind": "field", "name": "deal.closed", "label": {"en": "Closed", "zh-CN": "关闭日期"}, "type": "date"}""",
        """
        {"kind": "field", "name": "deal.note", "label": "Note", "type": "long_text"}""",
        """
        {"kind": "field", "name": "deal.parent", "label": "Parent", "type": "reference", "to": ["deal"]}""");
    client.run(
        "name,amount,closed,note,parent\nroot,-12.50,2024-02-29,\"two\nlines, \"\"quoted\"\"\",\n=1+1,3,,@SUM(A1),root\n速阳,1234567.89,,,\n",
        "{\"object\": \"deal\", \"operation\": \"insert\", \"mapping\": {\"name\": \"name\", \"amount\": \"amount\", \"closed\": \"closed\","
            + " \"note\": \"note\", \"parent\": \"parent.name\"}}");
  }

  @Test
  void csvNeutralisesFormulasAndKeepsNumbers() {
    Answer answer = export("format=csv&sort=amount&fields=name,amount,closed,note,parent.name");
    assertThat(answer.header("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(answer.header("content-disposition"))
        .hasValueSatisfying(name -> assertThat(name).contains("deal-"));
    String root =
        client.records("deal", "id,name").stream()
            .filter(r -> r.get("name").asText().equals("root"))
            .findFirst()
            .orElseThrow()
            .get("id")
            .asText();
    assertThat(answer.text())
        .isEqualTo(
            "name,amount,closed,note,parent,parent.name\r\n"
                + "root,-12.5,2024-02-29,\"two\nlines, \"\"quoted\"\"\",,\r\n"
                + "'=1+1,3,,'@SUM(A1),"
                + root
                + ",root\r\n"
                + "速阳,1234567.89,,,,\r\n");
  }

  @Test
  void labelsAndByteOrderMarkAreThereOnRequest() {
    Answer answer =
        client
            .api()
            .with("Accept-Language", "zh-CN")
            .get(
                "/api/v1/records/deal/export?bom=true&labels=true&fields=name,amount,closed&filter="
                    + ImportClient.encode("name = \"速阳\""));
    assertThat(answer.text()).isEqualTo("\ufeff名称,金额,关闭日期\r\n速阳,1234567.89,\r\n");
  }

  @Test
  void jsonLinesAreRecords() {
    String[] lines = export("format=jsonl&fields=name,parent.name&sort=-amount").text().split("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).contains("速阳");
    assertThat(lines[1]).contains("\"parent\":{").contains("\"name\":\"root\"");
  }

  @Test
  void workbookIsReadableAndTyped() throws IOException {
    Answer answer = export("format=xlsx&sort=amount&fields=name,amount,closed");
    assertThat(answer.header("content-type"))
        .hasValueSatisfying(type -> assertThat(type).contains("spreadsheetml"));
    Path file = Files.write(folder.resolve("export.xlsx"), answer.response().body());
    List<List<Cell>> rows = rows(file);
    assertThat(rows.getFirst())
        .containsExactly(Cell.written("root"), Cell.exact("-12.5"), Cell.exact("2024-02-29"));
    assertThat(rows.get(1).getFirst()).isEqualTo(Cell.written("'=1+1"));
  }

  @Test
  void whatIsWrongIsSaidBeforeTheFileBegins() {
    assertThat(export("format=pdf").status()).isEqualTo(422);
    assertThat(export("filter=nonsense").status()).isEqualTo(422);
    assertThat(export("fields=secret").status()).isEqualTo(422);
    assertThat(client.api().get("/api/v1/records/nothing/export").status()).isEqualTo(404);
    assertThat(ApiClient.anonymous().get("/api/v1/records/deal/export").status()).isEqualTo(401);
  }

  @Test
  void manyPagesComeInOrderAndWhole() throws IOException {
    var file = new StringBuilder("name,amount\n");
    for (int i = 0; i < 3_500; i++) {
      file.append("row ").append(i).append(',').append(i + 1_000_000_000L).append('\n');
    }
    client.run(
        file.toString(),
        "{\"object\": \"deal\", \"mapping\": {\"name\": \"name\", \"amount\": \"amount\"}}");
    String query =
        "&sort=amount&fields=name,amount&filter=" + ImportClient.encode("amount >= 1000000000");
    String[] lines = export("format=csv" + query).text().split("\r\n");
    assertThat(lines).hasSize(3_501);
    assertThat(lines[3_500]).isEqualTo("row 3499,1000003499");
    Path book =
        Files.write(folder.resolve("many.xlsx"), export("format=xlsx" + query).response().body());
    assertThat(rows(book)).hasSize(3_500);
    assertThat(export("format=jsonl" + query).text().lines()).hasSize(3_500);
  }

  private Answer export(String query) {
    return client.api().get("/api/v1/records/deal/export?" + query);
  }

  private static List<List<Cell>> rows(Path file) {
    var rows = new ArrayList<List<Cell>>();
    try (Table table = TableFile.inspect(file, TableOptions.NONE, TableLimits.DEFAULT).open()) {
      for (Row row = table.next(); row != null; row = table.next()) {
        rows.add(row.cells());
      }
    }
    return rows;
  }
}
