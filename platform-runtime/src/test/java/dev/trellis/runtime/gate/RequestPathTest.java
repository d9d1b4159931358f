package dev.trellis.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPathTest {
  @ParameterizedTest
  @CsvSource({
    "/api/v1/records/deal, PROTECTED",
    "/api/v1/me, PROTECTED",
    "/api, PROTECTED",
    "/api/, PROTECTED",
    "/api/v1, PROTECTED",
    "/api/v1/, PROTECTED",
    "/api/v2/signup, PROTECTED",
    "/api/v1/signup, PUBLIC",
    "/api/v1/signups, PROTECTED",
    "/api/v1/auth/token, PUBLIC",
    "/api/v1/authority, PROTECTED",
    "/api/v1/openapi, PUBLIC",
    "/api/v1/forms/contact, OPEN_TO_OTHER_SITES",
    "/api/v1/x/hello, OPEN_TO_OTHER_SITES",
    "/api/v1/xx, PROTECTED",
    "/api;x=1/v1/me, PROTECTED",
    "/api/v1/records;auth/deal, PROTECTED",
    "/;x/api/v1/me, PAGES",
    "/q/health/ready, OPERATIONS",
    "/q, OPERATIONS",
    "/query, PAGES",
    "/apiary, PAGES",
    "/, PAGES",
    "/objects/deal, PAGES"
  })
  void aPathIsWhatItsFirstStepsSay(String path, RequestPath expected) {
    assertThat(RequestPath.of(path)).isEqualTo(expected);
  }
}
