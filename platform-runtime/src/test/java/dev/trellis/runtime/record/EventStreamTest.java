package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trellis.runtime.ApiClient;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventStreamTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Sales sales = Sales.define();

  @AfterEach
  void endStreams() {
    http.shutdownNow();
  }

  @Test
  void aStreamBeginsWithReadyAndGoesOnFromTheLastEvent() {
    List<String> first = listen(sales.client(), null);
    await().until(() -> first.contains("event:ready"));
    String heard = sales.id("deal", "{\"name\": \"A\"}");
    await().until(() -> first.stream().anyMatch(line -> line.contains(heard)));
    assertThat(first)
        .contains(
            "data:{\"object\":\"deal\",\"action\":\"created\",\"ids\":[\"%s\"]}".formatted(heard));
    String id =
        first.stream()
            .filter(line -> line.startsWith("id:"))
            .reduce((_, last) -> last)
            .orElseThrow();
    String missed = sales.id("deal", "{\"name\": \"B\"}");
    List<String> second = listen(sales.client(), id.substring("id:".length()));
    await().until(() -> second.stream().anyMatch(line -> line.contains(missed)));
    assertThat(sales.client().with("Last-Event-ID", "nonsense").get("/api/v1/events").status())
        .isEqualTo(400);
  }

  @Test
  void nobodyHearsOfWhatTheyMayNotRead() {
    sales.change(
        """
        {"components": [{"kind": "permission_set", "name": "clerk", "label": "Clerk",
          "objects": {"account": ["read"]}}]}
        """);
    List<String> clerk = listen(sales.user("clerk", "clerk"), null);
    await().until(() -> clerk.contains("event:ready"));
    String deal = sales.id("deal", "{\"name\": \"Secret\"}");
    String account = sales.id("account", "{\"name\": \"Acme\"}");
    await().until(() -> clerk.stream().anyMatch(line -> line.contains(account)));
    assertThat(clerk).noneMatch(line -> line.contains(deal));
  }

  /** The lines of the stream as they come. */
  private List<String> listen(ApiClient client, @Nullable String lastEventId) {
    var lines = new CopyOnWriteArrayList<String>();
    String[] authorization = client.authorization().split(": ", 2);
    var request =
        HttpRequest.newBuilder(URI.create(ApiClient.address() + "/api/v1/events"))
            .header(authorization[0], authorization[1]);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    http.sendAsync(request.build(), BodyHandlers.ofLines())
        // On a thread of its own: an answer that is there already would be read, without end, here.
        .thenAcceptAsync(
            response -> response.body().forEach(lines::add), Thread::startVirtualThread);
    return lines;
  }
}
