package dev.trellis.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.query.SampleQuery;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.sdk.error.PlatformException;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL and Java come to the same on random formulas and rows. */
class SampleQueryTest {
  private static final int FORMULAS = 400;
  private static final int ROWS = 12;
  private static final Instant NOW = Instant.parse("2026-11-28T10:20:30.456Z");
  private static QueryDatabase database;

  @BeforeAll
  static void connect() {
    database = new QueryDatabase(4712);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  static Stream<Arguments> typesAndBlanks() {
    return Stream.of("number", "text", "boolean", "date", "datetime", "time")
        .flatMap(type -> Stream.of(Blanks.values()).map(it -> Arguments.of(type, it)));
  }

  @ParameterizedTest
  @MethodSource("typesAndBlanks")
  void bothEnginesComeToTheSame(String type, Blanks blanks) {
    var random = new RandomFormulas(type.hashCode() + blanks.ordinal());
    var differences = new ArrayList<String>();
    int values = 0;
    int tooComplex = 0;
    for (int i = 0; i < FORMULAS; i++) {
      String formula = random.of(type, 1 + i % 3);
      List<ObjectNode> rows = Stream.generate(random::row).limit(ROWS).toList();
      TryOut tryOut = tryOut(formula, type, blanks);
      try {
        values += compare(tryOut, formula, rows, differences);
      } catch (PlatformException e) {
        assertThat(e.toString()).contains("formula_too_large_for_database");
        tooComplex++;
      }
    }
    assertThat(differences).isEmpty();
    assertThat(values).isGreaterThan(FORMULAS * ROWS / 10);
    assertThat(tooComplex).isLessThan(FORMULAS / 20);
  }

  /** Cutting one in two is the one difference: PostgreSQL's texts hold no half of a character. */
  @Test
  void charactersOfTwoUnitsCountTwice() {
    RandomFormulas random = new RandomFormulas(1);
    ObjectNode row = random.row().put("t1", "a😀b").put("t2", "b");
    var differences = new ArrayList<String>();
    for (String formula :
        List.of("LEFT(t1, 3)", "RIGHT(t1, 1)", "MID(t1, 4, 1)", "LPAD(t1, 7, t1)", "REVERSE(t1)")) {
      compare(tryOut(formula, "text", Blanks.ZERO), formula, List.of(row), differences);
    }
    for (String formula : List.of("LEN(t1)", "FIND(t2, t1)", "FIND(t2, t1, 4)", "ASCII(t1)")) {
      compare(tryOut(formula, "number", Blanks.ZERO), formula, List.of(row), differences);
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void ratesAndAddressesComeToTheSame() {
    ObjectNode full = new RandomFormulas(1).row().put("t1", "EUR").put("t2", "ä&b");
    full.put("$Organization.Currency", "EUR");
    ObjectNode blank = full.deepCopy();
    blank.remove("t1");
    List<ObjectNode> rows = List.of(full, blank);
    var differences = new ArrayList<String>();
    for (String formula :
        List.of(
            "CURRENCYRATE(t1)",
            "CURRENCYRATE(\"USD\")",
            "IFERROR(CURRENCYRATE(t2), 0)",
            "IF(ISBLANK(CURRENCYRATE(t2)), 2, 3)")) {
      compare(tryOut(formula, "number", Blanks.NULL), formula, rows, differences);
    }
    for (String formula :
        List.of(
            "URLFOR($Action.deal.View, t1, \"a b\", t2)",
            "URLFOR($Action.deal.List, NULL, t2, t1)",
            "URLFOR(\"/o/deal?x=1\", \"y\", t2)")) {
      compare(tryOut(formula, "text", Blanks.NULL), formula, rows, differences);
    }
    assertThat(differences).isEmpty();
  }

  private static TryOut tryOut(String formula, String type, Blanks blanks) {
    Checked<TryOut> checked =
        TryOut.of(
            RandomFormulas.COLUMNS,
            formula,
            new TryOut.Result(type, null),
            blanks,
            NOW,
            ZoneId.of("Asia/Shanghai"));
    assertThat(checked.violations()).as(formula).isEmpty();
    return checked.orThrow();
  }

  /** How many rows have a value. */
  private static int compare(
      TryOut tryOut, String formula, List<ObjectNode> rows, List<String> differences) {
    Map<Integer, Map<String, Object>> samples = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      samples.put(i, tryOut.read(rows.get(i)));
    }
    SqlFragment statement = SampleQuery.of(tryOut, samples);
    int values = 0;
    for (Row row : database.rows(statement.sql(), statement.parameters())) {
      var found = SampleQuery.read(tryOut, row);
      TryOut.Outcome wanted = tryOut.over(rows.get(found.getKey()));
      values += wanted instanceof TryOut.Outcome.Value(Object value) && value != null ? 1 : 0;
      if (!isSame(wanted, found.getValue())) {
        differences.add(
            formula + " over " + rows.get(found.getKey()) + ": " + wanted + " " + found.getValue());
      }
    }
    return values;
  }

  private static boolean isSame(TryOut.Outcome java, TryOut.Outcome sql) {
    return switch (java) {
      case TryOut.Outcome.Error _ -> sql instanceof TryOut.Outcome.Error;
      case TryOut.Outcome.Value(BigDecimal number) ->
          sql instanceof TryOut.Outcome.Value(BigDecimal other) && number.compareTo(other) == 0;
      case TryOut.Outcome.Value value -> value.equals(sql);
    };
  }
}
