package dev.trellis.metadata.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trellis.metadata.expression.Checked;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The corpus that stands beside the project, derived from the tests of the engine whose language we
 * follow. Its README says what a case is and how answers are compared.
 */
class FormulaCorpusTest {
  private static final Path CORPUS = Path.of("..", "..", "shared", "conformance", "formula");
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");

  @ParameterizedTest
  @ValueSource(strings = {"formula_visible.jsonl", "formula_units_visible.jsonl"})
  void everyRowComesToWhatTheCorpusExpects(String file) throws IOException {
    assumeTrue(Files.exists(CORPUS.resolve(file)), "SKIPPED: no corpus at " + CORPUS);
    var failures = new ArrayList<String>();
    int rows = 0;
    for (String line : Files.readAllLines(CORPUS.resolve(file))) {
      JsonNode formula = MAPPER.readTree(line);
      for (Blanks blanks : Blanks.values()) {
        rows += check(formula, blanks, failures);
      }
    }
    assertThat(rows).isGreaterThan(200);
    assertThat(failures).as("of %d rows", rows).isEmpty();
  }

  private static int check(JsonNode formula, Blanks blanks, List<String> failures) {
    var columns = new ArrayList<TryOut.Column>();
    formula
        .get("fields")
        .forEach(
            field ->
                columns.add(
                    new TryOut.Column(
                        field.get("name").textValue(),
                        field.get("type").textValue(),
                        field.has("formula") ? field.get("formula").textValue() : null)));
    var result =
        new TryOut.Result(
            formula.get("returns").textValue(),
            formula.has("scale") ? formula.get("scale").intValue() : null);
    Checked<TryOut> checked =
        TryOut.of(
            columns,
            formula.get("formula").textValue(),
            result,
            blanks,
            Instant.parse("2026-11-28T10:00:00Z"),
            ZoneId.of(formula.path("userTimeZone").asText("UTC")));
    if (!(checked instanceof Checked.Valid<TryOut>(TryOut tryOut))) {
      failures.add(formula.get("name") + ": " + formula.get("formula") + " → " + checked);
      return 0;
    }
    int rows = 0;
    for (JsonNode row : formula.get("rows")) {
      rows++;
      TryOut.Outcome outcome = tryOut.over(row.get("in"));
      JsonNode expected = row.get(blanks == Blanks.ZERO ? "zero" : "blank");
      if (!meets(outcome, expected, formula, row.path("approx").booleanValue())) {
        failures.add(
            "%s %s: %s over %s → %s, not %s"
                .formatted(
                    formula.get("name"),
                    blanks,
                    formula.get("formula"),
                    row.get("in"),
                    outcome,
                    expected));
      }
    }
    return rows;
  }

  private static boolean meets(
      TryOut.Outcome outcome, JsonNode expected, JsonNode formula, boolean approximately) {
    if (!expected.isObject()) {
      return matches(outcome, expected, formula, approximately);
    }
    boolean isError = outcome instanceof TryOut.Outcome.Error;
    boolean isNull = outcome instanceof TryOut.Outcome.Value(Object value) && value == null;
    if (expected.has("error") && isError || expected.has("errorOrNull") && (isError || isNull)) {
      return true;
    }
    if (expected.has("value") && matches(outcome, expected.get("value"), formula, approximately)) {
      return true;
    }
    for (JsonNode other : expected.path("alt")) {
      if (meets(outcome, other, formula, approximately)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(
      TryOut.Outcome outcome, JsonNode expected, JsonNode formula, boolean approximately) {
    if (!(outcome instanceof TryOut.Outcome.Value(Object value))) {
      return false;
    }
    return switch (formula.get("returns").textValue()) {
      case "number", "currency", "percent" -> number(value, expected, approximately);
      case "boolean" -> Boolean.TRUE.equals(value) == expected.booleanValue();
      case "text" ->
          text(value == null ? "" : value.toString(), formula)
              .equals(text(expected.isNull() ? "" : expected.asText(), formula));
      default ->
          value == null
              ? expected.isNull()
              : expected
                  .asText()
                  .equals(value instanceof LocalTime time ? Times.text(time) : value.toString());
    };
  }

  private static String text(String text, JsonNode formula) {
    return formula.path("exactText").booleanValue() ? text : text.trim();
  }

  private static boolean number(@Nullable Object value, JsonNode expected, boolean approximately) {
    if (value == null || expected.isNull()) {
      return value == null && expected.isNull();
    }
    var wanted = new BigDecimal(expected.asText());
    BigDecimal off = ((BigDecimal) value).subtract(wanted).abs();
    return approximately
        ? off.compareTo(TOLERANCE.multiply(wanted.abs().max(BigDecimal.ONE))) <= 0
        : off.signum() == 0;
  }
}
