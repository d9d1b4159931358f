package dev.trellis.runtime.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.runtime.ApiClient;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The corpus that stands beside the project, worked out by PostgreSQL. Its README says what a case
 * is and how answers are compared.
 */
@QuarkusTest
class SqlCorpusTest {
  private static final Path CORPUS = Path.of("..", "..", "shared", "conformance", "formula");
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");

  /**
   * What Java works out instead: its regular expressions are not PostgreSQL's, which also rewrites
   * numbers and spaces of the JSON that it reads.
   */
  private static final Set<String> NOT_IN_SQL = Set.of("REGEX", "JSONVALUE", "JSONPATHVALUE");

  @ParameterizedTest
  @ValueSource(strings = {"formula_visible.jsonl", "formula_units_visible.jsonl"})
  void everyRowComesToWhatTheCorpusExpects(String file) throws IOException {
    assumeTrue(Files.exists(CORPUS.resolve(file)), "SKIPPED: no corpus at " + CORPUS);
    ApiClient client = ApiClient.signUp();
    var failures = new ArrayList<String>();
    var inJava = new TreeSet<String>();
    for (String line : Files.readAllLines(CORPUS.resolve(file))) {
      JsonNode formula = MAPPER.readTree(line);
      for (String blanks : List.of("zero", "null")) {
        if (!check(client, formula, blanks, failures).equals("sql")) {
          inJava.add(formula.get("formula").textValue());
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(inJava)
        .allSatisfy(
            formula ->
                assertThat(NOT_IN_SQL)
                    .anySatisfy(name -> assertThat(formula).containsIgnoringCase(name + "(")));
  }

  private static String check(
      ApiClient client, JsonNode formula, String blanks, List<String> failures) throws IOException {
    ObjectNode request = MAPPER.createObjectNode();
    request.set("fields", formula.get("fields"));
    request.set("expression", formula.get("formula"));
    request.set("returns", formula.get("returns"));
    if (formula.has("scale")) {
      request.set("scale", formula.get("scale"));
    }
    request.put("time_zone", formula.path("userTimeZone").asText("UTC"));
    request.put("blanks", blanks).put("engine", "sql");
    formula.get("rows").forEach(row -> request.withArray("rows").add(row.get("in")));
    ApiClient.Answer answer = client.post("/api/v1/formulas/evaluate", request.toString());
    if (answer.status() != 200) {
      failures.add(formula.get("formula") + " " + answer.text());
      return "sql";
    }
    JsonNode results = MAPPER.readTree(answer.text());
    for (int i = 0; i < formula.get("rows").size(); i++) {
      JsonNode row = formula.get("rows").get(i);
      JsonNode expected = row.get(blanks.equals("zero") ? "zero" : "blank");
      JsonNode result = results.get("results").get(i);
      if (!meets(result, expected, formula, row.path("approx").booleanValue())) {
        failures.add(
            "%s: %s over %s → %s, not %s"
                .formatted(blanks, formula.get("formula"), row.get("in"), result, expected));
      }
    }
    return results.get("engine").textValue();
  }

  private static boolean meets(
      JsonNode result, JsonNode expected, JsonNode formula, boolean approximately) {
    if (!expected.isObject()) {
      return matches(result, expected, formula, approximately);
    }
    boolean isError = result.has("error");
    boolean isNull = !isError && result.get("value").isNull();
    if (expected.has("error") && isError || expected.has("errorOrNull") && (isError || isNull)) {
      return true;
    }
    if (expected.has("value") && matches(result, expected.get("value"), formula, approximately)) {
      return true;
    }
    for (JsonNode other : expected.path("alt")) {
      if (meets(result, other, formula, approximately)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(
      JsonNode result, JsonNode expected, JsonNode formula, boolean approximately) {
    if (result.has("error")) {
      return false;
    }
    JsonNode value = result.get("value");
    return switch (formula.get("returns").textValue()) {
      case "number", "currency", "percent" -> number(value, expected, approximately);
      case "boolean" -> value.booleanValue() == expected.booleanValue();
      case "text" -> text(value, formula).equals(text(expected, formula));
      default -> value.isNull() ? expected.isNull() : expected.asText().equals(value.asText());
    };
  }

  private static String text(JsonNode value, JsonNode formula) {
    String text = value.isNull() ? "" : value.asText();
    return formula.path("exactText").booleanValue() ? text : text.trim();
  }

  private static boolean number(JsonNode value, JsonNode expected, boolean approximately) {
    if (value.isNull() || expected.isNull()) {
      return value.isNull() && expected.isNull();
    }
    var wanted = new BigDecimal(expected.asText());
    BigDecimal off = value.decimalValue().subtract(wanted).abs();
    return approximately
        ? off.compareTo(TOLERANCE.multiply(wanted.abs().max(BigDecimal.ONE))) <= 0
        : off.signum() == 0;
  }
}
