package dev.trellis.runtime.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the caller sees it (RFC 9457).
 *
 * @param challenge what the next step of a sign-in has to send back; of no other problem
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonProperty("trace_id") String traceId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object challenge,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Entry> violations) {
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A violation with its text in the caller's language. */
  public record Entry(String pointer, String code, String message, Map<String, Object> params) {}

  public static Problem of(PlatformException failure, String language, String traceId) {
    ErrorCode code = failure.code();
    return new Problem(
        "urn:trellis:problem:" + code.code(),
        ProblemTexts.title(language, code.code()),
        code.status(),
        ProblemTexts.detail(language, failure.detail(), failure.params()),
        traceId,
        failure.params().get("challenge"),
        failure.violations().stream().map(violation -> entry(violation, language)).toList());
  }

  /**
   * Bulk answers and import reports show violations outside a problem; they read the same there.
   */
  public static Entry entry(Violation violation, String language) {
    return new Entry(
        violation.pointer(),
        violation.code(),
        ProblemTexts.violation(language, violation),
        violation.params());
  }

  public byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      // A parameter that Jackson cannot write is our mistake and must not hide the problem itself.
      return ("{\"type\":\"" + type + "\",\"title\":\"" + title + "\",\"status\":" + status + "}")
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
