package dev.trellis.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Calls the running server as an outside program does. One of them is one caller: {@link #signUp()}
 * gives the administrator of a fresh tenant.
 */
public final class ApiClient {
  public static final String PASSWORD = "correct horse battery";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final List<String> headers;
  private final String tenant;
  private final String username;

  /** An answer, read as far as it can be. */
  public record Answer(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text(), e);
      }
    }

    /** The code of a problem, for example {@code not_found}. */
    public String problem() {
      return json().path("type").asText().replace("urn:trellis:problem:", "");
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    public List<String> cookies() {
      return response.headers().allValues("set-cookie");
    }
  }

  private ApiClient(String tenant, String username, List<String> headers) {
    this.tenant = tenant;
    this.username = username;
    this.headers = List.copyOf(headers);
  }

  /** Not signed in. */
  public static ApiClient anonymous() {
    return new ApiClient("", "", List.of());
  }

  /** The administrator of a tenant that did not exist before. */
  public static ApiClient signUp() {
    String tenant = "t" + ProcessHandle.current().pid() + "-" + TENANTS.incrementAndGet();
    String email = "admin@" + tenant + ".test";
    Answer answer =
        anonymous()
            .post(
                "/api/v1/signup",
                """
                {"tenant": "%s", "company": "Test", "email": "%s", "password": "%s"}
                """
                    .formatted(tenant, email, PASSWORD));
    if (answer.status() != 201) {
      throw new AssertionError("sign-up: " + answer.status() + " " + answer.text());
    }
    return anonymous().signIn(tenant, email, PASSWORD);
  }

  public ApiClient signIn(String inTenant, String asUser, String password) {
    Answer answer = tryToSignIn(inTenant, asUser, password);
    if (answer.status() != 200) {
      throw new AssertionError("sign-in: " + answer.status() + " " + answer.text());
    }
    return new ApiClient(
        inTenant,
        asUser,
        List.of("Authorization", "Bearer " + answer.json().path("access_token").asText()));
  }

  public Answer tryToSignIn(String inTenant, String asUser, String password) {
    return post(
        "/api/v1/auth/token",
        JSON.createObjectNode()
            .put("tenant", inTenant)
            .put("username", asUser)
            .put("password", password)
            .toString());
  }

  public String tenant() {
    return tenant;
  }

  public String username() {
    return username;
  }

  /** The header line that signs this caller in, for tests that speak HTTP themselves. */
  public String authorization() {
    return headers.get(0) + ": " + headers.get(1);
  }

  /** The same caller with one more header. */
  public ApiClient with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new ApiClient(tenant, username, more);
  }

  public ApiClient withToken(String token) {
    return new ApiClient(tenant, username, List.of("Authorization", "Bearer " + token));
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody(), false);
  }

  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody(), false);
  }

  public Answer post(String path, String json) {
    return send("POST", path, BodyPublishers.ofString(json), true);
  }

  public Answer patch(String path, String json) {
    return send("PATCH", path, BodyPublishers.ofString(json), true);
  }

  public Answer put(String path, String json) {
    return send("PUT", path, BodyPublishers.ofString(json), true);
  }

  public Answer send(String method, String path, BodyPublisher body, boolean isJson) {
    var request = HttpRequest.newBuilder(URI.create(address() + path)).method(method, body);
    if (isJson && !headers.contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      return new Answer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Where the server of the running test listens. */
  public static String address() {
    return "http://localhost:"
        + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
  }
}
