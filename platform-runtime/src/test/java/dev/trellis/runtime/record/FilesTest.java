package dev.trellis.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FilesTest {
  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

  private final Sales sales = Sales.define();

  @Test
  void aFileIsTypedByItsContentAndHandedOutAsADownload() {
    Answer uploaded = upload(sales.client(), "../evil/picture.png", SVG);
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
    assertThat(uploaded.json().path("name").asText()).isEqualTo("picture.png");
    assertThat(uploaded.json().path("type").asText()).isEqualTo("image/svg+xml");
    Answer download =
        sales.client().get("/api/v1/files/" + uploaded.json().path("id").asText() + "?inline=true");
    assertThat(download.text()).isEqualTo(SVG);
    assertThat(download.header("Content-Disposition").orElseThrow()).startsWith("attachment");
    assertThat(download.header("Content-Type").orElseThrow())
        .startsWith("application/octet-stream");
    assertThat(download.header("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void aFileFollowsThePermissionsOfItsRecord() {
    String id = upload(sales.client(), "a.txt", "hello").json().path("id").asText();
    String deal =
        sales.create("deal", "{\"name\": \"D\", \"document\": \"" + id + "\"}").path("id").asText();
    Sales others = Sales.define();
    assertThat(others.client().get("/api/v1/files/" + id).status()).isEqualTo(404);
    assertThat(sales.client().get("/api/v1/files/" + id).text()).isEqualTo("hello");
    assertThat(sales.post("/records/deal", "{\"document\": \"" + id + "\"}").status())
        .as("it belongs to a record already")
        .isEqualTo(422);
    sales.client().delete("/api/v1/records/deal/" + deal);
    assertThat(sales.client().get("/api/v1/files/" + id).status()).isEqualTo(404);
  }

  @Test
  void anUploadThatBreaksOffIsTheCallersFault() {
    Answer answer =
        sales
            .client()
            .with("Content-Type", "multipart/form-data; boundary=x")
            .send("POST", "/api/v1/files", BodyPublishers.ofString("--x\r\n"), false);
    assertThat(answer.status()).isEqualTo(400);
  }

  private static Answer upload(ApiClient client, String name, String content) {
    String boundary = "----trellis";
    String body =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\nContent-Type: image/png\r\n\r\n"
            + content
            + "\r\n--"
            + boundary
            + "--\r\n";
    return client
        .with("Content-Type", "multipart/form-data; boundary=" + boundary)
        .send(
            "POST", "/api/v1/files", BodyPublishers.ofString(body, StandardCharsets.UTF_8), false);
  }
}
