package dev.trellis.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  record Line(int amount) {}

  record Order(List<Line> lines, Object notes) {}

  @Test
  void aStackThatFormulasOverflowIsNoFaultOfTheServer() {
    var ours = new StackOverflowError();
    ours.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.util.ArrayList", "add", null, 1),
          new StackTraceElement("dev.trellis.metadata.query.ExpressionSql", "value", null, 1)
        });
    assertThat(Failures.classify(new CompletionException(ours)).violations())
        .extracting(Violation::code)
        .containsExactly("formula_beyond_stack");
    assertThat(Failures.classify(new StackOverflowError()).code()).isEqualTo(ErrorCode.INTERNAL);
  }

  @Test
  void ourOwnExceptionIsFoundInsideWrappers() {
    var own = PlatformException.notFound();
    assertThat(Failures.classify(new CompletionException(new WebApplicationException(own, 500))))
        .isSameAs(own);
  }

  @Test
  void brokenJsonIsMalformedAndSaysWhere() {
    var failure = Failures.classify(reading("{\"lines\": [}"));
    assertThat(failure.code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(failure.detail()).isEqualTo("broken_json");
    assertThat(failure.params()).containsEntry("line", 1);
  }

  @Test
  void anUnknownPropertyIsInvalidAtItsPointer() {
    assertThat(
            Failures.classify(reading("{\"lines\": [{\"amount\": 1}, {\"x/y\": 2}]}")).violations())
        .containsExactly(Violation.of("/lines/1/x~1y", "unknown_property", "property", "x/y"));
  }

  @Test
  void aValueOfTheWrongTypeIsInvalidAtItsPointer() {
    assertThat(Failures.classify(reading("{\"lines\": [{\"amount\": \"much\"}]}")).violations())
        .containsExactly(Violation.of("/lines/0/amount", "wrong_type"));
  }

  @Test
  void anEmptyBodyIsMalformed() {
    assertThat(Failures.classify(reading("")).detail()).isEqualTo("body_missing");
  }

  @Test
  void jsonBeyondALimitIsMalformedAndSaysWhichAndWhere() {
    var deep = Failures.classify(reading("{\"notes\":" + "[".repeat(100_000)));
    assertThat(deep.code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(deep.violations())
        .containsExactly(Violation.of("/notes", "json_too_deep", "max", 1000L));
    var number = Failures.classify(reading("{\"lines\":[{\"amount\":" + "1".repeat(2_000)));
    assertThat(number.code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(number.violations())
        .containsExactly(Violation.of("/lines/0", "json_number_too_long", "max", 1000L));
  }

  @ParameterizedTest
  @CsvSource({
    "23505,DUPLICATE",
    "40001,CONFLICT",
    "40P01,CONFLICT",
    "57P01,UNAVAILABLE",
    "53300,UNAVAILABLE",
    "08006,UNAVAILABLE",
    "57014,UNAVAILABLE",
    "22021,MALFORMED",
    "42P01,INTERNAL",
    "42501,INTERNAL"
  })
  void sqlStatesBecomeProblemsWithoutTheirText(String state, ErrorCode expected) {
    var failure =
        Failures.classify(
            new CompletionException(
                new PgException("Key (email)=(a@b.c) exists", "ERROR", state, "secret")));
    assertThat(failure.code()).isEqualTo(expected);
    assertThat(failure.getMessage()).doesNotContain("email", "secret");
  }

  @Test
  void aDatabaseThatIsAwayIsUnavailable() {
    for (Throwable lost :
        List.of(
            new ConnectException(),
            ClosedConnectionException.INSTANCE,
            new NoStackTraceThrowable("Timeout"),
            new NoStackTraceThrowable("Connection is not active now, current status: CLOSING"),
            new SQLException("gone", "57P01"))) {
      var failure = Failures.classify(new IllegalStateException(lost));
      assertThat(failure.code()).as(lost.toString()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(Problems.headers(failure)).containsKey("Retry-After");
    }
  }

  @Test
  void theRoutersOwnRefusalsKeepTheirStatus() {
    assertThat(Failures.classify(new NotFoundException()).code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(Failures.classify(new NotAllowedException("GET")).code())
        .isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
    assertThat(Failures.classify(new WebApplicationException(409)).code())
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(Failures.classify(new WebApplicationException(418)).code())
        .isEqualTo(ErrorCode.MALFORMED);
  }

  @Test
  void anythingElseIsInternalAndTellsNothing() {
    var failure = Failures.classify(new IllegalStateException("/home/someone/secret"));
    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(new String(Problem.of(failure, "en", "t").json())).doesNotContain("secret");
  }

  @Test
  void aProblemHasTheShapeOfTheContract() throws Exception {
    var failure = PlatformException.invalid(Violation.of("/name", "too_long", "max", 40));
    var json = JSON.readTree(Problem.of(failure, "zh-CN", "abc").json());
    assertThat(json.path("type").asText()).isEqualTo("urn:trellis:problem:invalid");
    assertThat(json.path("title").asText()).isEqualTo("部分值不符合要求");
    assertThat(json.path("status").asInt()).isEqualTo(422);
    assertThat(json.path("trace_id").asText()).isEqualTo("abc");
    var violation = json.path("violations").path(0);
    assertThat(violation.path("pointer").asText()).isEqualTo("/name");
    assertThat(violation.path("code").asText()).isEqualTo("too_long");
    assertThat(violation.path("message").asText()).isEqualTo("最多允许 40 个字符。");
    assertThat(violation.path("params").path("max").asInt()).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|en",
        "''|en",
        "de|en",
        "zh|zh-CN",
        "zh-TW,zh;q=0.9|zh-CN",
        "en;q=0.5, zh-CN;q=0.8|zh-CN",
        "fr, zh;q=0.1|zh-CN",
        "en,zh|en",
        "zh;q=0|en",
        "zh;q=x|en",
        "*|en"
      })
  void theLanguageFollowsTheHeader(String header, String expected) {
    assertThat(AcceptedLanguage.of(header)).isEqualTo(expected);
  }

  private static Throwable reading(String json) {
    return catchThrowable(() -> JSON.readValue(json, Order.class));
  }
}
