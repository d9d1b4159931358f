package dev.trellis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain calls for setting up; loads use {@link Load}. */
final class Http {
  static final String PASSWORD = "bench on the loopback";
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Http() {}

  static int status(int port, String path) throws IOException, InterruptedException {
    return CLIENT
        .send(
            HttpRequest.newBuilder(uri(port, path)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Fails on anything but success. */
  static JsonNode call(
      int port, String method, String path, @Nullable String token, @Nullable Object body)
      throws IOException, InterruptedException {
    var builder =
        HttpRequest.newBuilder(uri(port, path)).header("Content-Type", "application/json");
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    String json =
        body == null ? "" : body instanceof String text ? text : JSON.writeValueAsString(body);
    var response =
        CLIENT.send(
            builder.method(method, HttpRequest.BodyPublishers.ofString(json)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
  }

  /** A multipart form of a file and its options. */
  static JsonNode upload(int port, String path, String token, Path file, String options)
      throws IOException, InterruptedException {
    String boundary = "bench-5f0c2c1d";
    String head =
        "--%1$s\r\nContent-Disposition: form-data; name=\"options\"\r\nContent-Type: application/json\r\n\r\n%2$s\r\n--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"deals.csv\"\r\nContent-Type: text/csv\r\n\r\n"
            .formatted(boundary, options);
    var body =
        HttpRequest.BodyPublishers.concat(
            HttpRequest.BodyPublishers.ofString(head),
            HttpRequest.BodyPublishers.ofFile(file),
            HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    var request =
        HttpRequest.newBuilder(uri(port, path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body);
    var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** A new tenant; answers its administrator's token. */
  static String signUp(int port, String tenant) throws IOException, InterruptedException {
    call(
        port,
        "POST",
        "/api/v1/signup",
        null,
        Map.of(
            "tenant",
            tenant,
            "company",
            tenant,
            "email",
            "bench@example.test",
            "password",
            PASSWORD));
    return signIn(port, tenant);
  }

  static String signIn(int port, String tenant) throws IOException, InterruptedException {
    return signIn(port, tenant, "bench@example.test");
  }

  static String signIn(int port, String tenant, String username)
      throws IOException, InterruptedException {
    return call(
            port,
            "POST",
            "/api/v1/auth/token",
            null,
            Map.of("tenant", tenant, "username", username, "password", PASSWORD))
        .path("access_token")
        .textValue();
  }
}
