package dev.trellis.runtime.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The walk-through of {@code docs/tutorial.md} with the real data set: four objects, four files,
 * and sums that must agree with the files. The documents and options are those of the tutorial,
 * read from it.
 */
@QuarkusTest
class SalesDataTest {
  private static final Path DATA = Path.of("../../shared/data/crm-sales");
  private static final Path TUTORIAL = Path.of("../docs/tutorial.md");

  private final ImportClient client = new ImportClient(ApiClient.signUp());

  @BeforeAll
  static void dataIsThere() {
    if (!Files.isDirectory(DATA)) {
      System.err.println(
          "SKIPPED: the sales data is not at "
              + DATA.toAbsolutePath().normalize()
              + "; nothing of it was tested");
    }
    Assumptions.assumeTrue(Files.isDirectory(DATA), "no sales data");
  }

  @Test
  void everythingComesInAndAddsUp() throws IOException {
    assertThat(client.api().post("/api/v1/metadata/change-sets", block("components.json")).status())
        .isBetween(200, 201);

    completes("accounts.csv", "accounts.json", 85);
    completes("products.csv", "products.json", 7);
    completes("sales_teams.csv", "agents.json", 35);
    completes("sales_pipeline.csv", "opportunities.json", 8_800);

    List<Map<String, String>> deals = rows("sales_pipeline.csv");
    assertThat(client.count("account")).isEqualTo(85);
    assertThat(client.count("product")).isEqualTo(7);
    assertThat(client.count("sales_agent")).isEqualTo(35);
    assertThat(client.count("opportunity")).isEqualTo(deals.size());
    assertThat(client.count("opportunity", "ISBLANK(account)"))
        .isEqualTo(count(deals, "account", ""));
    assertThat(client.count("opportunity", "ISBLANK(engage_date)"))
        .isEqualTo(count(deals, "engage_date", ""));
    assertThat(client.count("account", "ISBLANK(parent)"))
        .isEqualTo(count(rows("accounts.csv"), "subsidiary_of", ""));
    assertThat(client.count("account", "sector = \"technology\""))
        .isEqualTo(count(rows("accounts.csv"), "sector", "technolgy"));

    Map<String, String> offices =
        rows("sales_teams.csv").stream()
            .collect(
                Collectors.toMap(row -> row.get("sales_agent"), row -> row.get("regional_office")));
    assertThat(totals("stage")).isEqualTo(expected(deals, row -> row.get("deal_stage")));
    assertThat(totals("product.name"))
        .isEqualTo(expected(deals, row -> row.get("product").replace("GTXPro", "GTX Pro")));
    assertThat(totals("agent.regional_office"))
        .isEqualTo(expected(deals, row -> offices.get(row.get("sales_agent"))));
    assertThat(
            client.count(
                "opportunity", "close_date >= DATE(2017, 3, 1) && close_date <= DATE(2017, 3, 31)"))
        .isEqualTo(deals.stream().filter(row -> row.get("close_date").endsWith("-03-17")).count());
    assertThat(sum("account", "revenue"))
        .isEqualByComparingTo(sum(rows("accounts.csv"), "revenue"));
    assertThat(sum("account", "employees"))
        .isEqualByComparingTo(sum(rows("accounts.csv"), "employees"));
    assertThat(sum("product", "list_price"))
        .isEqualByComparingTo(sum(rows("products.csv"), "sales_price"));
  }

  @Test
  void previewFindsFormatsAndFields() throws IOException {
    assertThat(client.api().post("/api/v1/metadata/change-sets", block("components.json")).status())
        .isBetween(200, 201);
    JsonNode preview =
        client.preview(
            Files.readAllBytes(DATA.resolve("sales_pipeline.csv")),
            "{\"object\": \"opportunity\"}");
    Map<String, JsonNode> columns = new LinkedHashMap<>();
    preview.get("columns").forEach(column -> columns.put(column.get("name").textValue(), column));
    assertThat(preview.get("rows").intValue()).isEqualTo(8_800);
    assertThat(columns.get("engage_date").get("date_format").textValue()).isEqualTo("dd-MM-yy");
    assertThat(columns.get("deal_stage").get("type").textValue()).isEqualTo("picklist");
    assertThat(columns.get("close_value").at("/suggestion/field").textValue())
        .isEqualTo("close_value");
    assertThat(columns.get("account").at("/suggestion/field").textValue())
        .isEqualTo("account.name");
    assertThat(columns.get("opportunity_id").at("/suggestion/field").textValue()).isEqualTo("code");
    assertThat(columns.get("product").at("/suggestion/field").textValue())
        .isEqualTo("product.name");
  }

