package dev.trellis.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestJsonTest {
  @Test
  void whatIsTooDeepIsSaidToBeAndWhere() {
    PlatformException refused = refused("{\"name\": \"x\", \"extra\": " + "[".repeat(5_000));
    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(refused.violations().getFirst().code()).isEqualTo("json_too_deep");
    assertThat(refused.violations().getFirst().params()).containsEntry("max", 100L);
    assertThat(refused.violations().getFirst().pointer()).startsWith("/extra/0/0");
  }

  @Test
  void whatIsAsDeepAsItMayBeIsRead() {
    String open = "[".repeat(99);
    String closed = "]".repeat(99);
    assertThat(object("{\"extra\": " + open + closed + "}").has("extra")).isTrue();
  }

  @Test
  void aNumberThatIsTooLongIsSaidToBeAndWhere() {
    for (String number : new String[] {"1".repeat(401), "0." + "1".repeat(401)}) {
      PlatformException refused = refused("{\"lines\": [{}, {\"amount\": " + number + "}]}");
      assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED);
      assertThat(refused.violations())
          .containsExactly(Violation.of("/lines/1/amount", "json_number_too_long", "max", 400L));
    }
  }

  @Test
  void brokenJsonSaysItsLineAndColumn() {
    PlatformException refused = refused("{\n  \"a\": }");
    assertThat(refused.detail()).isEqualTo("broken_json");
    assertThat(refused.params()).containsEntry("line", 2).containsEntry("column", 8);
  }

  @Test
  void moreThanOneDocumentIsBroken() {
    assertThat(refused("{} {}").detail()).isEqualTo("broken_json");
  }

  private static ObjectNode object(String json) {
    return RequestJson.object(json.getBytes(StandardCharsets.UTF_8));
  }

  private static PlatformException refused(String json) {
    return catchThrowableOfType(PlatformException.class, () -> object(json));
  }
}
