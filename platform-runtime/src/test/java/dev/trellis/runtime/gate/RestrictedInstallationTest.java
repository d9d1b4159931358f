package dev.trellis.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An installation with a low rate limit. */
@QuarkusTest
@TestProfile(RestrictedInstallationTest.LowLimit.class)
class RestrictedInstallationTest {
  /** One request in a hundred seconds would be the honest limit; one a second is the lowest. */
  public static final class LowLimit implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("trellis.rate-limit", "1");
    }
  }

  @Test
  void aTenantThatAsksTooOftenIsToldWhenToComeBackAndAnotherIsNot() {
    ApiClient busy = ApiClient.signUp();
    ApiClient quiet = ApiClient.signUp();
    Answer refused =
        IntStream.range(0, 50)
            .mapToObj(_ -> busy.get("/api/v1/nothing"))
            .filter(answer -> answer.status() == 429)
            .findFirst()
            .orElseThrow();
    assertThat(refused.problem()).isEqualTo("too_many_requests");
    assertThat(Integer.parseInt(refused.header("retry-after").orElseThrow())).isPositive();
    assertThat(quiet.get("/api/v1/me").status()).isEqualTo(200);
  }
}
