package dev.trellis.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
  private static final Path CORPUS = Path.of("..", "..", "shared", "conformance", "formula");

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "1 + 2 * 3 - 4 ~ ( - ( + 1 ( * 2 3 ) ) 4 )",
        "a || b && c ~ ( || a ( && b c ) )",
        "a = b < c ~ ( = a ( < b c ) )",
        "a < b & c ~ ( < a ( & b c ) )",
        "2 * 3 ^ 2 ~ ( * 2 ( ^ 3 2 ) )",
        "-2 ^ 2 ~ ( - ( ^ 2 2 ) )",
        "2 ^ -1 * 3 ~ ( * ( ^ 2 ( - 1 ) ) 3 )",
        "2 ^ 3 ^ 2 ~ ( ^ ( ^ 2 3 ) 2 )",
        "a -- 2 ~ ( - a ( - 2 ) )",
        "!a && not b ~ ( && ( ! a ) ( ! b ) )",
        "NOT(a) == b ~ ( = ( ! a ) b )",
        "a != b ~ ( <> a b )",
        "Account.Parent.Name <> NULL ~ ( <> Account.Parent.Name null )",
        "x IN (1, 2) && y ~ ( && ( in x 1 2 ) y )",
        "x NOT IN (1) ~ ( ! ( in x 1 ) )",
        "x & y LIKE `a%` || z ~ ( || ( like ( & x y ) `a%` ) z )",
        "IN(x, 1) ~ ( in x 1 )",
        "a /* b || */ + 1 ~ ( + a 1 )",
        "$User.Id = Owner:User.Id ~ ( = $User.Id Owner:User.Id )",
        "today ( ) ~ today",
        "NOT ISBLANK(a) && b ~ ( && ( ! ( isblank a ) ) b )",
        "!NOT a ~ ( ! ( ! a ) )",
        "If ( a ,b,\tc\u00a0) ~ ( if a b c )",
        "if(a, b) ~ ( if a b )",
        "a/**/+/***/b ~ ( + a b )",
        "a /* it's \"so\" */ = b ~ ( = a b )",
        "a & `/* no comment */` ~ ( & a `/* no comment */` )",
        "Nulls = null && Trues = tRuE ~ ( && ( = Nulls null ) ( = Trues true ) )",
        "{!$Record.Amount} + {! a_b } ~ ( + $Record.Amount a_b )",
        "a & `{!a}` ~ ( & a `{!a}` )",
        "1+-+-1 ~ ( + 1 ( - ( + ( - 1 ) ) ) )",
        "a<>-1 ~ ( <> a ( - 1 ) )",
        "客户 = `好` ~ ( = 客户 `好` )",
        "true || FALSE ~ ( || true false )",
        "f（a，12 ＋ b） ＞＝ c ~ ( >= ( f a ( + 12 b ) ) c )",
        "！（a ＝ “好”）＆＆ b ~ ( && ( ! ( = a `好` ) ) b )",
        "a ＜＞ ‘it’ ~ ( <> a `it` )",
        "a = `（，）` ~ ( = a `（，）` )",
      })
  void groups(String source, String tree) {
    assertThat(print(parsed(source.replace('`', '"')))).isEqualTo(tree.replace('`', '"'));
  }

  @Test
  void quotesEndAtTheirKind() {
    assertThat(print(parsed("\"a”b“\""))).isEqualTo("\"a”b“\"");
    assertThat(print(parsed("“a\"b'”"))).isEqualTo("\"a\\\"b'\"");
    assertThat(refused("“a\"").code()).isEqualTo("formula_text_open");
  }

  @Test
  void textsUnescapeQuotesAndBackslashesOnly() {
    assertThat(parsed("\"a\\\"b\\\\c\\nd\""))
        .isInstanceOfSatisfying(
            Syntax.TextLiteral.class, text -> assertThat(text.value()).isEqualTo("a\"b\\c\\nd"));
    assertThat(print(parsed("'it\\'s \"so\"'"))).isEqualTo("\"it's \\\"so\\\"\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a = | formula_incomplete | 1 | 4",
        "`` | formula_incomplete | 1 | 1",
        "a b | formula_unexpected | 1 | 3",
        "(a | formula_incomplete | 1 | 3",
        "f(a b) | formula_expected | 1 | 5",
        "a AND b | formula_word_operator | 1 | 3",
        "a = \"x | formula_text_open | 1 | 5",
        "a = \"x\\q\" | formula_bad_escape | 1 | 7",
        "a /* b | formula_comment_open | 1 | 3",
        "a ; b | formula_bad_character | 1 | 3",
        "a..b | formula_unexpected | 1 | 1",
        ".5 | formula_bad_character | 1 | 1",
        "1e5 | formula_unexpected | 1 | 2",
        "5. | formula_bad_character | 1 | 2",
        "a /* /* */ */ b | formula_unexpected | 1 | 13",
        "a === b | formula_unexpected | 1 | 5",
        "a =! b = | formula_incomplete | 1 | 9",
        "f(a,) | formula_unexpected | 1 | 5",
        "f(,a) | formula_unexpected | 1 | 3",
        "a b OR c | formula_unexpected | 1 | 3",
        "{!a | formula_bad_merge | 1 | 1",
      })
  void tellsWhere(String source, String code, int line, int column) {
    Violation violation = refused(source);
    assertThat(violation.code()).isEqualTo(code);
    assertThat(violation.params()).containsEntry("line", line).containsEntry("column", column);
  }

  @Test
  void countsLines() {
    Violation violation = refused("a &&\n  /* \n */ b c");
    assertThat(violation.params())
        .containsEntry("position", 17)
        .containsEntry("line", 3)
        .containsEntry("column", 7);
  }

  @Test
  void deepNestingIsRefusedWithoutOverflow() {
    for (String open : List.of("(", "!", "-", "f(", "NOT ", "a + (")) {
      assertThat(refused(open.repeat(10_000 / open.length())).code())
          .as(open)
          .isEqualTo("formula_too_deep");
    }
    assertThat(refused("a" + " + a".repeat(3_000)).code()).isEqualTo("formula_too_deep");
    assertThat(parsed("(".repeat(90) + "a" + ")".repeat(90))).isInstanceOf(Syntax.Path.class);
  }

  @Test
  void longChainsAreNotDeep() {
    for (String operator : List.of("&", "&&", "||")) {
      Syntax tree = parsed("a" + (" " + operator + " b").repeat(3_000));
      assertThat(tree).isInstanceOf(Syntax.Binary.class);
    }
  }

  @Test
  void whatIsTooLongSaysWhereAndHowLongItMayBe() {
    Violation violation = refused("(".repeat(10_000) + "a" + ")".repeat(10_001));
    assertThat(violation.params())
        .containsEntry("max", 20_000)
        .containsEntry("line", 1)
        .containsKey("column");
  }

  @Test
  void hugeSourcesAreRefused() {
    assertThat(refused("a".repeat(100_000)).code()).isEqualTo("formula_too_long");
    assertThat(refused("1,".repeat(16_000)).code()).isEqualTo("formula_too_complex");
    assertThat(refused("9".repeat(1_000)).code()).isEqualTo("formula_number_too_long");
  }

  @Test
  void aListOfManyIdsParses() {
    String list =
        IntStream.range(0, 700)
            .mapToObj("\"0197a3c0-0000-7000-8000-%012d\""::formatted)
            .collect(Collectors.joining(", ", "account IN (", ")"));
    assertThat(parsed(list).children()).hasSize(701);
  }

  /** Through the import, which keeps the meaning where {@code ^} binds otherwise there. */
  @Test
  void treesAreThoseOfTheCorpus() throws IOException {
    for (JsonNode row : corpus("formula_parse_visible.jsonl")) {
      var imported =
          SalesforceImport.of(
              row.get("formula").asText(), Map.of("pickval__c", "pickval__c"), KnownFields.NONE);
      assertThat(print(parsed(imported.orThrow().expression())))
          .isEqualTo(row.get("tree").asText());
    }
  }

  private static List<JsonNode> corpus(String file) throws IOException {
    assumeTrue(Files.exists(CORPUS), "the formula corpus is not beside this repository");
    var mapper = new ObjectMapper();
    var rows = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(CORPUS.resolve(file))) {
      rows.add(mapper.readTree(line));
    }
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static Syntax parsed(String source) {
    return Expressions.parse(source).orThrow();
  }

  private static Violation refused(String source) {
    return Expressions.parse(source).violations().getFirst();
  }

  /** The prefix form of the corpus. */
  private static String print(Syntax syntax) {
    return switch (syntax) {
      case Syntax.TextLiteral(String value, _) ->
          '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      case Syntax.NumberLiteral(var value, _) -> value.toPlainString();
      case Syntax.BooleanLiteral(boolean value, _) -> String.valueOf(value);
      case Syntax.NullLiteral _ -> "null";
      case Syntax.Path path -> path.text();
      case Syntax.Unary unary -> list(operator(unary.operator()), unary);
      case Syntax.Binary binary -> list(binary.operator().symbol(), binary);
      case Syntax.Call call -> list(call.name().toLowerCase(Locale.ROOT), call);
    };
  }

  private static String operator(Syntax.UnaryOperator operator) {
    return switch (operator) {
      case PLUS -> "+";
      case MINUS -> "-";
      case NOT -> "!";
    };
  }

  private static String list(String head, Syntax syntax) {
    return syntax.children().isEmpty()
        ? head
        : syntax.children().stream()
            .map(ParserTest::print)
            .collect(Collectors.joining(" ", "( " + head + " ", " )"));
  }
}
