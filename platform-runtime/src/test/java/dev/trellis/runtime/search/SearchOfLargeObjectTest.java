package dev.trellis.runtime.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More records than anybody should wait for are indexed in the background. */
@QuarkusTest
class SearchOfLargeObjectTest {
  private static final int RECORDS = 24_000;
  private static final int BATCH = 8_000;
  private final ApiClient admin = ApiClient.signUp();

  @Test
  void aFieldThatBecomesSearchableIsIndexedWhileSearchesGoOn() {
    define("{\"kind\": \"object\", \"name\": \"part\", \"label\": \"Part\"}", notes(false));
    for (int from = 0; from < RECORDS; from += BATCH) {
      String records =
          IntStream.range(from, from + BATCH)
              .mapToObj(i -> "{\"name\": \"Part %d\", \"notes\": \"bin%d\"}".formatted(i, i))
              .collect(Collectors.joining(","));
      Answer saved =
          admin.post(
              "/api/v1/records/part/bulk",
              "{\"operation\": \"insert\", \"all_or_none\": true, \"records\": [" + records + "]}");
      assertThat(saved.status()).isEqualTo(200);
    }
    assertThat(hits("bin23999")).isZero();
    define(notes(true));
    assertThat(hits("bin0")).as("the first pages are made at once").isEqualTo(1);
    admin.post("/api/v1/records/part", "{\"name\": \"New\", \"notes\": \"bin99999\"}");
    assertThat(hits("bin99999")).as("what is written meanwhile").isEqualTo(1);
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (hits("bin23999") == 0) {
      assertThat(Instant.now()).isBefore(deadline);
    }
    assertThat(hits("bin23999")).isEqualTo(1);
  }

  private static String notes(boolean isSearchable) {
    return """
    {"kind": "field", "name": "part.notes", "label": "Notes", "type": "long_text", "searchable": %s}"""
        .formatted(isSearchable);
  }

  private void define(String... components) {
    Answer answer =
        admin.post(
            "/api/v1/metadata/change-sets",
            "{\"components\": [" + String.join(",", components) + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private int hits(String query) {
    Answer answer = admin.get("/api/v1/search?limit=1&q=" + query);
    // The rate limit is not what is tested here.
    return answer.status() == 429 ? 0 : answer.json().path("hits").size();
  }
}
