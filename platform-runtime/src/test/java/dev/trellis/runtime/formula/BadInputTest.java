package dev.trellis.runtime.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas and rows that nobody would write in good faith, and what the engines make of them. */
@QuarkusTest
class BadInputTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ApiClient admin = ApiClient.signUp();

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("formula_too_long", "1+".repeat(50_000) + "1"),
        Arguments.of("formula_too_long", "/*" + "x".repeat(100_000) + "*/ 1"),
        Arguments.of("formula_too_complex", "(".repeat(10_000) + "1" + ")".repeat(10_000)),
        Arguments.of("formula_too_deep", "(".repeat(9_000) + "1" + ")".repeat(9_000)),
        Arguments.of("formula_too_deep", String.join("+", Collections.nCopies(10_000, "1"))),
        Arguments.of("formula_too_deep", "-".repeat(10_000) + "1"),
        Arguments.of("formula_too_deep", "NOT ".repeat(5_000) + "TRUE"),
        Arguments.of("formula_too_deep", "ABS(".repeat(5_000) + "1" + ")".repeat(5_000)),
        Arguments.of("formula_too_deep", String.join("^", Collections.nCopies(5_000, "2"))),
        Arguments.of("formula_too_deep", "(".repeat(10_000)),
        Arguments.of("formula_too_complex", "(),".repeat(10_000)),
        Arguments.of("formula_number_too_long", "9".repeat(5_000)),
        Arguments.of("formula_text_open", "\"" + "x".repeat(30_000)),
        Arguments.of("formula_comment_open", "/*".repeat(10_000)),
        Arguments.of("formula_bad_character", "\ud83d\ude00".repeat(1_000)),
        Arguments.of("formula_bad_character", "1 + \u0000"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedBeforeItRuns(String code, String formula) {
    ObjectNode request = MAPPER.createObjectNode().put("expression", formula);
    for (String call : List.of("check", "import", "evaluate")) {
      ObjectNode asked = request.deepCopy();
      if (call.equals("evaluate")) {
        asked.put("returns", "number").putArray("rows").addObject();
      }
      Answer answer = within(() -> admin.post("/api/v1/formulas/" + call, asked.toString()));
      assertThat(answer.status()).isEqualTo(call.equals("evaluate") ? 422 : 200);
      assertThat(answer.json().at("/violations/0/code").textValue()).as(call).isEqualTo(code);
    }
  }

  /** PostgreSQL says of errors only that there is no value. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          number   | 1 / 0                                        | division_by_zero
          number   | MOD(5, 0)                                    | division_by_zero
          number   | 1 / (n - n)                                  | division_by_zero
          number   | 10 ^ 100000                                  | number_too_large
          number   | 9 ^ 9 ^ 9 ^ 9                                | number_too_large
          number   | n ^ 0.5                                      | fractional_power
          number   | EXP(1000000)                                 | outside_of_function
          number   | LN(0)                                        | outside_of_function
          number   | SQRT(-1)                                     | outside_of_function
          number   | VALUE("1e1000000000")                        | not_a_number
          number   | VALUE("1e-1000000000")                       | not_a_number
          number   | VALUE("many")                                | not_a_number
          date     | DATE(2023, 2, 30)                            | no_such_date
          date     | DATE(99999, 1, 1)                            | date_out_of_range
          date     | DATE(10 ^ 50, 1, 1)                          | no_such_date
          date     | DATE(2023, 1, 1) + 10 ^ 30                   | date_out_of_range
          date     | ADDMONTHS(DATE(2023, 1, 1), 10 ^ 30)         | date_out_of_range
          date     | DATEVALUE("2023-02-30")                      | no_such_date
          datetime | DATETIMEVALUE("2023-13-01 00:00:00")         | no_such_date
          datetime | FROMUNIXTIME(10 ^ 30)                        | date_out_of_range
          datetime | DATETIMEVALUE("2023-01-01 00:00:00") - 10^9  | date_out_of_range
          time     | TIMEVALUE("25:00:00.000")                    | not_a_time
          text     | LPAD("x", 1000000000)                        | text_too_long
          text     | RPAD("x", 10 ^ 30, "ab")                     | text_too_long
          """)
  void whatCannotBeWorkedOutSaysWhy(String returns, String formula, String code) {
    assertThat(outcome("java", returns, formula, "x")).isEqualTo(code);
    assertThat(outcome("sql", returns, formula, "x")).isEqualTo("formula_without_value");
    assertThat(inBrowser(returns, formula, "x")).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          number | ROUND(1, 1000000000)                | 1
          number | ROUND(1, -1000000000)               | 0
          time   | TIMEVALUE("10:00:00.000") + 10 ^ 30 | "11:46:40.000"
          text   | MID("abc", 10 ^ 30, 10 ^ 30)        | null
          text   | LEFT("abc", 10 ^ 30)                | "abc"
          text   | CHR(10 ^ 30)                        | null
          text   | CHR(0)                              | null
          text   | FORMATDURATION(10 ^ 30)             | "277777777777777777777777777:46:40"
          text   | JSONVALUE("{{{{", "a")              | bad_json
          """)
  void whatIsOddComesToTheSameEverywhere(String returns, String formula, String expected) {
    assertThat(outcome("java", returns, formula, "x")).isEqualTo(expected);
    assertThat(outcome("sql", returns, formula, "x")).isEqualTo(expected);
    assertThat(inBrowser(returns, formula, "x")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"half \ud800", "\udc00 half", "nul \u0000"})
  void whatNoRecordCanHoldIsNoSample(String text) {
    assertThat(outcome("java", "text", "t", text)).isEqualTo("bad_sample");
    assertThat(outcome("sql", "text", "t", text)).isEqualTo("bad_sample");
    assertThat(inBrowser("text", "t", text)).isEqualTo("bad_sample");
  }

  /** The browser works out in time that grows with text and pattern alone, or leaves it be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          REGEX(t, "(a+)+b")                 ; regular_expression_too_slow ; false
          REGEX(t, "(a|aa)+b")               ; regular_expression_too_slow ; false
          REGEX(t, "(.*)*(.*)*(.*)*b")       ; regular_expression_too_slow ; false
          REGEX(t, "(((a{0,99}){0,99}){0,99}") ; bad_regular_expression    ; only_server_knows
          REGEX(t, "(")                      ; bad_regular_expression      ; only_server_knows
          t LIKE "%a%a%a%a%a%a%a%a%a%a%a%b"  ; false                       ; false
          """)
  void greedyPatternsEnd(String formula, String server, String browser) {
    String text = "a".repeat(5_000);
    assertThat(outcome("java", "boolean", formula, text)).isEqualTo(server);
    assertThat(outcome("sql", "boolean", formula, text)).isEqualTo(server);
    assertThat(inBrowser("boolean", formula, text)).isEqualTo(browser);
  }

  @Test
  void textsThatMultiplyEnd() {
    String formula = "SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(t, \"a\", t), \"a\", t), \"a\", t)";
    String text = "a".repeat(5_000);
    assertThat(outcome("java", "text", formula, text)).isEqualTo("text_too_long");
    assertThat(outcome("sql", "text", formula, text)).isEqualTo("null");
    assertThat(inBrowser("text", formula, text)).isEqualTo("text_too_long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          number  | MAX(%s)                       | 1
          boolean | n IN (%s)                     | false
          number  | IF(AND(n = 2, n IN (%s)),1,0) | 0
          """)
  void thousandsOfArgumentsAreWorkedOut(String returns, String formula, String expected) {
    String all = formula.formatted(String.join(",", Collections.nCopies(9_900, "1")));
    assertThat(outcome("java", returns, all, "x")).isEqualTo(expected);
    assertThat(outcome("sql", returns, all, "x")).isEqualTo(expected);
    assertThat(inBrowser(returns, all, "x")).isEqualTo(expected);
  }

  /** Without the interface there is nothing to ask. */
  private String inBrowser(String returns, String formula, String text) {
    assumeTrue(
        JsEvaluator.class.getResource("/META-INF/formula/formula.mjs") != null,
        "SKIPPED: built without the interface");
    return outcome("js", returns, formula, text);
  }

  private String outcome(String engine, String returns, String formula, String text) {
    ObjectNode request = MAPPER.createObjectNode().put("engine", engine).put("returns", returns);
    request.put("expression", formula);
    request.withArray("fields").addObject().put("name", "n").put("type", "number");
    request.withArray("fields").addObject().put("name", "t").put("type", "text");
    request.putArray("rows").addObject().put("n", 2).put("t", text);
    Answer answer =
        within(() -> admin.post("/api/v1/formulas/evaluate", escaped(request.toString())));
    if (answer.status() != 200) {
      return answer.status() + " " + answer.text();
    }
    JsonNode result = answer.json().at("/results/0");
    return result.has("error")
        ? result.at("/error/code").textValue()
        : escaped(result.get("value").toString());
  }

  /** Half characters survive no UTF-8. */
  private static String escaped(String json) {
    var escaped = new StringBuilder();
    for (char c : json.toCharArray()) {
      escaped.append(Character.isSurrogate(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
    return escaped.toString();
  }

  private static <T> T within(ThrowingSupplier<T> call) {
    return assertTimeoutPreemptively(Duration.ofSeconds(30), call);
  }
}
