package dev.trellis.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GateTest {
  private static final String KEYS = "/api/v1/api-keys";
  private static ApiClient admin;
  private final ApiClient anonymous = ApiClient.anonymous();

  @BeforeAll
  static void signUp() {
    admin = ApiClient.signUp();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/me",
    "DELETE, /api/v1/me",
    "GET, /api/v1/no-such-thing",
    "POST, /api/v1/users",
    "PUT, /api",
    "PATCH, /api/v9/users",
    "GET, /api;v=1/v1/me",
    "GET, /api/v1/me;auth=1",
    "GET, /%61pi/v1/me",
    "GET, //api/v1/me",
    "GET, /x/../api/v1/me"
  })
  void withoutATokenEveryPathOfTheApiAnswers401(String method, String path) {
    Answer answer =
        anonymous
            .with("Content-Type", "text/nonsense")
            .with("Accept", "text/html")
            .send(method, path, BodyPublishers.ofString("{broken"), false);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthenticated");
    assertThat(answer.header("content-type").orElse("")).startsWith("application/problem+json");
    assertThat(answer.header("www-authenticate")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "",
        "ta_",
        "Basic eDp5",
        "ta_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "ta_AAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void aTokenThatIsNoneAnswers401(String token) {
    assertThat(anonymous.withToken(token).get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void aRefreshTokenOpensNothingElse() {
    String refresh =
        anonymous
            .tryToSignIn(admin.tenant(), admin.username(), ApiClient.PASSWORD)
            .json()
            .path("refresh_token")
            .asText();
    assertThat(anonymous.withToken(refresh).get("/api/v1/me").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/no-such-thing, 404, not_found",
    "GET, /api/v1/users/not-an-id, 404, not_found",
    "DELETE, /api/v1/me, 405, method_not_allowed",
    "PUT, /api/v1/users, 405, method_not_allowed"
  })
  void whatTheRouterRefusesHasTheShapeOfAProblem(
      String method, String path, int status, String code) {
    Answer answer = admin.send(method, path, BodyPublishers.noBody(), false);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(code);
    assertThat(answer.json().path("trace_id").asText()).matches("[0-9a-f]{32}");
    assertThat(answer.json().path("detail").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | /api/v1/me | GET, HEAD, OPTIONS",
        "PUT | /api/v1/records/deal/x/ | DELETE, GET, HEAD, OPTIONS, PATCH",
        "GET | /api/v1/query | OPTIONS, POST",
      })
  void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) {
    Answer answer = admin.send(method, path, BodyPublishers.noBody(), false);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).contains(allowed);
  }

  @Test
  void aWrongMediaTypeIs415AndAnUnservedOneIs406() {
    Answer wrong =
        admin
            .with("Content-Type", "text/plain")
            .send("POST", KEYS, BodyPublishers.ofString("{}"), false);
    assertThat(wrong.status()).isEqualTo(415);
    assertThat(wrong.problem()).isEqualTo("unsupported_media_type");
    Answer unserved = admin.with("Accept", "image/png").get("/api/v1/users");
    assertThat(unserved.status()).isEqualTo(406);
    assertThat(unserved.problem()).isEqualTo("not_acceptable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"name\": \"a\"} x",
        "{\"name\": \"a\", \"name\": \"b\"}",
        "{\"name\": NaN}",
        "{'name': 1}",
        "{\"name\": 01}",
        "{\"a\": 1,}",
        "// hi\n{}"
      })
  void jsonThatIsNotStrictlyJsonIsMalformed(String body) {
    Answer answer = admin.post(KEYS, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("malformed");
  }

  @Test
  void endlessNestingAndInvalidUtf8AreMalformedAndFast() {
    Answer endless = admin.post(KEYS, "{\"name\":" + "[".repeat(1_000_000));
    assertThat(endless.status()).isEqualTo(400);
    assertThat(endless.json().path("violations").path(0).path("code").asText())
        .isEqualTo("json_too_deep");
    byte[] invalid = {
      '{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'
    };
    Answer answer = admin.send("POST", KEYS, BodyPublishers.ofByteArray(invalid), true);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("malformed");
  }

  @Test
  void jsonComesInNoOtherEncodingThanUtf8() {
    String body = "{\"name\": \"a\", \"permission_sets\": []}";
    byte[] overlong = "{\"name\": \"??\"}".getBytes(StandardCharsets.US_ASCII);
    overlong[10] = (byte) 0xc0;
    overlong[11] = (byte) 0xaf;
    for (byte[] bytes :
        List.of(
            body.getBytes(StandardCharsets.UTF_16),
            body.getBytes(StandardCharsets.UTF_16LE),
            overlong)) {
      for (String path : List.of(KEYS, "/api/v1/query")) {
        Answer answer = admin.send("POST", path, BodyPublishers.ofByteArray(bytes), true);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed");
      }
    }
    Answer replacement = admin.post(KEYS, "{\"name\": \"\uFFFD\"}");
    assertThat(replacement.status()).as("U+FFFD is a character").isEqualTo(422);
  }

  @Test
  void charactersThatCannotBeStoredAreNamed() {
    for (String character : new String[] {"\\u0000", "\\ud800", "\\udc00"}) {
      Answer answer =
          admin.post(KEYS, "{\"name\": \"" + character + "\", \"permission_sets\": []}");
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().path("violations").path(0).path("pointer").asText())
          .isEqualTo("/name");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "gzip, identity", "rot13"})
  void aBodyThatIsSaidToBeEncodedIs415(String encoding) {
    for (String path : List.of(KEYS, "/api/v1/query")) {
      Answer answer = admin.with("Content-Encoding", encoding).post(path, "{}");
      assertThat(answer.status()).as(path).isEqualTo(415);
      assertThat(answer.problem()).isEqualTo("unsupported_media_type");
      assertThat(answer.json().path("detail").asText()).contains(encoding);
    }
  }

  @Test
  void aBodyThatIsSaidToBeAsItIsIsRead() {
    Answer answer = admin.with("Content-Encoding", "Identity").post(KEYS, "{}");
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void aBodyThatDeclaresTooMuchIs413() {
    byte[] body = new byte[11 * 1024 * 1024];
    Answer answer = admin.send("POST", KEYS, BodyPublishers.ofByteArray(body), true);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("too_large");
  }

  @Test
  void aBodyThatTurnsOutTooLargeIs413() {
    Answer answer =
        admin.send("POST", KEYS, BodyPublishers.ofInputStream(() -> text(11 * 1024 * 1024)), true);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("too_large");
  }

  @Test
  void aBodyOfUndeclaredLengthIsReadUpToTheLimit() {
    Answer answer =
        admin.send("POST", KEYS, BodyPublishers.ofInputStream(() -> text(5 * 1024 * 1024)), true);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
  }

  /** The answer must not be lost, nor the next request on the connection, to an unread body. */
  @Test
  void aRefusalLeavesTheConnectionUsable() throws IOException {
    URI address = URI.create(ApiClient.address());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      byte[] body = new byte[200_000];
      String head =
          "POST /api/v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n";
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        assertThat(answerHead(socket.getInputStream())).startsWith("HTTP/1.1 401");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/users?limit=x",
        "/api/v1/users?limit=0",
        "/api/v1/users?cursor=%00",
        "/api/v1/%00",
        "/api/v1/users/%ff"
      })
  void addressesThatMakeNoSenseAreTheCallersMistake(String path) throws IOException {
    assertThat(rawAnswer(path))
        .startsWith("HTTP/1.1 4")
        .containsIgnoringCase("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/%zz", "/%zz", "/q/%zz", "/api/v1/users?limit=%zz", "/api/v1/{id}", "/%"})
  void brokenEscapesAreRefusedWithAProblem(String path) throws IOException {
    assertThat(rawAnswer(path))
        .startsWith("HTTP/1.1 400")
        .containsIgnoringCase("content-type: application/problem+json")
        .containsIgnoringCase("x-content-type-options: nosniff");
  }

  private static String rawAnswer(String path) throws IOException {
    URI address = URI.create(ApiClient.address());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + admin.authorization() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return answerHead(socket.getInputStream());
    }
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    for (String path :
        new String[] {"/api/v1/me", "/api/v1/none", "/", "/q/health/live", "/none.js"}) {
      Answer answer = anonymous.get(path);
      assertThat(answer.header("x-content-type-options")).as(path).contains("nosniff");
      assertThat(answer.header("referrer-policy")).as(path).contains("no-referrer");
      assertThat(answer.header("content-security-policy").orElse(""))
          .as(path)
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.header("access-control-allow-origin")).as(path).isEmpty();
    }
    assertThat(anonymous.get("/api/v1/me").header("cache-control")).contains("no-store");
  }

  @Test
  void pagesOfTheInterfaceAreItsIndexAndTheApiNeverIs() {
    ApiClient browser = anonymous.with("Accept", "text/html,*/*");
    Answer page = browser.get("/objects/deal/0192");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type").orElse("")).startsWith("text/html");
    assertThat(page.header("cache-control")).contains("no-cache");
    assertThat(browser.get("/assets/none.js").status()).isNotEqualTo(500);
    assertThat(anonymous.get("/objects/deal").status()).as("not asked for HTML").isEqualTo(404);
    assertThat(browser.get("/q/none").header("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(browser.get("/api/v1/auth/none").problem()).isEqualTo("not_found");
  }

  @Test
  void theLanguageOfAProblemIsTheCallers() {
    assertThat(
            anonymous.with("Accept-Language", "zh").get("/api/v1/me").json().path("title").asText())
        .isEqualTo("未登录");
  }

  @Test
  void theTraceOfTheCallerIsKept() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Answer answer =
        anonymous.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01").get("/api/v1/me");
    assertThat(answer.json().path("trace_id").asText()).isEqualTo(trace);
  }

  private static InputStream text(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'a');
    byte[] start = "{\"name\": \"".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(start, 0, bytes, 0, start.length);
    bytes[length - 2] = '"';
    bytes[length - 1] = '}';
    return new ByteArrayInputStream(bytes);
  }

  /** Reads one answer whole and gives its head. */
  private static String answerHead(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) next);
    }
    var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
    assertThat(length.find()).isTrue();
    in.readNBytes(Integer.parseInt(length.group(1)));
    return head.toString();
  }
}
