package dev.trellis.runtime.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Uploads tables and waits for what becomes of them, over HTTP as a program does. */
final class ImportClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "----a-boundary-that-no-file-holds";

  private final ApiClient api;

  ImportClient(ApiClient api) {
    this.api = api;
  }

  ApiClient api() {
    return api;
  }

  void define(String... components) {
    Answer answer =
        api.post(
            "/api/v1/metadata/change-sets",
            "{\"components\": [" + String.join(",", components) + "]}");
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
  }

  Answer upload(String path, byte[] file, String options) {
    var body = new ByteArrayOutputStream();
    part(
        body,
        "Content-Disposition: form-data; name=\"options\"\r\nContent-Type: application/json",
        options.getBytes(UTF_8));
    part(
        body,
        "Content-Disposition: form-data; name=\"file\"; filename=\"data.csv\"\r\nContent-Type: application/octet-stream",
        file);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return api.with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .send("POST", path, BodyPublishers.ofByteArray(body.toByteArray()), false);
  }

  private static void part(ByteArrayOutputStream body, String headers, byte[] content) {
    body.writeBytes(("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n").getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF_8));
  }

  JsonNode preview(byte[] file, String options) {
    Answer answer = upload("/api/v1/imports/preview", file, options);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  String start(byte[] file, String options) {
    Answer answer = upload("/api/v1/imports", file, options);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().get("id").textValue();
  }

  /** Starts and waits for the end. */
  JsonNode run(byte[] file, String options) {
    return finished(start(file, options));
  }

  JsonNode run(String file, String options) {
    return run(file.getBytes(UTF_8), options);
  }

  JsonNode finished(String id) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> job(id),
            job -> !List.of("queued", "running").contains(job.get("status").textValue()));
  }

  JsonNode job(String id) {
    Answer answer = api.get("/api/v1/imports/" + id);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  JsonNode undo(String id) {
    Answer answer = api.delete("/api/v1/imports/" + id);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  String errors(String id) {
    Answer answer = api.get("/api/v1/imports/" + id + "/errors.csv");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }

  List<JsonNode> records(String object, String fields) {
    Answer answer =
        api.get("/api/v1/records/" + object + "?limit=1000&sort=name&fields=" + encode(fields));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var records = new ArrayList<JsonNode>();
    answer.json().get("records").forEach(records::add);
    return records;
  }

  long count(String object) {
    return count(object, "");
  }

  long count(String object, String filter) {
    Answer answer =
        api.get("/api/v1/records/" + object + "?limit=1&count=exact&filter=" + encode(filter));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("total").longValue();
  }

  JsonNode query(String json) {
    Answer answer = api.post("/api/v1/query", json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("records");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  static String json(Object value) {
    return JSON.valueToTree(value).toString();
  }
}
