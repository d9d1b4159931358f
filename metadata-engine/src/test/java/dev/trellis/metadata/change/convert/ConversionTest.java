package dev.trellis.metadata.change.convert;

import static dev.trellis.metadata.catalog.Snapshots.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.value.ReferenceValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
  private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "12.50      | 'type':'currency'             | 12.5",
        "1,234.5    | 'type':'number'               | 1234.5",
        "¥ 12       | 'type':'currency'             | 12",
        "１２       | 'type':'number'               | 12",
        "15 %       | 'type':'percent'              | 15",
        "yes        | 'type':'boolean'              | true",
        "否         | 'type':'boolean'              | false",
        "2026-01-31 | 'type':'date'                 | 2026-01-31",
        "2026/1/31  | 'type':'date'                 | 2026-01-31",
        "2026-01-31 | 'type':'datetime'             | 2026-01-30T16:00:00Z",
        "09:30      | 'type':'time'                 | 09:30",
        "PT1H       | 'type':'duration'             | PT1H",
        "won        | 'type':'picklist','values':['Won'] | Won",
        "赢单       | 'type':'picklist','values':[{'value':'Won','label':{'en':'Won!','zh-CN':'赢单'}}] | Won",
        "b;a        | 'type':'multi_picklist','values':['a','b'] | [a, b]",
        "a<b        | 'type':'long_text'            | a<b"
      })
  void textsConvert(String text, String to, String expected) {
    assertThat(convert("'type':'text'", to, text))
        .isInstanceOfSatisfying(
            Converted.Done.class, done -> assertThat(done.value()).hasToString(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "n/a        | 'type':'number'                     | not_a_number",
        "1,2        | 'type':'number'                     | not_a_number",
        "1.234      | 'type':'currency'                   | too_many_decimals",
        "maybe      | 'type':'boolean'                    | not_a_boolean",
        "31.01.2026 | 'type':'date'                       | bad_date",
        "2026/2/30  | 'type':'date'                       | bad_date",
        "Lost       | 'type':'picklist','values':['Won']  | not_in_list",
        "nobody     | 'type':'email'                      | bad_email",
        "abcdef     | 'type':'text','length':5            | too_long"
      })
  void textsThatDoNotConvertSayWhy(String text, String to, String code) {
    assertThat(convert("'type':'text'", to, text))
        .isInstanceOfSatisfying(
            Converted.Failed.class,
            failed -> assertThat(failed.violation().code()).isEqualTo(code));
  }

  @Test
  void otherTypesConvert() {
    assertThat(done("'type':'number'", "'type':'text'", new BigDecimal("1.50"))).isEqualTo("1.50");
    assertThat(done("'type':'number'", "'type':'boolean'", BigDecimal.ONE)).isEqualTo(true);
    assertThat(done("'type':'boolean'", "'type':'number'", true)).isEqualTo(BigDecimal.ONE);
    assertThat(done("'type':'boolean'", "'type':'text'", true)).isEqualTo("true");
    assertThat(done("'type':'date'", "'type':'datetime'", LocalDate.of(2026, 1, 31)))
        .isEqualTo(Instant.parse("2026-01-30T16:00:00Z"));
    assertThat(done("'type':'datetime'", "'type':'date'", Instant.parse("2026-01-30T16:00:00Z")))
        .isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(done("'type':'time'", "'type':'text'", LocalTime.of(9, 30))).isEqualTo("09:30:00");
    assertThat(done("'type':'duration'", "'type':'text'", Duration.ofHours(1))).isEqualTo("PT1H");
    assertThat(
            done(
                "'type':'multi_picklist','values':['a']",
                "'type':'picklist','values':['a']",
                List.of("a")))
        .isEqualTo("a");
    assertThat(done("'type':'multi_picklist','values':['a']", "'type':'text'", List.of("a", "b")))
        .isEqualTo("a;b");
    assertThat(done("'type':'text'", "'type':'rich_text'", "a<b\nc")).isEqualTo("a&lt;b<br />c");
  }

  @Test
  void blanksStayBlank() {
    assertThat(done("'type':'text'", "'type':'number'", null)).isNull();
    assertThat(done("'type':'text'", "'type':'boolean'", null)).isEqualTo(false);
    assertThat(done("'type':'text'", "'type':'number'", "  ")).isNull();
  }

  @Test
  void severalChoicesDoNotFitIntoOne() {
    assertThat(
            convert(
                "'type':'multi_picklist','values':['a','b']",
                "'type':'picklist','values':['a','b']",
                List.of("a", "b")))
        .isInstanceOf(Converted.Failed.class);
  }

  @Test
  void referencesAreFoundByNameOrId() {
    String reference = "'type':'reference','to':'deal'";
    assertThat(convert("'type':'text'", reference, " Acme "))
        .isEqualTo(new Converted.RecordNamed("Acme"));
    assertThat(convert("'type':'text'", reference, ID.toString()))
        .isEqualTo(new Converted.RecordWithId(null, ID));
    assertThat(convert(reference, "'type':'text'", ID))
        .isEqualTo(new Converted.NameOfRecord(null, ID));
    assertThat(convert(reference, reference, new ReferenceValue(1, ID)))
        .isEqualTo(new Converted.RecordWithId(1, ID));
  }

  private static Object done(String from, String to, Object value) {
    Converted converted = convert(from, to, value);
    assertThat(converted).isInstanceOf(Converted.Done.class);
    return ((Converted.Done) converted).value();
  }

  private static Converted convert(String from, String to, Object value) {
    return new Conversion(field(from), field(to), ZoneId.of("Asia/Shanghai")).convert(value);
  }

  private static FieldModel field(String properties) {
    return new ModelCompiler()
        .compile(snapshot().object("deal").field("deal.x", properties).build())
        .object("deal")
        .orElseThrow()
        .require("x");
  }
}
