package dev.trellis.sdk.error;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the current request with an {@link ErrorCode}. The one mapper of the runtime turns it into
 * {@code problem+json}.
 *
 * <p>The detail is not a text but a key of the message bundles with its parameters, because only
 * the edge knows the caller's language. Stackless: it says what the caller did, not where our code
 * was.
 */
public final class PlatformException extends RuntimeException {
  private final ErrorCode code;
  private final String detail;
  private final Map<String, Object> params;
  private final List<Violation> violations;

  private PlatformException(
      ErrorCode code,
      String detail,
      Map<String, Object> params,
      List<Violation> violations,
      @Nullable Throwable cause) {
    super(
        code.code() + ": " + detail + (violations.isEmpty() ? "" : " " + violations),
        cause,
        false,
        false);
    this.code = code;
    this.detail = detail;
    this.params = params;
    this.violations = List.copyOf(violations);
  }

  /**
   * @param detail key in the message bundles; parameters follow as name, value
   */
  public static PlatformException of(ErrorCode code, String detail, Object... params) {
    return new PlatformException(
        code, detail, Violation.of("", detail, params).params(), List.of(), null);
  }

  public static PlatformException of(ErrorCode code, List<Violation> violations) {
    return new PlatformException(code, code.code(), Map.of(), violations, null);
  }

  /** 422 with everything that is wrong. */
  public static PlatformException invalid(List<Violation> violations) {
    return of(ErrorCode.INVALID, violations);
  }

  public static PlatformException invalid(Violation... violations) {
    return of(ErrorCode.INVALID, List.of(violations));
  }

  /** 404, the same for what does not exist and for what the caller may not see. */
  public static PlatformException notFound() {
    return of(ErrorCode.NOT_FOUND, "not_found");
  }

  /** The same, with what lies behind it for the log. */
  public PlatformException causedBy(Throwable cause) {
    return new PlatformException(code, detail, params, violations, cause);
  }

  public ErrorCode code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  public Map<String, Object> params() {
    return params;
  }

  public List<Violation> violations() {
    return violations;
  }
}
