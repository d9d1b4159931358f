package dev.trellis.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSiteTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "same-origin, -, crm.test, false",
        "none, -, crm.test, false",
        "cross-site, -, crm.test, true",
        "same-site, https://evil.crm.test, crm.test, true",
        "-, -, crm.test, false",
        "-, https://crm.test, crm.test, false",
        "-, http://crm.test:8080, crm.test:8080, false",
        "-, https://evil.test, crm.test, true",
        "-, null, crm.test, true",
        "-, https://crm.test.evil.test, crm.test, true",
        "-, https://crm.test, -, true"
      })
  void requestsThatAnotherSiteSentAreTold(
      String fetchSite, String origin, String host, boolean expected) {
    assertThat(CrossSite.sent(fetchSite, origin, host)).isEqualTo(expected);
  }
}
