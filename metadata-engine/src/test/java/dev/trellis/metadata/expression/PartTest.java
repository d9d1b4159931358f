package dev.trellis.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {
  private static final Map<String, ValueType> COLUMNS =
      Map.of(
          "a", ValueType.NUMBER,
          "b", ValueType.NUMBER,
          "t", ValueType.TEXT,
          "ok", ValueType.BOOLEAN,
          "d", ValueType.DATE,
          "$organization.currency", ValueType.TEXT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a + 1                     | a + 1; a
          (a + b) * 2               | (a + b) * 2; a + b; a; b
          2 * ((a) + (b))           | 2 * ((a) + (b)); (a) + (b); a; b
          -(a - b)                  | -(a - b); a - b; a; b
          ROUND( a / b , 2 )        | ROUND( a / b , 2 ); a / b; a; b
          IF(ok, a, (b))            | IF(ok, a, (b)); ok; a; b
          NOT (ok)                  | NOT (ok); ok
          AND(ok, a > 1)            | AND(ok, a > 1); ok; a > 1; a
          t & "x)" & t              | t & "x)" & t; t; t
          "it's \\" (" & t          | "it's \\" (" & t; t
          t IN ("x", "y")           | t IN ("x", "y"); t
          t NOT IN ("x")            | t NOT IN ("x"); t NOT IN ("x"); t
          t LIKE ("x%")             | t LIKE ("x%"); t
          d > "2026-01-31"          | d > "2026-01-31"; d
          /* ( */ a                 | a
          TODAY() + a               | TODAY() + a; TODAY(); a
          CURRENCYRATE("CNY") * a   | CURRENCYRATE("CNY") * a; CURRENCYRATE("CNY"); a
          （a ＋ b） * 2            | （a ＋ b） * 2; a ＋ b; a; b
          t & “x" ) ” & t           | t & “x" ) ” & t; t; t
          """)
  void eachPartIsFoundInTheText(String source, String expected) {
    Expression tree = Expressions.check(COLUMNS, ZoneOffset.UTC, source, null).orThrow();
    List<String> texts =
        Part.of(source, tree).stream()
            .map(part -> source.substring(part.from(), part.to()))
            .toList();
    assertThat(texts).containsExactly(expected.split("; "));
  }
}
