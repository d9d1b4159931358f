package dev.trellis.runtime.transfer.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.transfer.table.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnProfileTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "number~1|2.5|-3",
        "currency~$1|2.5|¥3",
        "percent~45%|3%",
        "text~00123|00456",
        "phone~+8613800138000|+442071838750",
        "phone~13800138000|13912345678",
        "boolean~yes|no|Y",
        "boolean~是|否",
        "date~2024-01-31|2024-02-01",
        "date~31.12.2023|01.01.2024",
        "date~20240131|20240201",
        "datetime~2024-01-31 10:00|2024-02-01 11:00",
        "date~2024年3月5日|2024年12月1日",
        "time~10:00|11:30",
        "email~a@b.io|c@d.org",
        "url~https://x.io|www.y.org",
        "text~Anna|Bob",
        "text~123456789012345678901|123456789012345678902"
      })
  void typeIsToldByTheValues(String type, String values) {
    assertThat(profile(values.split("\\|")).type()).isEqualTo(type);
  }

  @Test
  void fewValuesThatComeAgainAndAgainAreAPicklist() {
    var values = new ArrayList<String>();
    Stream.of("Won", "Lost", "Engaging")
        .forEach(value -> values.addAll(Collections.nCopies(10, value)));
    assertThat(profile(values.toArray(String[]::new)).type()).isEqualTo("picklist");
  }

  @Test
  void commaIsFoundAsDecimalSeparator() {
    assertThat(profile("1.234,50", "12,5", "7").decimalSeparator()).isEqualTo(',');
    assertThat(profile("1,234", "1,234,567", "7.5").decimalSeparator()).isEqualTo('.');
    assertThat(profile("1,234", "5,678").decimalSeparator()).isEqualTo('.');
  }

  @Test
  void dayAboveTwelveDecidesWhatIsTheMonth() {
    assertThat(pattern("13/02/2024", "01/03/2024")).isEqualTo("dd/MM/yyyy");
    assertThat(pattern("02/13/2024", "03/01/2024")).isEqualTo("MM/dd/yyyy");
  }

  @Test
  void daysThatLieCloseTogetherDecideWhatIsTheYear() {
    DateFormat.Detected found = detected("20-10-16", "25-10-16", "01-03-17", "31-12-17");
    assertThat(found.best().pattern()).isEqualTo("dd-MM-yy");
    assertThat(found.alternatives()).isEmpty();
  }

  @Test
  void ambiguityIsReported() {
    DateFormat.Detected found = detected("01/02/2024", "03/04/2024", "12/11/2024");
    assertThat(found.best().pattern()).isEqualTo("dd/MM/yyyy");
    assertThat(found.alternatives()).extracting(DateFormat::pattern).contains("MM/dd/yyyy");
    assertThat(detected("01/01/2024", "02/02/2024").alternatives()).isEmpty();
  }

  @Test
  void someStrayValuesDoNotHideTheFormat() {
    var values = new ArrayList<>(Collections.nCopies(19, "31.12.2023"));
    values.add("unknown");
    assertThat(pattern(values.toArray(String[]::new))).isEqualTo("dd.MM.yyyy");
  }

  @Test
  void blankColumnHasNoOpinion() {
    ColumnProfile profile = profile("", " ");
    assertThat(profile.type()).isEqualTo("text");
    assertThat(profile.filled()).isZero();
    assertThat(profile.samples()).isEmpty();
  }

  private static String pattern(String... values) {
    return detected(values).best().pattern();
  }

  private static DateFormat.Detected detected(String... values) {
    return Objects.requireNonNull(profile(values).dateFormat());
  }

  private static ColumnProfile profile(String... values) {
    return ColumnProfile.of(Stream.of(values).map(Cell::written).toList());
  }
}
