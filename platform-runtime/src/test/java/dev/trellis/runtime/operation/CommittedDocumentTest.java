package dev.trellis.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.trellis.runtime.ApiClient;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The interface's types are made from the committed document, which must be the program's. */
@QuarkusTest
class CommittedDocumentTest {
  private static final Path COMMITTED = Path.of("../docs/openapi.json");
  private static final String RENEW =
      "./mvnw -pl platform-runtime -am test -Dui.skip=true -Dtest=CommittedDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.renew=true";

  /** One order of members, whatever the classes were scanned in, so that differences are real. */
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .configure(SerializationFeature.INDENT_OUTPUT, true)
          .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
          .setDefaultPrettyPrinter(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  @Test
  void isWhatTheProgramAnswers() throws IOException {
    String served = text(ApiClient.anonymous().get("/q/openapi?format=json").json());
    if (Boolean.getBoolean("openapi.renew")) {
      Files.writeString(COMMITTED, served);
    }
    assertThat(Files.readString(COMMITTED))
        .as("docs/openapi.json is stale; renew it with\n  %s", RENEW)
        .isEqualTo(served);
  }

  @Test
  void saysJsonWhereBodiesAreDynamic() {
    JsonNode list =
        ApiClient.anonymous()
            .get("/q/openapi?format=json")
            .json()
            .at("/paths/~1api~1v1~1records~1{object}/get/responses/200/content/application~1json");
    assertThat(list.has("schema")).isTrue();
    assertThat(list.at("/schema/format").isMissingNode()).isTrue();
  }

  private static String text(JsonNode document) throws IOException {
    Object sorted = JSON.treeToValue(document, Object.class);
    return JSON.writeValueAsString(sorted) + "\n";
  }
}
