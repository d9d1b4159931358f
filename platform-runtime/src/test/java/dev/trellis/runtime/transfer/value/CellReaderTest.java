package dev.trellis.runtime.transfer.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.runtime.transfer.table.Cell;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Label;
import dev.trellis.sdk.component.PicklistSource;
import dev.trellis.sdk.component.PicklistValue;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellReaderTest {
  private static final FieldType NUMBER = new FieldType.Number(18, 4, false);
  private static final CellOptions POINT = options("dd-MM-yy", '.');
  private static final CellOptions COMMA = options("dd.MM.yyyy", ',');

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1234~1234",
        "1,234.50~1234.50",
        "-5~-5",
        "5-~-5",
        "(12.5)~-12.5",
        "+3~3",
        "$1,234~1234",
        "¥ 99.9~99.9",
        "￥1,000~1000",
        "1234 USD~1234",
        "RMB 12~12",
        "12元~12",
        "US$ 5~5",
        "€5~5",
        "1 234 567~1234567",
        "1'234.5~1234.5",
        "1,23,456~123456",
        "45%~0.45",
        "3.5万~35000",
        "1.2亿~120000000",
        "１２３~123",
        ".5~0.5",
        "1e3~1000",
        "−7~-7",
        "12345678901234567890.12~12345678901234567890.12"
      })
  void numbersAreUnderstood(String text, String expected) {
    assertThat(value(NUMBER, POINT, text).decimalValue()).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,5",
        "1.234.567",
        "12,34,5",
        "abc",
        "12 apples",
        "1-2",
        "--5",
        "$",
        "1e999",
        "0x1F",
        "٣",
        "1,234.5.6",
        "NaN",
        "(-5)"
      })
  void whatIsNoNumberIsRefused(String text) {
    assertThat(code(NUMBER, POINT, text)).isEqualTo("not_a_number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {"1.234,50~1234.50", "1,5~1.5", "1.234~1234", "12,5 %~0.125", "1 234,5 €~1234.5"})
  void decimalCommaIsUnderstoodWhenSaid(String text, String expected) {
    assertThat(value(NUMBER, COMMA, text).decimalValue()).isEqualByComparingTo(expected);
  }

  @Test
  void numbersOfWorkbooksAreExactWhateverTheSeparator() {
    var reader = new CellReader(field(NUMBER, List.of()), COMMA);
    assertThat(((CellValue.Value) reader.read(Cell.exact("1.234"))).json().decimalValue())
        .isEqualByComparingTo("1.234");
  }

  @Test
  void percentKeepsItsHundredForPercentFields() {
    var percent = new FieldType.Percent(9, 2);
    assertThat(value(percent, POINT, "45%").decimalValue()).isEqualByComparingTo("45");
    assertThat(value(percent, POINT, "45").decimalValue()).isEqualByComparingTo("45");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "20-10-16~2016-10-20",
        "1-3-17~2017-03-01",
        "2017-03-01~2017-03-01",
        "31-12-49~2049-12-31",
        "01-01-50~1950-01-01",
        "01-03-17 00:00~2017-03-01"
      })
  void datesAreReadInTheGivenFormatAndInIso(String text, String expected) {
    assertThat(value(new FieldType.Date(), POINT, text).textValue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"31-02-17", "32-01-17", "01/03/17", "yesterday", "2017-13-01", "1-3-17x"})
  void whatIsNoDateIsRefused(String text) {
    assertThat(code(new FieldType.Date(), POINT, text)).isEqualTo("not_a_date");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "yyyy年M月d日~2024年3月5日~2024-03-04T16:00:00Z",
        "yyyy年M月d日~2024年3月5日 14:30~2024-03-05T06:30:00Z",
        "yyyy年M月d日~2024年3月5日下午2点30分~2024-03-05T06:30:00Z",
        "yyyy年M月d日~2024年3月5日 14时30分15秒~2024-03-05T06:30:15Z",
        "MM/dd/yyyy~3/5/2024 2:30 PM~2024-03-05T06:30:00Z",
        "MM/dd/yyyy~03/05/2024 12:00 a.m.~2024-03-04T16:00:00Z",
        "DD/MM/YYYY HH:mm~05/03/2024 14:30~2024-03-05T06:30:00Z",
        "yyyy-MM-dd~2024-03-05T14:30:00.123+02:00~2024-03-05T12:30:00.123Z",
        "yyyy-MM-dd~2024-03-05T14:30:00Z~2024-03-05T14:30:00Z",
        "dd MMM yyyy~05 Mar 2024 08:00~2024-03-05T00:00:00Z"
      })
  void instantsTakeTheTenantsTimeZoneUnlessTheyNameOne(
      String format, String text, String expected) {
    assertThat(value(new FieldType.Datetime(), options(format, '.'), text).textValue())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd-MM", "yyyy-MM-dd-dd", "foo", "", "HH:mm", "dd-MM-yyyyQ"})
  void patternsThatAreNoneAreRefused(String pattern) {
    assertThat(DateFormat.of(pattern)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "是,true",
    "否,false",
    "YES,true",
    "n,false",
    "1,true",
    "0,false",
    "TRUE,true",
    "√,true",
    "Ja,true"
  })
  void yesAndNoAreUnderstood(String text, boolean expected) {
    assertThat(value(new FieldType.Bool(), POINT, text).booleanValue()).isEqualTo(expected);
    assertThat(code(new FieldType.Bool(), POINT, text + "?")).isEqualTo("not_yes_or_no");
  }

  @ParameterizedTest
  @CsvSource({"09:30,09:30", "9:30 pm,21:30", "23:59:58,23:59:58", "12:15 AM,00:15"})
  void timesAreUnderstood(String text, String expected) {
    assertThat(value(new FieldType.Time(), POINT, text).textValue()).isEqualTo(expected);
    assertThat(code(new FieldType.Time(), POINT, "25:00")).isEqualTo("not_a_time");
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H30M,PT1H30M",
    "1:30:00,PT1H30M",
    "90,PT1M30S",
    "1.5h,PT1H30M",
    "2 days 3 hours,PT51H",
    "1小时30分钟,PT1H30M"
  })
  void durationsAreUnderstood(String text, String expected) {
    assertThat(value(new FieldType.Duration(), POINT, text).textValue()).isEqualTo(expected);
    assertThat(code(new FieldType.Duration(), POINT, text + " ago")).isEqualTo("not_a_duration");
  }

  @Test
  void choicesAreFoundByValueAndLabelAndGuessedWhenMisspelt() {
    var picklist = new FieldType.Picklist(new PicklistSource(List.of(), null, true, null));
    List<PicklistValue> values =
        List.of(
            new PicklistValue(
                "technology",
                new Label(Map.of("en", "Technology", "zh-CN", "科技")),
                null,
                true,
                false,
                List.of()),
            new PicklistValue("retail", null, null, true, false, List.of()),
            new PicklistValue("old", null, null, false, false, List.of()));
    var reader = new CellReader(field(picklist, values), POINT);
    assertThat(reader.read(Cell.written(" Technology ")))
        .isEqualTo(CellValue.of(text("technology")));
    assertThat(reader.read(Cell.written("科技"))).isEqualTo(CellValue.of(text("technology")));
    assertThat(reader.read(Cell.written("RETAIL"))).isEqualTo(CellValue.of(text("retail")));
    assertThat(reader.read(Cell.written("technolgy")))
        .isEqualTo(
            CellValue.refused("not_in_list_but", "value", "technolgy", "suggestion", "technology"));
    assertThat(reader.read(Cell.written("old")))
        .isEqualTo(CellValue.refused("not_in_list", "value", "old"));
  }

  @Test
  void severalChoicesAreSeparatedAsTheFileDoes() {
    var multi = new FieldType.MultiPicklist(new PicklistSource(List.of(), null, true, null));
    List<PicklistValue> values =
        List.of(PicklistValue.of("a"), PicklistValue.of("b"), PicklistValue.of("x, y"));
    var reader = new CellReader(field(multi, values), POINT);
    for (String written : List.of("a;b", "a | b", "a、b", "A, b", "a\nb;")) {
      assertThat(((CellValue.Value) reader.read(Cell.written(written))).json()).hasSize(2);
    }
    assertThat(((CellValue.Value) reader.read(Cell.written("x, y"))).json()).hasSize(1);
    assertThat(reader.read(Cell.written("a;c"))).isInstanceOf(CellValue.Refused.class);
  }

  @Test
  void faultyCellsAreRefusedAndBlankOnesAreBlank() {
    var reader = new CellReader(field(new FieldType.Text(255), List.of()), POINT);
    assertThat(reader.read(Cell.written(" \u00a0\u3000"))).isEqualTo(CellValue.BLANK);
    assertThat(code(reader.read(new Cell("a\0", Cell.Form.NUL)))).isEqualTo("nul_character");
    assertThat(code(reader.read(new Cell("\0", Cell.Form.NUL)))).isEqualTo("nul_character");
    assertThat(code(reader.read(new Cell("#N/A", Cell.Form.NO_VALUE))))
        .isEqualTo("cell_without_value");
    assertThat(code(reader.read(new Cell("x", Cell.Form.TOO_LONG)))).isEqualTo("cell_too_long");
  }

  @Test
  void placesAndJsonAreRead() {
    JsonNode place = value(new FieldType.Geolocation(), POINT, "52.52, 13.405");
    assertThat(place.get("latitude").decimalValue()).isEqualByComparingTo("52.52");
    assertThat(
            value(new FieldType.Json(), POINT, "{\"a\": 0.10}")
                .get("a")
                .decimalValue()
                .toPlainString())
        .isEqualTo("0.10");
    assertThat(code(new FieldType.Json(), POINT, "{\"a\": 1} x")).isEqualTo("not_json");
  }

  private static JsonNode value(FieldType type, CellOptions options, String text) {
    CellValue value = new CellReader(field(type, List.of()), options).read(Cell.written(text));
    assertThat(value).isInstanceOf(CellValue.Value.class);
    return ((CellValue.Value) value).json();
  }

  private static String code(FieldType type, CellOptions options, String text) {
    return code(new CellReader(field(type, List.of()), options).read(Cell.written(text)));
  }

  private static String code(CellValue value) {
    assertThat(value).isInstanceOf(CellValue.Refused.class);
    return ((CellValue.Refused) value).violation().code();
  }

  private static JsonNode text(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text);
  }

  private static CellOptions options(String format, char separator) {
    return new CellOptions(
        DateFormat.of(format).orElseThrow(), ZoneId.of("Asia/Shanghai"), separator);
  }

  static FieldModel field(FieldType type, List<PicklistValue> choices) {
    var definition =
        new FieldDefinition(
            "deal.f",
            Label.of("F"),
            null,
            null,
            type,
            false,
            false,
            false,
            false,
            false,
            null,
            null);
    return new FieldModel(
        1,
        1,
        "f",
        definition,
        new Storage.Overflow("f", ColumnType.TEXT),
        false,
        true,
        choices,
        false);
  }
}
