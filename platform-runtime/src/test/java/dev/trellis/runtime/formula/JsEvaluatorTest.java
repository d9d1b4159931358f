package dev.trellis.runtime.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.metadata.expression.Function;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluator of browsers means what the server's does. */
class JsEvaluatorTest {
  private static final Instant NOW = Instant.parse("2026-11-28T20:15:30.123Z");
  private static final int FORMULAS = Integer.getInteger("formula.random", 1_500);
  private static final int ROWS = 12;

  private static final JsEvaluator JS = new JsEvaluator();

  @BeforeAll
  static void needsTheInterface() {
    assumeTrue(
        JsEvaluator.class.getResource("/META-INF/formula/formula.mjs") != null,
        "SKIPPED: built without the interface");
  }

  @AfterAll
  static void stop() {
    JS.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"formula_visible.jsonl", "formula_units_visible.jsonl"})
  void everyRowComesToWhatTheCorpusExpects(String file) throws IOException {
    assumeTrue(FormulaCorpus.has(file), "SKIPPED: no corpus");
    assertThat(FormulaCorpus.failures(file, JS::over)).isEmpty();
  }

  @Test
  void itHasLearntEveryFunction() {
    assertThat(JS.knownFunctions())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Function.values()).map(Function::wire).toList());
  }

  @Test
  void itKnowsTheSameCurrencies() {
    List<ObjectNode> rows =
        Stream.concat(
                Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode),
                Stream.of("nope", "eur"))
            .map(code -> JsonNodeFactory.instance.objectNode().put("t", code).put("n", "-1234.5"))
            .toList();
    String source = "FORMATCURRENCY(t, n)";
    assertThat(differences(source, tryOut("text", source, Blanks.ZERO, "UTC"), rows)).isEmpty();
  }

  @Test
  void deepFormulasFitItsStack() {
    String deep = "(1 + ".repeat(48) + "n" + ")".repeat(48);
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("n", 1);
    assertThat(JS.over(tryOut("number", deep, Blanks.ZERO, "UTC"), List.of(row)))
        .containsExactly(new TryOut.Outcome.Value(new BigDecimal("49")));
  }

  @Test
  void whatItCannotTellIsNotGuessedAndNotCaught() {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("t", "aa");
    TryOut tryOut = tryOut("boolean", "IFERROR(REGEX(t, \"(a)\\\\1\"), TRUE)", Blanks.ZERO, "UTC");
    assertThat(JS.over(tryOut, List.of(row)))
        .singleElement()
        .satisfies(outcome -> assertThat(code(outcome)).isEqualTo("only_server_knows"));
  }

  @Test
  void aFormulaThatTheServerAbandonsDoesNotHoldTheBrowser() {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("t", "a".repeat(2_000) + "c");
    TryOut tryOut = tryOut("boolean", "REGEX(t, \"(a*)*b\")", Blanks.ZERO, "UTC");
    assertThat(code(tryOut.over(row))).isEqualTo("regular_expression_too_slow");
    assertThat(JS.over(tryOut, List.of(row))).containsExactly(new TryOut.Outcome.Value(false));
  }

  @Test
  void ratesAndAddressesComeToTheSame() {
    ObjectNode full = JsonNodeFactory.instance.objectNode().put("t", "EUR").put("u", "ä&b");
    full.put("$Organization.Currency", "EUR");
    ObjectNode blank = full.deepCopy();
    blank.remove("t");
    var differences = new ArrayList<String>();
    for (String formula :
        List.of("CURRENCYRATE(t)", "CURRENCYRATE(\"USD\")", "IFERROR(CURRENCYRATE(u), 0)")) {
      differences.addAll(
          differences(
              formula, tryOut("number", formula, Blanks.NULL, "UTC"), List.of(full, blank)));
    }
    for (String formula :
        List.of("URLFOR($Action.deal.Edit, t, \"a b\", u)", "URLFOR(\"/o/deal?x=1\", u, t)")) {
      differences.addAll(
          differences(formula, tryOut("text", formula, Blanks.NULL, "UTC"), List.of(full, blank)));
    }
    assertThat(differences).isEmpty();
    TryOut address = tryOut("text", "URLFOR($Action.deal.Edit, t, u, t)", Blanks.NULL, "UTC");
    assertThat(JS.over(address, List.of(full)))
        .containsExactly(new TryOut.Outcome.Value("/o/deal/EUR/edit?%C3%A4%26b=EUR"));
  }

  @Test
  void randomFormulasComeToTheSame() {
    var differences = new ArrayList<String>();
    for (long seed = 0; seed < FORMULAS; seed++) {
      var random = new RandomFormulas(seed);
      RandomFormulas.Formula formula = random.next();
      Blanks blanks = seed % 2 == 0 ? Blanks.ZERO : Blanks.NULL;
      String zone = List.of("UTC", "Asia/Shanghai", "America/New_York").get((int) (seed % 3));
      differences.addAll(
          differences(
              formula.source(),
              tryOut(formula.type(), formula.source(), blanks, zone),
              Stream.generate(random::row).limit(ROWS).toList()));
    }
    assertThat(differences.stream().limit(20)).isEmpty();
  }

  private static TryOut tryOut(String type, String source, Blanks blanks, String zone) {
    return TryOut.of(
            RandomFormulas.COLUMNS,
            source,
            new TryOut.Result(type, null),
            blanks,
            NOW,
            ZoneId.of(zone))
        .orThrow();
  }

  private static List<String> differences(
      String source, TryOut tryOut, List<? extends JsonNode> rows) {
    List<TryOut.Outcome> found = JS.over(tryOut, rows);
    var differences = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++) {
      String expected = shown(tryOut.over(rows.get(i)));
      String got = shown(found.get(i));
      if (!expected.equals(got)) {
        differences.add("%s over %s: java %s, js %s".formatted(source, rows.get(i), expected, got));
      }
    }
    return differences;
  }

  private static String shown(TryOut.Outcome outcome) {
    return switch (outcome) {
      case TryOut.Outcome.Value(BigDecimal number) ->
          number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      case TryOut.Outcome.Value(Object value) -> String.valueOf(value);
      case TryOut.Outcome.Error(var violation) -> violation.code() + violation.params();
    };
  }

  private static String code(TryOut.Outcome outcome) {
    return outcome instanceof TryOut.Outcome.Error(var violation) ? violation.code() : "";
  }
}
