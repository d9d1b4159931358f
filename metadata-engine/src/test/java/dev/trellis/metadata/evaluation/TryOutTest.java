package dev.trellis.metadata.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What formulas come to, in cases of our own. */
class TryOutTest {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Instant NOW = Instant.parse("2026-11-28T18:30:00Z");
  private static final List<TryOut.Column> COLUMNS =
      List.of(
          new TryOut.Column("Amount", "currency", null),
          new TryOut.Column("rate", "percent", null),
          new TryOut.Column("city", "text", null),
          new TryOut.Column("stage", "picklist", null),
          new TryOut.Column("tags", "multi_picklist", null),
          new TryOut.Column("day", "date", null),
          new TryOut.Column("at", "datetime", null),
          new TryOut.Column("done", "boolean", null),
          new TryOut.Column("half", "currency", "Amount / 2"));
  private static final String ROW =
      "{\"amount\": \"0.1\", \"rate\": 50, \"city\": \"广州\", \"stage\": \"Won\", \"tags\": [\"a\", \"b\"],"
          + " \"day\": \"2026-01-31\", \"at\": \"2026-01-31T23:30:00Z\", \"done\": true}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "amount + 0.2 | number | 0.3",
        "1 / 3 * 3 | number | 0.999999999999999999999999999999999999999",
        "2 ^ 3 ^ 2 | number | 64",
        "-2 ^ 2 | number | -4",
        "2 * 3 ^ 2 | number | 18",
        "rate | number | 0.5",
        "rate | percent | 50",
        "half * 2 = amount | boolean | true",
        "ROUND(-2.5, 0) | number | -3",
        "CEILING(-0.4) | number | -1",
        "FLOOR(-1.7) | number | -1",
        "MFLOOR(-1.7) | number | -2",
        "MOD(-7, 3) | number | -1",
        "MAX(1, amount, 3) | number | 3",
        "city & \"市\" | text | 广州市",
        "LEN(city) | number | 2",
        "LPAD(city, 4, \"ab\") | text | ab广州",
        "SUBSTITUTE(\"a-b-c\", \"-\", \"\") | text | abc",
        "CASE(stage, \"Lost\", 0, \"Won\", 1, 2) | number | 1",
        "stage = \"Won\" && ISPICKVAL(stage, \"Won\") | boolean | true",
        "INCLUDES(tags, \"b\") && PICKLISTCOUNT(tags) = 2 | boolean | true",
        "INCLUDES(tags, \"\") | boolean | false",
        "ADDMONTHS(day, 1) | date | 2026-02-28",
        "ADDMONTHS(DATE(2026, 2, 28), -1) | date | 2026-01-31",
        "WEEKDAY(day) | number | 7",
        "DATEVALUE(at) | date | 2026-02-01",
        "TODAY() | date | 2026-11-29",
        "TEXT(at) | text | 2026-01-31 23:30:00Z",
        "DATETIMEVALUE(\"2026-01-31 09:30:00\") - DATETIMEVALUE(\"2026-01-30 21:30:00\") | number | 0.5",
        "FORMATDURATION(90061, TRUE) | text | 1:01:01:01",
        "FORMATDURATION(TIMEVALUE(\"10:00:00.000\"), TIMEVALUE(\"09:00:00.000\")) | text | 01:00:00",
        "IFERROR(1 / 0, -1) | number | -1",
        "IF(done, \"yes\", \"no\") | text | yes",
        "JSONPATHVALUE(\"{\\\"a\\\":[{\\\"b\\\":1.50}]}\", \"$.a[0].b\") | text | 1.5",
      })
  void formulasComeToTheirValue(String formula, String returns, String expected) {
    assertThat(value(formula, returns, Blanks.NULL, ROW)).hasToString(expected);
  }

  @Test
  void blankNumbersAreZeroOnlyWhereTheyAreReadAndOnlyIfWanted() {
    assertThat(value("amount + 1", "number", Blanks.ZERO, "{}")).hasToString("1");
    assertThat(value("amount + 1", "number", Blanks.NULL, "{}")).isNull();
    assertThat(value("ISBLANK(amount)", "boolean", Blanks.ZERO, "{}")).isEqualTo(false);
    assertThat(value("half", "number", Blanks.ZERO, "{}")).hasToString("0");
    assertThat(value("NULL + 1", "number", Blanks.ZERO, "{}")).isNull();
    assertThat(value("city & \"x\"", "text", Blanks.NULL, "{}")).isEqualTo("x");
    assertThat(value("city = \"\"", "boolean", Blanks.NULL, "{}")).isEqualTo(true);
    assertThat(value("day = NULL", "boolean", Blanks.NULL, "{}")).isEqualTo(false);
    assertThat(
            value("FORMATDURATION(TIMEVALUE(\"10:00:00.000\"), NULL)", "text", Blanks.NULL, "{}"))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 / 0 | division_by_zero",
        "MOD(1, 0) | division_by_zero",
        "10 ^ 65 | number_too_large",
        "2 ^ 0.5 | fractional_power",
        "SQRT(-1) | outside_of_function",
        "VALUE('1,000') | not_a_number",
        "YEAR(DATE(2026, 2, 30)) | no_such_date",
        "YEAR(DATE(9999, 12, 31) + 1) | date_out_of_range",
        "IF(REGEX('x', '('), 1, 0) | bad_regular_expression",
        "IF(REGEX(LPAD('', 1, 'a') & RPAD('a', 5000, 'a') & '!', '(a+)+(a+)+b'), 1, 0) | regular_expression_too_slow",
        "LEN(RPAD('a', 10000000)) | text_too_long",
        "DISTANCE(GEOLOCATION(91, 0), GEOLOCATION(0, 0), 'km') | no_such_place",
      })
  void whatHasNoValueIsAnErrorOfItsRow(String formula, String code) {
    TryOut.Outcome outcome = tryOut(formula, "number", Blanks.NULL).orThrow().over(row(ROW));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            TryOut.Outcome.Error.class,
            error -> assertThat(error.violation().code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amount + city | formula_operand | 10",
        "ISPICKVAL(amount, 'x') | formula_argument_type | 11",
        "CASE(done, TRUE, 1, 2) | formula_argument_refused | 6",
        "CASE(stage, 'a', 1, 'b', 2) | formula_argument_count | 1",
        "LEFT(city) | formula_argument_count | 1",
        "nothing + 1 | formula_unknown_name | 1",
        "NOPE(1) | unknown_function | 1",
        "GETSESSIONID() | function_of_pages | 1",
        "ISNEW() | formula_no_prior | 1",
        "(1 + 2 | formula_incomplete | 7",
      })
  void whatDoesNotFitIsRefusedWithItsPlace(String formula, String code, int column) {
    assertThat(tryOut(formula, "number", Blanks.NULL))
        .isInstanceOfSatisfying(
            Checked.Refused.class,
            refused -> {
              var violation = (Violation) refused.violations().getFirst();
              assertThat(violation.code()).isEqualTo(code);
              assertThat(violation.params()).containsEntry("column", column);
            });
  }

  @Test
  void fieldsOfUnknownTypesAndFormulasOfTheirsAreRefusedTogether() {
    var columns = new ArrayList<>(COLUMNS);
    columns.add(new TryOut.Column("odd", "colour", null));
    columns.add(new TryOut.Column("wrong", "number", "city"));
    Checked<TryOut> checked =
        TryOut.of(
            columns, "1", new TryOut.Result("number", null), Blanks.NULL, NOW, ZoneId.of("UTC"));
    assertThat(((Checked.Refused<TryOut>) checked).violations())
        .extracting(Violation::pointer)
        .containsExactly("/fields/9/type", "/fields/10/formula");
  }

  private static @Nullable Object value(
      String formula, String returns, Blanks blanks, String json) {
    TryOut.Outcome outcome = tryOut(formula, returns, blanks).orThrow().over(row(json));
    assertThat(outcome).isInstanceOf(TryOut.Outcome.Value.class);
    Object value = ((TryOut.Outcome.Value) outcome).value();
    return value instanceof BigDecimal number ? Decimals.text(number) : value;
  }

  private static Checked<TryOut> tryOut(String formula, String returns, Blanks blanks) {
    return TryOut.of(
        COLUMNS,
        formula,
        new TryOut.Result(returns, null),
        blanks,
        NOW,
        ZoneId.of("Asia/Shanghai"));
  }

  private static JsonNode row(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
