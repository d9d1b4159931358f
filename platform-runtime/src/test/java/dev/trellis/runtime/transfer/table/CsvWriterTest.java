package dev.trellis.runtime.transfer.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTest {
  @ParameterizedTest
  @ValueSource(strings = {"+86 138-0013-8000", "-3.25", "-1,234.50", "-5%", "plain", ""})
  void numbersAndTelephoneNumbersStayAsTheyAre(String value) {
    assertThat(CsvWriter.harmless(value)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1+1", "-2+3", "-1-cmd", "@SUM(A1)", "+A1", "-A1", "\t=1", "＝1"})
  void whatASpreadsheetWouldRunIsQuoted(String value) {
    assertThat(CsvWriter.harmless(value)).isEqualTo("'" + value);
  }
}