  @Test
  void wholeImportCanBeTakenBack() throws IOException {
    assertThat(client.api().post("/api/v1/metadata/change-sets", block("components.json")).status())
        .isBetween(200, 201);
    String id = completes("accounts.csv", "accounts.json", 85);
    assertThat(client.undo(id).at("/undo/removed").intValue()).isEqualTo(85);
    assertThat(client.count("account")).isZero();
    completes("accounts.csv", "accounts.json", 85);
  }

  private String completes(String file, String options, int rows) throws IOException {
    JsonNode job = client.run(Files.readAllBytes(DATA.resolve(file)), block(options));
    String id = job.get("id").textValue();
    assertThat(job.get("failed").intValue()).as(client.errors(id)).isZero();
    assertThat(job.get("status").textValue()).isEqualTo("completed");
    assertThat(job.get("created").intValue()).isEqualTo(rows);
    return id;
  }

  /** A document of the tutorial: what stands between {@code cat > name <<'END'} and {@code END}. */
  private static String block(String name) throws IOException {
    String text = Files.readString(TUTORIAL);
    int start = text.indexOf("cat > " + name + " <<'END'\n");
    assertThat(start).as("the tutorial has " + name).isPositive();
    int from = text.indexOf('\n', start) + 1;
    return text.substring(from, text.indexOf("\nEND\n", from));
  }

  /** Count and sum of the closed values by a field, from the records. */
  private Map<String, String> totals(String field) {
    JsonNode rows =
        client.query(
            """
            {"from": "opportunity", "group_by": ["%s"], "limit": 100,
             "aggregates": [{"fn": "count", "as": "n"}, {"fn": "sum", "field": "close_value", "as": "total"}]}"""
                .formatted(field));
    return StreamSupport.stream(rows.spliterator(), false)
        .collect(
            Collectors.toMap(
                row ->
                    (row.has(field) ? row.get(field) : row.at("/" + field.replace('.', '/')))
                        .asText(),
                row ->
                    row.get("n").asText()
                        + " deals, "
                        + row.get("total").decimalValue().stripTrailingZeros().toPlainString(),
                (a, b) -> a + b,
                TreeMap::new));
  }

  /** The same from the file. */
  private static Map<String, String> expected(
      List<Map<String, String>> deals, Function<Map<String, String>, String> key) {
    var groups =
        deals.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    var totals = new TreeMap<String, String>();
    groups.forEach(
        (name, rows) ->
            totals.put(
                name,
                rows.size()
                    + " deals, "
                    + sum(rows, "close_value").stripTrailingZeros().toPlainString()));
    return totals;
  }

  private BigDecimal sum(String object, String field) {
    return client
        .query(
            "{\"from\": \"%s\", \"aggregates\": [{\"fn\": \"sum\", \"field\": \"%s\", \"as\": \"total\"}]}"
                .formatted(object, field))
        .get(0)
        .get("total")
        .decimalValue();
  }

  private static BigDecimal sum(List<Map<String, String>> rows, String column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(value -> !value.isEmpty())
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static long count(List<Map<String, String>> rows, String column, String value) {
    return rows.stream().filter(row -> row.get(column).equals(value)).count();
  }

  /** These files have no quotes, so that they can be read without what is tested here. */
  private static List<Map<String, String>> rows(String file) {
    try {
      List<String> lines = Files.readAllLines(DATA.resolve(file));
      String[] header = lines.getFirst().split(",");
      var rows = new ArrayList<Map<String, String>>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < header.length; i++) {
          row.put(header[i], cells[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
