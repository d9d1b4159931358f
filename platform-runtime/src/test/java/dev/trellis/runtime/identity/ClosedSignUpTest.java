package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ClosedSignUpTest.Closed.class)
class ClosedSignUpTest {
  /** {@code TRELLIS_SIGNUP=closed}. */
  public static final class Closed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("trellis.signup", "closed");
    }
  }

  @Test
  void nobodySignsUp() {
    Answer answer =
        ApiClient.anonymous()
            .post(
                "/api/v1/signup",
                """
                {"tenant": "late", "company": "c", "email": "a@b.test", "password": "%s"}
                """
                    .formatted(ApiClient.PASSWORD));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("forbidden");
  }
}
