package dev.trellis.runtime.formula;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.SampleValues;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.runtime.http.JsonBytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The corpus that stands beside the project, run by any engine. Its README says what a case is and
 * how answers are compared.
 */
final class FormulaCorpus {
  private static final Path FOLDER = Path.of("..", "..", "shared", "conformance", "formula");
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");

  private FormulaCorpus() {}

  interface Run {
    List<TryOut.Outcome> over(TryOut tryOut, List<JsonNode> rows);
  }

  static boolean has(String file) {
    return Files.exists(FOLDER.resolve(file));
  }

  /** What does not come to what the corpus expects. */
  static List<String> failures(String file, Run run) throws IOException {
    var failures = new ArrayList<String>();
    for (String line : Files.readAllLines(FOLDER.resolve(file))) {
      JsonNode formula = MAPPER.readTree(line);
      for (Blanks blanks : Blanks.values()) {
        check(formula, blanks, run, failures);
      }
    }
    return failures;
  }

  private static void check(JsonNode formula, Blanks blanks, Run run, List<String> failures) {
    if (!(tryOut(formula, blanks) instanceof Checked.Valid<TryOut>(TryOut tryOut))) {
      failures.add(formula.get("name") + " is refused: " + formula.get("formula"));
      return;
    }
    List<JsonNode> rows = formula.get("rows").valueStream().toList();
    List<TryOut.Outcome> outcomes =
        run.over(tryOut, rows.stream().map(row -> row.get("in")).toList());
    for (int i = 0; i < rows.size(); i++) {
      JsonNode expected = rows.get(i).get(blanks == Blanks.ZERO ? "zero" : "blank");
      boolean approximately = rows.get(i).path("approx").booleanValue();
      if (!meets(outcomes.get(i), expected, formula, approximately)) {
        failures.add(
            "%s %s: %s over %s → %s, not %s"
                .formatted(
                    formula.get("name"),
                    blanks,
                    formula.get("formula"),
                    rows.get(i).get("in"),
                    outcomes.get(i),
                    expected));
      }
    }
  }

  private static Checked<TryOut> tryOut(JsonNode formula, Blanks blanks) {
    List<TryOut.Column> columns =
        formula.get("fields").valueStream().map(FormulaCorpus::column).toList();
    Integer scale = formula.has("scale") ? formula.get("scale").intValue() : null;
    return TryOut.of(
        columns,
        formula.get("formula").textValue(),
        new TryOut.Result(formula.get("returns").textValue(), scale),
        blanks,
        Instant.parse("2026-11-28T10:00:00Z"),
        ZoneId.of(formula.path("userTimeZone").asText("UTC")));
  }

  private static TryOut.Column column(JsonNode field) {
    return new TryOut.Column(
        field.get("name").textValue(),
        field.get("type").textValue(),
        field.path("formula").textValue());
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
    return expected
        .path("alt")
        .valueStream()
        .anyMatch(other -> meets(outcome, other, formula, approximately));
  }

  private static boolean matches(
      TryOut.Outcome outcome, JsonNode expected, JsonNode formula, boolean approximately) {
    if (!(outcome instanceof TryOut.Outcome.Value answer)) {
      return false;
    }
    JsonNode value = json(answer);
    return switch (formula.get("returns").textValue()) {
      case "number", "currency", "percent" -> number(value, expected, approximately);
      case "boolean" -> value.booleanValue() == expected.booleanValue();
      case "text" -> text(value, formula).equals(text(expected, formula));
      default -> value.equals(expected);
    };
  }

  private static JsonNode json(TryOut.Outcome.Value answer) {
    try {
      return MAPPER.readTree(JsonBytes.of(json -> SampleValues.write(json, answer.value())));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
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
